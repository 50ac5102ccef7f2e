//! Ways to wake somebody up.

use std::fs::File;
use std::hint::spin_loop;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use nix::sys::eventfd::{EfdFlags, EventFd};

use super::{Pair, threads};
use crate::sys::pin::Places;
use crate::sys::pipes::{both_ways, pipe};
use crate::sys::shared::Shared;
use crate::sys::{futex, posix};

/// A pipe each way.
pub(super) struct Pipes {
    there: (File, File),
    back: (File, File),
}

impl Pipes {
    pub(super) fn new() -> Pipes {
        Pipes { there: pipe(), back: pipe() }
    }
}

impl Pair for Pipes {
    fn ask(&self) {
        send(&self.there.1);
        receive(&self.back.0);
    }

    fn answer(&self) {
        receive(&self.there.0);
        send(&self.back.1);
    }
}

/// One connection that goes both ways.
pub(super) struct Sockets(UnixStream, UnixStream);

impl Sockets {
    pub(super) fn new() -> Sockets {
        let (here, there) = both_ways();
        Sockets(here, there)
    }
}

impl Pair for Sockets {
    fn ask(&self) {
        send(&self.0);
        receive(&self.0);
    }

    fn answer(&self) {
        receive(&self.1);
        send(&self.1);
    }
}

fn send(mut to: impl Write) {
    to.write_all(&[1; 8]).expect("send 8 bytes");
}

fn receive(mut from: impl Read) {
    from.read_exact(&mut [0; 8]).expect("receive 8 bytes");
}

/// Two counters in the kernel that one can wait for.
pub(super) struct Events {
    there: EventFd,
    back: EventFd,
}

impl Events {
    pub(super) fn new() -> Events {
        let new = || EventFd::from_flags(EfdFlags::EFD_CLOEXEC).expect("make an eventfd");
        Events { there: new(), back: new() }
    }
}

impl Pair for Events {
    fn ask(&self) {
        self.there.write(1).expect("count up");
        self.back.read().expect("wait for a count");
    }

    fn answer(&self) {
        self.there.read().expect("wait for a count");
        self.back.write(1).expect("count up");
    }
}

/// Two flags in shared memory, and the kernel's help to wait for them.
pub(super) struct Futexes(Shared<[Line; 2]>);

/// A number that has a cache line for itself.
#[repr(align(128))]
struct Line(AtomicU32);

impl Line {
    fn pair() -> Shared<[Line; 2]> {
        Shared::new([Line(AtomicU32::new(0)), Line(AtomicU32::new(0))])
    }

    fn raise(&self) {
        self.0.store(1, Ordering::Release);
        futex::wake(&self.0, 1);
    }

    fn take(&self) {
        while self.0.swap(0, Ordering::Acquire) == 0 {
            futex::wait(&self.0, 0);
        }
    }
}

impl Futexes {
    pub(super) fn new() -> Futexes {
        Futexes(Line::pair())
    }
}

impl Pair for Futexes {
    fn ask(&self) {
        self.0[0].raise();
        self.0[1].take();
    }

    fn answer(&self) {
        self.0[0].take();
        self.0[1].raise();
    }
}

/// Two numbers in shared memory, and nobody ever sleeps.
pub(super) struct Spinning(Shared<[Line; 2]>);

impl Spinning {
    pub(super) fn new() -> Spinning {
        Spinning(Line::pair())
    }

    fn until_raised(line: &Line) {
        while line.0.load(Ordering::Acquire) == 0 {
            spin_loop();
        }
        line.0.store(0, Ordering::Relaxed);
    }
}

impl Pair for Spinning {
    fn ask(&self) {
        self.0[0].0.store(1, Ordering::Release);
        Spinning::until_raised(&self.0[1]);
    }

    fn answer(&self) {
        Spinning::until_raised(&self.0[0]);
        self.0[1].0.store(1, Ordering::Release);
    }
}

/// Two semaphores of the C library.
pub(super) struct Semaphores {
    there: posix::Semaphore,
    back: posix::Semaphore,
}

impl Semaphores {
    pub(super) fn new() -> Semaphores {
        Semaphores { there: posix::Semaphore::new(0), back: posix::Semaphore::new(0) }
    }
}

impl Pair for Semaphores {
    fn ask(&self) {
        self.there.release();
        self.back.acquire();
    }

    fn answer(&self) {
        self.there.acquire();
        self.back.release();
    }
}

/// Two threads that park and unpark each other.
pub(super) fn park(times: u64, places: Places) -> Duration {
    let turn = AtomicU32::new(0);
    let turns = &turn;
    let asking = thread::current();
    let (tell, told) = mpsc::channel();
    let answering = std::cell::OnceCell::new();
    threads(
        times,
        places,
        || {
            turns.store(1, Ordering::Release);
            // Known only once the other side runs, and not asked for again.
            answering.get_or_init(|| told.recv().expect("the other side tells who it is")).unpark();
            while turns.load(Ordering::Acquire) != 2 {
                thread::park();
            }
        },
        {
            let introduced = std::cell::Cell::new(false);
            move || {
                if !introduced.replace(true) {
                    tell.send(thread::current()).expect("the asking side listens");
                }
                while turns.load(Ordering::Acquire) != 1 {
                    thread::park();
                }
                turns.store(2, Ordering::Release);
                asking.unpark();
            }
        },
    )
}

/// Two threads with a channel each way.
pub(super) fn channel(times: u64, places: Places) -> Duration {
    let (there, arriving) = mpsc::channel::<u64>();
    let (back, answers) = mpsc::channel::<u64>();
    threads(
        times,
        places,
        || {
            there.send(1).expect("the other side listens");
            answers.recv().expect("the other side answers");
        },
        move || back.send(arriving.recv().expect("a question")).expect("the asking side listens"),
    )
}

/// Two threads on one core that let each other go first: a round trip of the core, and nothing is said.
pub(super) fn yielding(times: u64, places: Places) -> Duration {
    threads(times, places, thread::yield_now, thread::yield_now)
}
