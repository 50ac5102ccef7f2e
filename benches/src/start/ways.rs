//! The start methods for processes, and a thread that waits for jobs.

use std::hint::black_box;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::helper;
use crate::sys::fork::Child;
use crate::sys::pipes::both_ways;

/// A copy of this process.
pub(super) fn forked() {
    Child::fork(|| ()).wait();
}

/// `times` copies of this process while it has `megabytes` more, each page of them written to. What the kernel copies
/// is the table of the pages.
pub(super) fn forked_with(megabytes: usize, times: u64) -> Duration {
    let memory = black_box(vec![1_u8; megabytes << 20]);
    let start = Instant::now();
    (0..times).for_each(|_| forked());
    let time = start.elapsed();
    drop(memory);
    time
}

/// A new program: the same one again, which finds out that it has nothing to do.
pub(super) fn spawned() {
    let status = helper::command(helper::NOTHING).status().expect("start ourselves");
    assert!(status.success(), "the helper ended with {status}");
}

/// A process that is small and has no other threads, since it was started first. It forks whenever it is asked.
pub(super) struct ForkServer {
    socket: UnixStream,
    _server: Child,
}

impl ForkServer {
    /// Forks the server. Call it before this process has become large.
    pub(super) fn start() -> ForkServer {
        let (ours, mut theirs) = both_ways();
        let server = Child::fork(|| {
            let mut request = [0];
            while theirs.read_exact(&mut request).is_ok() {
                forked();
                theirs.write_all(&request).expect("tell that the child has ended");
            }
        });
        ForkServer { socket: ours, _server: server }
    }

    /// Has it fork a child that does nothing, and waits until that has ended.
    pub(super) fn ask(&self) {
        let mut answer = [0];
        (&self.socket).write_all(&[1]).expect("ask the fork server");
        (&self.socket).read_exact(&mut answer).expect("the fork server's answer");
    }
}

/// A thread that waits for jobs, and ends when this is dropped.
pub(super) struct Waiting {
    jobs: mpsc::Sender<()>,
    done: mpsc::Receiver<()>,
}

impl Waiting {
    /// Starts it.
    pub(super) fn start() -> Waiting {
        let (jobs, todo) = mpsc::channel();
        let (finished, done) = mpsc::channel();
        thread::spawn(move || {
            for job in todo {
                // Nobody is there to hear it only when this is being dropped.
                let _ = finished.send(job);
            }
        });
        Waiting { jobs, done }
    }

    /// Gives it a job, and waits until that is done.
    pub(super) fn ask(&self) {
        self.jobs.send(()).expect("the thread waits for jobs");
        self.done.recv().expect("the thread answers");
    }
}
