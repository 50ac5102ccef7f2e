//! A message there and back: what it costs to wake somebody up and wait for the answer.

mod kinds;

use std::thread;
use std::time::{Duration, Instant};

use crate::case::{Case, Scale};
use crate::ratio::Ratio;
use crate::sys::fork::Child;
use crate::sys::pin::{Pinned, Places};
use crate::topic::Topic;

/// See the module.
pub const TOPIC: Topic = Topic {
    name: "pingpong",
    about: "8 bytes there and back, both sides on the same core and on two; times are for a round trip",
    cases,
    ratios: RATIOS,
    figures: |_| Vec::new(),
};

/// A way to tell one side something and the other side back. Both sides are made before the fork.
pub trait Pair {
    /// Sends, and waits for what comes back.
    fn ask(&self);
    /// Waits for what comes, and sends it back.
    fn answer(&self);
}

fn cases(scale: Scale) -> Vec<Case> {
    let times = scale.of(1000, 4);
    let mut cases = Vec::new();
    for places in Places::here() {
        let mut add = |kind: &str, work: fn(u64, Places) -> Duration| {
            let name = format!("{kind}, {}", places.name());
            cases.push(Case::timed(&name, times, move || work(times, places)));
        };
        add("pipe", |times, places| processes(kinds::Pipes::new(), times, places));
        add("socket", |times, places| processes(kinds::Sockets::new(), times, places));
        add("eventfd", |times, places| processes(kinds::Events::new(), times, places));
        add("futex", |times, places| processes(kinds::Futexes::new(), times, places));
        add("POSIX semaphore", |times, places| processes(kinds::Semaphores::new(), times, places));
        add("park", kinds::park);
        add("channel", kinds::channel);
        match places {
            Places::Same => add("yield", kinds::yielding),
            Places::Two => {
                add("spinning", |times, places| processes(kinds::Spinning::new(), times, places))
            }
        }
    }
    cases
}

/// Plays ping-pong with a forked process. Forking does not count.
fn processes(pair: impl Pair, times: u64, places: Places) -> Duration {
    let (here, there) = places.cores();
    let _pinned = Pinned::to(here);
    let child = Child::fork(|| {
        let _pinned = Pinned::to(there);
        (0..=times).for_each(|_| pair.answer());
    });
    pair.ask();
    let start = Instant::now();
    (0..times).for_each(|_| pair.ask());
    let time = start.elapsed();
    child.wait();
    time
}

/// Plays ping-pong with a thread. Starting it does not count.
fn threads(times: u64, places: Places, ask: impl Fn(), answer: impl Fn() + Send) -> Duration {
    let (here, there) = places.cores();
    let _pinned = Pinned::to(here);
    thread::scope(|scope| {
        scope.spawn(move || {
            let _pinned = Pinned::to(there);
            (0..=times).for_each(|_| answer());
        });
        ask();
        let start = Instant::now();
        (0..times).for_each(|_| ask());
        start.elapsed()
    })
}

const SWITCHES: (&str, &str) = ("yield, same core", "pipe, same core");

const RATIOS: &[Ratio] = &[
    Ratio::new("yield, same core", "pipe, same core")
        .limit("two switches between threads, and nothing said"),
    Ratio::new("socket, same core", "pipe, same core").limited_by(SWITCHES.0, SWITCHES.1),
    Ratio::new("eventfd, same core", "pipe, same core").limited_by(SWITCHES.0, SWITCHES.1),
    Ratio::new("futex, same core", "pipe, same core").limited_by(SWITCHES.0, SWITCHES.1),
    Ratio::new("POSIX semaphore, same core", "pipe, same core").limited_by(SWITCHES.0, SWITCHES.1),
    Ratio::new("park, same core", "pipe, same core").limited_by(SWITCHES.0, SWITCHES.1),
    Ratio::new("channel, same core", "pipe, same core").limited_by(SWITCHES.0, SWITCHES.1),
    Ratio::new("pipe, two cores", "pipe, same core"),
    Ratio::new("socket, two cores", "pipe, two cores"),
    Ratio::new("eventfd, two cores", "pipe, two cores"),
    Ratio::new("futex, two cores", "pipe, two cores"),
    Ratio::new("POSIX semaphore, two cores", "pipe, two cores"),
    Ratio::new("park, two cores", "pipe, two cores"),
    Ratio::new("channel, two cores", "pipe, two cores"),
    Ratio::new("spinning, two cores", "pipe, two cores")
        .limit("nobody sleeps: both cores are busy all the time"),
    Ratio::new("Python: os.pipe, same core", "pipe, same core"),
    Ratio::new("Python: Pipe, same core", "socket, same core"),
    Ratio::new("Python: os.pipe, two cores", "pipe, two cores"),
    Ratio::new("Python: Pipe, two cores", "socket, two cores"),
];
