//! A queue in a process of its own, and its clients.

use std::cell::RefCell;
use std::fs;
use std::io::Write;

use forktest::process::{self, State};
use forktest::{Actor, Me, Scene, Seen};
use interleave::Verdict;
use nix::sys::signal::{Signal, kill};
use queues::line::Line;
use queues::process_queue::{Client, Taken, serve};

/// A queue in a process of its own, and lines to it that nobody uses yet.
pub(super) struct Office<'s> {
    scene: &'s Scene,
    pub(super) queue: Actor<'s>,
    pub(super) lines: RefCell<Vec<Line>>,
}

impl<'s> Office<'s> {
    /// With so many lines. Each is to be used by a client, or closed with [`Office::nobody_else`].
    #[track_caller]
    pub(super) fn open(scene: &'s Scene, clients: usize) -> Office<'s> {
        let (here, there): (Vec<Line>, Vec<Line>) =
            (0..clients).map(|_| Line::new().expect("a line")).unzip();
        let lines = RefCell::new(here);
        let queue = scene.fork("queue", |_| {
            // This process has a copy of every end; the queue is to have its own only.
            lines.borrow_mut().clear();
            let left = serve(there);
            let left = left.unwrap_or_else(|error| panic!("`serve` gave up: {error}"));
            fs::write(scene.path("left"), format!("{left:?}")).expect("the folder is writable");
        });
        if let Seen::Ended(_) = queue.seen() {
            // All clients are still there. This says why it has ended.
            scene.finish();
            scene.fail(Verdict::WrongResult, "`serve` has returned before any client was gone");
        }
        Office { scene, queue, lines }
    }

    /// A client in a process of its own.
    #[track_caller]
    pub(super) fn client(&self, name: &str, work: impl FnOnce(&Me<'_>, &Client)) -> Actor<'s> {
        let line = self.lines.borrow_mut().pop().expect("there are as many lines as clients");
        self.scene.fork(name, |me| {
            self.lines.borrow_mut().clear();
            work(me, &Client::new(line));
        })
    }

    /// Stops the queue's process, wherever it is. SIGCONT lets it go on.
    pub(super) fn hold(&self) {
        kill(self.queue.pid(), Signal::SIGSTOP).expect("it is there");
        while let State::Runs | State::Sleeps(_) | State::Naps(_) = process::state(self.queue.pid())
        {
            std::thread::yield_now();
        }
    }

    /// All lines that are left are closed.
    pub(super) fn nobody_else(&self) {
        self.lines.borrow_mut().clear();
    }

    /// A client who puts these, and is joined.
    #[track_caller]
    pub(super) fn put(&self, items: &[u64]) {
        let anna = self.client("anna", |_, client| {
            for item in items {
                client.put(*item).expect("the queue is there");
            }
        });
        anna.join();
    }

    /// A client who takes so many items and is done with none of them when it comes to `has`.
    #[track_caller]
    pub(super) fn holder(&self, name: &str, items: usize) -> Actor<'s> {
        let holder = self.client(name, |me, client| {
            let taken: Vec<Taken<'_>> = (0..items).filter_map(|_| take(client)).collect();
            me.stop_at("has");
            drop(taken);
        });
        holder.expect_at("has");
        holder
    }

    /// A client who takes all there is and is done with each of them.
    #[track_caller]
    pub(super) fn worker(&self, name: &str) -> Actor<'s> {
        self.client(name, |_, client| work(self.scene, client))
    }

    /// Ends a client with SIGKILL. The queue has noticed it when this returns.
    pub(super) fn kill(&self, client: &Actor<'_>) {
        client.kill();
        let _ = self.queue.seen();
    }

    /// What all workers have done, in the order in which they did it.
    pub(super) fn done(&self) -> Vec<u64> {
        let text = fs::read_to_string(self.scene.path("done")).unwrap_or_default();
        text.lines().map(|line| line.parse().expect("a number")).collect()
    }

    /// What `serve` returned. All clients must be gone, or be about to go.
    #[track_caller]
    pub(super) fn left(&self) -> String {
        self.queue.join();
        fs::read_to_string(self.scene.path("left")).expect("the queue's process has written it")
    }
}

pub(super) fn take(client: &Client) -> Option<Taken<'_>> {
    client.take().expect("the queue is there")
}

/// Takes all there is, and is done with it.
pub(super) fn work(scene: &Scene, client: &Client) {
    while let Some(taken) = take(client) {
        note(scene, taken.item);
        taken.done().expect("the queue is there");
    }
}

pub(super) fn note(scene: &Scene, item: u64) {
    let file = fs::File::options().create(true).append(true).open(scene.path("done"));
    file.expect("the folder is writable").write_all(format!("{item}\n").as_bytes()).expect("room");
}
