//! What it costs to start something and wait for its end: a thread, a process, a job on a thread that waits.

mod ways;

use std::thread;

use crate::case::{Case, Scale};
use crate::ratio::Ratio;
use crate::topic::Topic;

use self::ways::{ForkServer, Waiting, forked, forked_with, spawned};

/// See the module.
pub const TOPIC: Topic = Topic {
    name: "start",
    about: "a start and the wait for the end, of something that does nothing",
    cases,
    ratios: RATIOS,
    figures: |_| Vec::new(),
};

fn cases(scale: Scale) -> Vec<Case> {
    let times = scale.of(50, 2);
    let megabytes = scale.of(64, 1);
    // Before anything has made this process larger.
    let server = ForkServer::start();
    let waiting = Waiting::start();
    let case = |name, start: fn()| Case::new(name, times, move || (0..times).for_each(|_| start()));
    vec![
        case("thread", || thread::spawn(|| ()).join().expect("it does nothing")),
        case("scoped thread", || {
            thread::scope(|scope| scope.spawn(|| ()).join().expect("it does nothing"))
        }),
        case("fork", forked),
        Case::timed("fork with 64 MB", times, move || forked_with(megabytes, times)),
        case("spawn", spawned),
        Case::new("fork server", times, move || (0..times).for_each(|_| server.ask())),
        Case::new("job on a waiting thread", times, move || (0..times).for_each(|_| waiting.ask())),
        case("rayon join", || ((), ()) = rayon::join(|| (), || ())),
    ]
}

const RATIOS: &[Ratio] = &[
    Ratio::new("scoped thread", "thread"),
    Ratio::new("job on a waiting thread", "thread"),
    Ratio::new("rayon join", "thread"),
    Ratio::new("fork", "thread"),
    Ratio::new("fork with 64 MB", "fork"),
    Ratio::new("spawn", "fork"),
    Ratio::new("fork server", "fork"),
    Ratio::new("fork with 64 MB", "fork server"),
    Ratio::new("spawn", "fork server"),
    Ratio::new("Python: thread", "thread"),
    Ratio::new("Python: process, fork", "fork"),
    Ratio::new("Python: process, spawn", "spawn"),
    Ratio::new("Python: process, fork server", "fork server"),
    Ratio::new("Python: process, spawn", "Python: process, fork"),
    Ratio::new("Python: process, fork server", "Python: process, fork"),
    Ratio::new("Python: process, fork", "Python: thread"),
];
