//! A server, a folder, and a client whose clock is in the test's hands.

use std::collections::BTreeSet;
use std::fs;
use std::future::Future;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use coroutines::downloads::{Failure, Job, Options, download_all};
use forktest::{Actor, Scene, Seen};
use interleave::{Verdict, require};
use loopback::{Answer, Request, Server, State};
use nix::sys::resource::{Resource, setrlimit};
use nix::sys::signal::{SigSet, Signal};
use tokio::io::AsyncReadExt;
use tokio::join;
use tokio::runtime::Builder;
use tokio::select;
use tokio::task::spawn_blocking;
use tokio::time::advance;

pub(crate) type Outcome = Result<u64, Failure>;

/// Whole hours: a client that waits for one sleeps, as far as a test is concerned, until its clock is put forward.
pub(crate) const fn hours(hours: u64) -> Duration {
    Duration::from_secs(3600 * hours)
}

/// Two at once, three tries of up to three hours, and an hour between two of them.
pub(crate) const OPTIONS: Options =
    Options { at_once: 2, tries: 3, time_out: hours(3), pause: hours(1) };

/// What a test works with.
pub(crate) struct Stage<'s> {
    pub(crate) scene: &'s Scene,
    pub(crate) server: Server,
    folder: PathBuf,
}

impl<'s> Stage<'s> {
    /// A server that knows nothing, and an empty folder. `name` is new in this test.
    pub(crate) fn new(scene: &'s Scene, name: &str) -> Stage<'s> {
        let folder = scene.path(name);
        fs::create_dir(&folder).expect("the folder of a test is writable");
        Stage { scene, server: Server::fork().expect("a port, and a process"), folder }
    }

    /// What `/name` answers.
    pub(crate) fn answers(&self, name: &str, answers: impl IntoIterator<Item = Answer>) {
        self.server.answers(&format!("/{name}"), answers);
    }

    /// A process that downloads these files, which must come to `expected`.
    pub(crate) fn client(
        &self,
        names: &[&str],
        options: Options,
        expected: &[Outcome],
    ) -> Client<'s> {
        self.client_for(&self.jobs(names), options, expected)
    }

    /// A process that does these jobs, which must come to `expected`.
    pub(crate) fn client_for(
        &self,
        jobs: &[Job],
        options: Options,
        expected: &[Outcome],
    ) -> Client<'s> {
        let downloads = || download_all(self.server.address(), jobs, options);
        let paths: Vec<&str> = jobs.iter().map(|job| &job.path[1..]).collect();
        self.process(format!("{paths:?}, {options:?}"), expected, downloads)
    }

    /// As `client`, in a process whose files can be no longer than so many bytes.
    pub(crate) fn client_with_room_for(
        &self,
        bytes: usize,
        names: &[&str],
        options: Options,
        expected: &[Outcome],
    ) -> Client<'s> {
        let jobs = self.jobs(names);
        let downloads = || {
            // Without the signal a write that is too long fails, as on a disk that is full.
            SigSet::from(Signal::SIGXFSZ).thread_block().expect("a signal can be blocked");
            let most = bytes as u64;
            setrlimit(Resource::RLIMIT_FSIZE, most, most).expect("less is always allowed");
            download_all(self.server.address(), &jobs, options)
        };
        let case = format!("{names:?}, {options:?}, room for {bytes} bytes");
        self.process(case, expected, downloads)
    }

    /// A process that downloads these files in one call, and those in another one meanwhile. Each has seven bytes.
    pub(crate) fn two_clients(
        &self,
        these: &[&str],
        those: &[&str],
        options: Options,
    ) -> Client<'s> {
        let (server, [this, that]) = (self.server.address(), [these, those].map(|n| self.jobs(n)));
        let downloads = || async {
            let (this, that) =
                join!(download_all(server, &this, options), download_all(server, &that, options));
            [this, that].concat()
        };
        let expected = vec![Ok(7); these.len() + those.len()];
        self.process(format!("{these:?} and {those:?}, {options:?}"), &expected, downloads)
    }

    fn jobs(&self, names: &[&str]) -> Vec<Job> {
        let job = |name: &&str| Job { path: format!("/{name}"), target: self.folder.join(name) };
        names.iter().map(job).collect()
    }

    fn process<F>(
        &self,
        case: String,
        expected: &[Outcome],
        downloads: impl FnOnce() -> F,
    ) -> Client<'s>
    where
        F: Future<Output = Vec<Outcome>>,
    {
        let (orders, there) = UnixStream::pair().expect("sockets");
        let actor = self.scene.fork("client", |_| {
            let mut back = there.try_clone().expect("one more descriptor");
            if let Some(told) = run(downloads(), there) {
                write!(back, "{told:?}").expect("the test is there");
            }
        });
        Client { scene: self.scene, actor, orders, case, expected: format!("{expected:?}") }
    }

    /// How often `/name` was asked for.
    pub(crate) fn asked(&self, name: &str) -> usize {
        let requests = self.server.requests();
        requests.iter().filter(|request| request.path()[1..] == *name).count()
    }

    /// The last request for `/name`.
    pub(crate) fn last(&self, name: &str) -> Option<Request> {
        self.server.requests().into_iter().rfind(|request| request.path()[1..] == *name)
    }

    /// Whether the answer to the last request for `/name` stands at the server.
    pub(crate) fn stands(&self, name: &str) -> bool {
        self.last(name).is_some_and(|request| request.state == State::Held)
    }

    /// Lets the answer to the last request for `/name` go on.
    pub(crate) fn let_go(&self, name: &str) {
        if let Some(request) = self.last(name) {
            self.server.let_go(request.number);
        }
    }

    /// What is in a file, if there is one.
    pub(crate) fn read(&self, name: &str) -> Option<String> {
        fs::read(self.folder.join(name)).ok().map(|bytes| String::from_utf8_lossy(&bytes).into())
    }

    /// Makes a file that was there before.
    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.join(name), text).expect("the folder of a test is writable");
    }

    /// The folder of the files.
    pub(crate) fn folder(&self) -> &PathBuf {
        &self.folder
    }

    /// The names in the folder.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(&self.folder).expect("it is there").flatten();
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    /// Fails the test if anything but these files is in the folder.
    pub(crate) fn holds_only(&self, expected: &[&str], when: &str) {
        let names = self.names();
        let more: Vec<&String> =
            names.iter().filter(|name| !expected.contains(&name.as_str())).collect();
        if !more.is_empty() {
            let half = more.iter().all(|name| name.ends_with(".part"));
            let verdict = if half { Verdict::WrongResult } else { Verdict::TornWrite };
            self.scene.fail(verdict, format!("{when}, and these files are there: {more:?}"));
        }
    }
}

/// A process that downloads.
pub(crate) struct Client<'s> {
    scene: &'s Scene,
    actor: Actor<'s>,
    orders: UnixStream,
    /// What it is to do, and what should come of it.
    case: String,
    expected: String,
}

/// What a client can be told: a number of hours, or one of these.
const CANCEL: u8 = 100;
const END: u8 = 101;

impl Client<'_> {
    /// Waits until nobody gets any further. Whether the client has ended.
    pub(crate) fn is_over(&self) -> bool {
        match self.actor.seen() {
            Seen::Ended(_) => {
                self.ends();
                true
            }
            Seen::Asleep(_) | Seen::At(_) => false,
            seen => self.scene.fail(
                Verdict::NoProgress,
                format!("the client {seen}. A future that waits returns `Pending` and is woken"),
            ),
        }
    }

    /// Waits until nobody gets any further. The client must not have ended.
    pub(crate) fn rests(&self, because: &str) {
        if self.is_over() {
            self.scene
                .fail(Verdict::WrongResult, format!("{because}, and `download_all` has returned"));
        }
    }

    /// Puts the client's clock forward.
    pub(crate) fn passes(&mut self, hours: u8) {
        self.tell(hours);
    }

    /// Has it drop the future of `download_all`.
    pub(crate) fn cancels(&mut self) {
        self.tell(CANCEL);
    }

    /// Waits until it has ended, and looks at what came of the jobs.
    pub(crate) fn ends(&self) {
        self.actor.join();
        // If it has panicked, that is what there is to be said.
        self.scene.finish();
        let mut told = Vec::new();
        // If orders were left there, the end of what it has said is an error.
        let _ = (&self.orders).read_to_end(&mut told);
        let told = String::from_utf8_lossy(&told);
        let (case, expected) = (&self.case, &self.expected);
        require!(
            told == *expected || told.is_empty(),
            WrongResult,
            "{case}. What came of them should be {expected}, and is {told}"
        );
    }

    /// Ends it after a cancellation.
    pub(crate) fn is_sent_home(&mut self) {
        self.tell(END);
        self.ends();
    }

    fn tell(&mut self, order: u8) {
        // If it has ended, the next look at it says so.
        let _ = self.orders.write_all(&[order]);
    }
}

/// Runs a future on one thread, whose clock is put forward by orders only. Nothing is returned if it was cancelled.
fn run<F: Future>(future: F, orders: UnixStream) -> Option<F::Output> {
    let mut runtime = Builder::new_current_thread();
    // A thread for what blocks ends when it has nothing to do, and does not sleep for a while first.
    runtime.enable_all().start_paused(true).thread_keep_alive(Duration::ZERO);
    runtime.build().expect("a runtime").block_on(async {
        // As long as such a task stands, tokio does not put the clock forward by itself.
        let (over, stand) = mpsc::channel::<()>();
        let stands = spawn_blocking(move || stand.recv().is_ok());
        let told = obey(future, orders).await;
        drop(over);
        let _ = stands.await;
        told
    })
}

async fn obey<F: Future>(future: F, orders: UnixStream) -> Option<F::Output> {
    orders.set_nonblocking(true).expect("a socket");
    let mut orders = tokio::net::UnixStream::from_std(orders).expect("a socket");
    let mut future = Some(Box::pin(future));
    loop {
        let order = match &mut future {
            Some(running) => select! {
                told = running => return Some(told),
                order = orders.read_u8() => order,
            },
            None => orders.read_u8().await,
        };
        match order.expect("the test is there") {
            CANCEL => future = None,
            END => return None,
            hour => advance(hours(hour.into())).await,
        }
    }
}
