//! A queue between threads: what an item costs.

mod simple;

use std::hint::{black_box, spin_loop};
use std::sync::Mutex;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::case::{Case, Scale};
use crate::ratio::Ratio;
use crate::solutions::bounded_queue::BoundedQueue;
use crate::solutions::ring::ring;
use crate::sys::race;
use crate::topic::Topic;

use self::simple::Simple;

/// See the module.
pub const TOPIC: Topic = Topic {
    name: "queue",
    about: "a queue with room for 1,000 items between one thread and another, or from two to two; times are for an item",
    cases,
    ratios: RATIOS,
    figures: |_| Vec::new(),
};

const ROOM: usize = 1000;

fn cases(scale: Scale) -> Vec<Case> {
    let items = scale.of(200_000, 100);
    let case = |name, work: fn(u64) -> Duration| Case::timed(name, items, move || work(items));
    vec![
        case("std sync_channel", |items| {
            let (put, get) = mpsc::sync_channel(ROOM);
            single(
                items,
                move |item| put.send(item).expect("room"),
                move || get.recv().expect("an item"),
            )
        }),
        case("std channel, no bound", |items| {
            let (put, get) = mpsc::channel();
            single(
                items,
                move |item| put.send(item).expect("room"),
                move || get.recv().expect("an item"),
            )
        }),
        case("crossbeam", |items| {
            let (put, get) = crossbeam::channel::bounded(ROOM);
            single(
                items,
                move |item| put.send(item).expect("room"),
                move || get.recv().expect("an item"),
            )
        }),
        case("crossbeam, no bound", |items| {
            let (put, get) = crossbeam::channel::unbounded();
            single(
                items,
                move |item| put.send(item).expect("room"),
                move || get.recv().expect("an item"),
            )
        }),
        case("rtrb ring", |items| {
            let (mut put, mut get) = rtrb::RingBuffer::new(ROOM);
            single(
                items,
                move |item| until(|| put.push(item).ok()),
                move || until(|| get.pop().ok()),
            )
        }),
        case("exercise ring", |items| {
            let (mut put, mut get) = ring(ROOM);
            single(
                items,
                move |item| until(|| put.try_push(item).ok()),
                move || until(|| get.try_pop()),
            )
        }),
        case("exercise bounded_queue", |items| {
            let queue = BoundedQueue::new(ROOM);
            single(items, |item| queue.put(item).expect("open"), || queue.get().expect("open"))
        }),
        case("exercise bounded_queue, two to two", |items| {
            let queue = BoundedQueue::new(ROOM);
            double(items, |item| queue.put(item).expect("open"), || queue.get().expect("open"))
        }),
        case("Mutex and two Condvars", |items| {
            let queue = Simple::new(ROOM);
            single(items, |item| queue.put(item), || queue.get())
        }),
        case("crossbeam, two to two", |items| {
            let (put, get) = crossbeam::channel::bounded(ROOM);
            double(items, |item| put.send(item).expect("room"), || get.recv().expect("an item"))
        }),
        case("Mutex and two Condvars, two to two", |items| {
            let queue = Simple::new(ROOM);
            double(items, |item| queue.put(item), || queue.get())
        }),
    ]
}

/// Tries until it works: for queues that do not wait. First in a loop, then it lets others go first.
fn until<T>(mut attempt: impl FnMut() -> Option<T>) -> T {
    let mut tries = 0;
    loop {
        if let Some(result) = attempt() {
            return result;
        }
        tries += 1;
        if tries < 100 { spin_loop() } else { thread::yield_now() }
    }
}

/// One thread puts all items, another gets them.
fn single(
    items: u64,
    mut put: impl FnMut(u64) + Send,
    mut get: impl FnMut() -> u64 + Send,
) -> Duration {
    // Either side is used by one thread only; the locks are taken once.
    let (put, get) = (Mutex::new(&mut put), Mutex::new(&mut get));
    race::threads(2, |thread| {
        if thread == 0 {
            let mut put = put.lock().expect("nobody panicked");
            (0..items).for_each(&mut **put);
        } else {
            let mut get = get.lock().expect("nobody panicked");
            let sum: u64 = (0..items).map(|_| get()).sum();
            assert_eq!(sum, items * (items - 1) / 2, "the sum of the items");
        }
    })
}

/// Two threads put half of the items each, and two others get them.
fn double(items: u64, put: impl Fn(u64) + Sync, get: impl Fn() -> u64 + Sync) -> Duration {
    race::threads(4, |thread| {
        if thread < 2 {
            (0..items / 2).for_each(&put);
        } else {
            black_box((0..items / 2).map(|_| get()).sum::<u64>());
        }
    })
}

const ONE_SIDE_EACH: &str = "one side each, and nobody sleeps";

const RATIOS: &[Ratio] = &[
    Ratio::new("rtrb ring", "std sync_channel").limit(ONE_SIDE_EACH),
    Ratio::new("rtrb ring", "crossbeam").limit(ONE_SIDE_EACH),
    Ratio::new("exercise ring", "std sync_channel")
        .at_most(1.5)
        .limited_by("rtrb ring", "std sync_channel"),
    Ratio::new("exercise ring", "rtrb ring"),
    Ratio::new("crossbeam", "std sync_channel").limited_by("rtrb ring", "std sync_channel"),
    Ratio::new("std channel, no bound", "std sync_channel")
        .limited_by("rtrb ring", "std sync_channel"),
    Ratio::new("crossbeam, no bound", "crossbeam").limited_by("rtrb ring", "crossbeam"),
    Ratio::new("exercise bounded_queue", "crossbeam")
        .at_most(4.0)
        .limited_by("rtrb ring", "crossbeam"),
    Ratio::new("Mutex and two Condvars", "crossbeam").limited_by("rtrb ring", "crossbeam"),
    Ratio::new("Mutex and two Condvars", "exercise bounded_queue"),
    Ratio::new("exercise bounded_queue, two to two", "crossbeam, two to two"),
    Ratio::new("Mutex and two Condvars, two to two", "crossbeam, two to two"),
    Ratio::new("Python: queue.Queue", "exercise bounded_queue").at_least(20.0),
    Ratio::new("Python: queue.Queue", "std sync_channel"),
    Ratio::new("Python: multiprocessing.Queue", "std sync_channel"),
    Ratio::new("Python: multiprocessing.SimpleQueue", "Python: multiprocessing.Queue"),
];
