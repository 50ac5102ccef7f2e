//! Taking a permit and giving it back; and the bounded buffer made of semaphores.

mod simple;

use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use crate::case::{Case, Scale};
use crate::ratio::Ratio;
use crate::solutions::bounded_buffer::BoundedBuffer;
use crate::solutions::process_semaphore::SharedSemaphore;
use crate::solutions::semaphore;
use crate::sys::shared::Shared;
use crate::sys::{posix, race};
use crate::topic::Topic;

use self::simple::{Buffer, Semaphore, Telling};

/// See the module.
pub const TOPIC: Topic = Topic {
    name: "semaphore",
    about: "acquire and release, alone; or an item through a buffer with ten places, from one thread to another",
    cases,
    ratios: RATIOS,
    figures: |_| Vec::new(),
};

const PLACES: usize = 10;

fn cases(scale: Scale) -> Vec<Case> {
    let many = scale.of(200_000, 50);
    let items = scale.of(20_000, 50);
    vec![
        alone("Mutex and Condvar, always telling", many, Telling::new(1)),
        alone("POSIX semaphore", many, posix::Semaphore::new(1)),
        alone("exercise semaphore", many, semaphore::Semaphore::new(1)),
        alone("exercise process_semaphore", many, Shared::new(SharedSemaphore::new(1))),
        Case::timed("buffer, Mutex and Condvar, always telling", items, move || {
            buffer::<Telling>(items)
        }),
        Case::timed("buffer, POSIX semaphores", items, move || buffer::<posix::Semaphore>(items)),
        Case::timed("buffer, exercise semaphore", items, move || {
            buffer::<semaphore::Semaphore>(items)
        }),
        Case::timed("buffer, exercise process_semaphore", items, move || {
            buffer::<Shared<SharedSemaphore>>(items)
        }),
        Case::timed("buffer, exercise bounded_buffer", items, move || {
            let buffer = BoundedBuffer::new(PLACES);
            pass(items, |item| buffer.put(item), || buffer.take())
        }),
        Case::timed("buffer, crossbeam channel", items, move || {
            let (put, get) = crossbeam::channel::bounded(PLACES);
            pass(items, |item| put.send(item).expect("a place"), || get.recv().expect("an item"))
        }),
        Case::timed("buffer, std sync_channel", items, move || {
            let (put, get) = mpsc::sync_channel(PLACES);
            // Only one thread gets; the lock says so to the compiler.
            let get = std::sync::Mutex::new(get);
            pass(
                items,
                |item| put.send(item).expect("a place"),
                || get.lock().expect("nobody panics").recv().expect("an item"),
            )
        }),
    ]
}

fn alone(name: &str, times: u64, semaphore: impl Semaphore + 'static) -> Case {
    Case::new(name, times, move || {
        for _ in 0..times {
            semaphore.acquire();
            semaphore.release();
        }
    })
}

fn buffer<S: Semaphore>(items: u64) -> Duration {
    let buffer = Arc::new(Buffer::<S>::new(PLACES));
    pass(items, |item| buffer.put(item), || buffer.get())
}

/// One thread puts all items, another gets them.
fn pass(items: u64, put: impl Fn(u64) + Sync, get: impl Fn() -> u64 + Sync) -> Duration {
    race::threads(2, |thread| {
        if thread == 0 {
            (0..items).for_each(&put);
        } else {
            let sum: u64 = (0..items).map(|_| get()).sum();
            assert_eq!(sum, items * (items - 1) / 2, "the sum of the items");
        }
    })
}

const RATIOS: &[Ratio] = &[
    Ratio::new("Mutex and Condvar, always telling", "POSIX semaphore"),
    Ratio::new("exercise semaphore", "POSIX semaphore").at_most(2.5),
    Ratio::new("exercise process_semaphore", "POSIX semaphore").at_most(1.2),
    Ratio::new("Mutex and Condvar, always telling", "exercise semaphore"),
    Ratio::new("buffer, exercise semaphore", "buffer, POSIX semaphores"),
    Ratio::new("buffer, exercise process_semaphore", "buffer, POSIX semaphores"),
    Ratio::new("buffer, exercise bounded_buffer", "buffer, POSIX semaphores"),
    Ratio::new("buffer, Mutex and Condvar, always telling", "buffer, POSIX semaphores"),
    Ratio::new("buffer, crossbeam channel", "buffer, POSIX semaphores"),
    Ratio::new("buffer, std sync_channel", "buffer, POSIX semaphores"),
    Ratio::new("Python: threading.Semaphore", "POSIX semaphore"),
    Ratio::new("Python: multiprocessing.Semaphore", "POSIX semaphore"),
    Ratio::new("Python: buffer, 2 processes", "buffer, POSIX semaphores"),
];
