//! VERDICT: PANICKED
//! Outcomes are kept by `run`, and a handle that is asked after that finds nobody.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::task::{Context, Poll, Wake, Waker};

/// What a task has panicked with.
pub type Panic = Box<dyn Any + Send>;

/// The number under which the main future stands in the queue. Tasks have higher ones.
const MAIN: usize = 0;

/// Called when a task can go on, from whatever thread.
struct Bell {
    /// Whose it is.
    number: usize,
    /// It stands in the queue already.
    queued: AtomicBool,
    /// The queue, of numbers.
    queue: Sender<usize>,
}

impl Bell {
    /// The bell of a task that stands in the queue from the beginning.
    fn queued(number: usize, queue: Sender<usize>) -> Arc<Bell> {
        let bell = Arc::new(Bell { number, queued: AtomicBool::new(false), queue });
        Waker::from(Arc::clone(&bell)).wake();
        bell
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        if !self.queued.swap(true, Ordering::AcqRel) {
            // Nobody receives any more when `run` has returned.
            let _ = self.queue.send(self.number);
        }
    }
}

struct Task {
    future: Pin<Box<dyn Future<Output = ()>>>,
    bell: Arc<Bell>,
}

#[derive(Default)]
struct Tasks {
    /// Those that are not done, by their number.
    alive: BTreeMap<usize, Task>,
    /// The number of the newest.
    latest: usize,
}

/// Adds tasks to a `run`. A clone adds to the same.
#[derive(Clone)]
pub struct Spawner {
    /// They belong to `run`. A task may hold a spawner, and must not keep itself alive.
    tasks: Weak<RefCell<Tasks>>,
    queue: Sender<usize>,
}

/// A future of what a task returns: `Ok`, or `Err` with what it has panicked with.
pub struct JoinHandle<T> {
    slot: Rc<RefCell<Slot<T>>>,
    tasks: Weak<RefCell<Tasks>>,
}

/// What a task and its handle share.
struct Slot<T> {
    outcome: Option<Result<T, Panic>>,
    /// Who waits for the outcome.
    waiting: Option<Waker>,
}

impl Spawner {
    /// Adds a task. It is polled when its turn comes.
    ///
    /// # Panics
    /// If `run` has returned.
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        let slot = Rc::new(RefCell::new(Slot { outcome: None, waiting: None }));
        let promise = Rc::clone(&slot);
        let mut future = Box::pin(future);
        let future = poll_fn(move |context| {
            let outcome = match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
                Ok(Poll::Pending) => return Poll::Pending,
                Ok(Poll::Ready(result)) => Ok(result),
                Err(panic) => Err(panic),
            };
            let before = promise.replace(Slot { outcome: Some(outcome), waiting: None });
            before.waiting.into_iter().for_each(Waker::wake);
            Poll::Ready(())
        });
        let tasks = self.tasks.upgrade().expect("a task can be spawned until `run` returns");
        let mut tasks = tasks.borrow_mut();
        tasks.latest += 1;
        let number = tasks.latest;
        let bell = Bell::queued(number, self.queue.clone());
        tasks.alive.insert(number, Task { future: Box::pin(future), bell });
        JoinHandle { slot, tasks: self.tasks.clone() }
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, Panic>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T, Panic>> {
        let _tasks = self.tasks.upgrade().expect("`run` has returned");
        let mut slot = self.slot.borrow_mut();
        match slot.outcome.take() {
            Some(outcome) => Poll::Ready(outcome),
            None => {
                slot.waiting = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

/// Makes the main future and runs it, and the tasks that are spawned meanwhile, until it is ready.
///
/// # Panics
/// If the main future panics.
pub fn run<F: Future>(main: impl FnOnce(Spawner) -> F) -> F::Output {
    fn poll_once<F: Future + ?Sized>(future: Pin<&mut F>, bell: &Arc<Bell>) -> Poll<F::Output> {
        // First this: whoever calls from here on is heard. A swap, since it reads what the caller has written, and so
        // sees what he has done before.
        bell.queued.swap(false, Ordering::AcqRel);
        future.poll(&mut Context::from_waker(&Waker::from(Arc::clone(bell))))
    }

    let tasks = Rc::new(RefCell::new(Tasks::default()));
    let (sender, queue) = mpsc::channel();
    let mut main = pin!(main(Spawner { tasks: Rc::downgrade(&tasks), queue: sender.clone() }));
    let bell = Bell::queued(MAIN, sender);
    loop {
        let number = queue.recv().expect("`bell` holds a sender");
        if number == MAIN {
            if let Poll::Ready(result) = poll_once(main.as_mut(), &bell) {
                return result;
            }
            continue;
        }
        // It is not in the list while it is polled, since it may spawn.
        let task = tasks.borrow_mut().alive.remove(&number);
        if let Some(mut task) = task
            && poll_once(task.future.as_mut(), &task.bell).is_pending()
        {
            tasks.borrow_mut().alive.insert(number, task);
        }
    }
}
