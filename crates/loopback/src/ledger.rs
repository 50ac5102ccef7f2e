//! What the server was told, and what it remembers.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, oneshot};

use crate::answer::Answer;
use crate::request::{Request, State};

/// What answers when no path does.
pub(crate) type Handler = Box<dyn FnMut(&Request) -> Answer + Send>;

/// What all connections share.
pub(crate) struct Ledger {
    inner: Mutex<Inner>,
    /// Told whenever something has changed.
    changed: Notify,
}

struct Inner {
    handler: Handler,
    paths: BTreeMap<String, VecDeque<Answer>>,
    requests: Vec<Request>,
    held: BTreeMap<usize, oneshot::Sender<()>>,
    /// The most that were being answered at once.
    most: usize,
    /// How often something has changed.
    version: u64,
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ledger").field("requests", &self.lock().requests).finish_non_exhaustive()
    }
}

impl Ledger {
    pub(crate) fn new(handler: Handler) -> Ledger {
        let inner = Inner {
            handler,
            paths: BTreeMap::new(),
            requests: Vec::new(),
            held: BTreeMap::new(),
            most: 0,
            version: 0,
        };
        Ledger { inner: Mutex::new(inner), changed: Notify::new() }
    }

    /// A handler may panic; nothing is half done then.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes something.
    fn change<R>(&self, change: impl FnOnce(&mut Inner) -> R) -> R {
        let mut inner = self.lock();
        inner.version += 1;
        let result = change(&mut inner);
        drop(inner);
        self.changed.notify_waiters();
        result
    }

    /// What a path answers from now on.
    pub(crate) fn answers(&self, path: String, answers: Vec<Answer>) {
        self.change(|inner| inner.paths.insert(path, answers.into()));
    }

    /// Takes a request in: its number, and its answer.
    pub(crate) fn take_in(&self, mut request: Request) -> (usize, Answer) {
        self.change(|inner| {
            request.number = inner.requests.len();
            let answer = match inner.paths.get_mut(request.path()) {
                Some(answers) if answers.len() > 1 => answers.pop_front(),
                Some(answers) => answers.front().cloned(),
                None => None,
            };
            let answer = answer.unwrap_or_else(|| (inner.handler)(&request));
            let number = request.number;
            inner.requests.push(request);
            let under_way = inner.requests.iter().filter(|request| !request.is_over()).count();
            inner.most = inner.most.max(under_way);
            (number, answer)
        })
    }

    /// Notes that an answer is held; the receiver hears when it is let go.
    pub(crate) fn hold(&self, number: usize) -> oneshot::Receiver<()> {
        self.change(|inner| {
            let (let_go, wait) = oneshot::channel();
            inner.held.insert(number, let_go);
            inner.requests[number].state = State::Held;
            wait
        })
    }

    /// Lets answers go that are held. Whether there were any.
    pub(crate) fn let_go(&self, which: impl Fn(usize) -> bool) -> bool {
        self.change(|inner| {
            let numbers: Vec<usize> = inner.held.keys().copied().filter(|n| which(*n)).collect();
            for number in &numbers {
                inner.requests[*number].state = State::UnderWay;
                if let Some(let_go) = inner.held.remove(number) {
                    // If the client is gone, its connection notes that.
                    let _ = let_go.send(());
                }
            }
            !numbers.is_empty()
        })
    }

    /// Notes what became of a request, unless that is known.
    pub(crate) fn ends(&self, number: usize, state: State) {
        self.change(|inner| {
            inner.held.remove(&number);
            if !inner.requests[number].is_over() {
                inner.requests[number].state = state;
            }
        });
    }

    /// How often something has changed, the requests so far, and the most that were being answered at once; as soon as
    /// the first of these is not `since`.
    pub(crate) async fn all(&self, since: Option<u64>) -> (u64, Vec<Request>, usize) {
        loop {
            // From here on a change is heard.
            let changed = self.changed.notified();
            {
                let inner = self.lock();
                if since != Some(inner.version) {
                    return (inner.version, inner.requests.clone(), inner.most);
                }
            }
            changed.await;
        }
    }
}
