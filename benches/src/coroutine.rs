//! Coroutines, tasks and threads: what a switch costs, a start, and ten thousand that sleep.

mod memory;

use std::cell::Cell;
use std::future::poll_fn;
use std::hint::black_box;
use std::rc::Rc;
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use corosensei::{Coroutine, CoroutineResult};
use tokio::runtime::{Builder, Runtime};

use crate::case::{Case, Scale};
use crate::executor;
use crate::ratio::Ratio;
use crate::sys::pin::{Pinned, cores};
use crate::topic::Topic;

/// See the module.
pub const TOPIC: Topic = Topic {
    name: "coroutine",
    about: "a switch, or a start with the wait for the end, of coroutines, tasks and threads; \
            and 10,000 that sleep for 100 ms, where times are for all of them",
    cases,
    ratios: RATIOS,
    figures: memory::figures,
};

fn cases(scale: Scale) -> Vec<Case> {
    let mut cases = switches(scale.of(200_000, 100));
    cases.extend(starts(scale));
    cases.extend(sleepers(scale));
    cases
}

/// Tasks that let each other go first.
const TASKS: usize = 10;

/// A switch is one way: to a coroutine, or back from it.
fn switches(times: u64) -> Vec<Case> {
    let tokio = runtime();
    vec![
        Case::new("function call", times, move || {
            for i in 0..times {
                black_box(function(black_box(i)));
            }
        }),
        Case::new("coroutine switch", 2 * times, move || {
            let mut coroutine = Coroutine::new(move |yielder, mut i: u64| {
                while i < times {
                    i = yielder.suspend(i);
                }
            });
            for i in 0..=times {
                if let CoroutineResult::Yield(i) = coroutine.resume(i) {
                    black_box(i);
                }
            }
        }),
        Case::new("await of what is ready", times, move || {
            executor::run(async move {
                for i in 0..times {
                    black_box(ready(black_box(i)).await);
                }
            });
        }),
        Case::new("task switch, own executor", TASKS as u64 * times, move || {
            executor::run(async move {
                for _ in 0..TASKS {
                    executor::spawn(async move {
                        for _ in 0..times {
                            executor::yield_now().await;
                        }
                    });
                }
            });
        }),
        Case::new("task switch, tokio", TASKS as u64 * times, move || {
            tokio.block_on(async {
                let tasks = [0; TASKS].map(|_| {
                    tokio::spawn(async move {
                        for _ in 0..times {
                            tokio::task::yield_now().await;
                        }
                    })
                });
                for task in tasks {
                    task.await.expect("it cannot panic");
                }
            });
        }),
        Case::timed("thread switch", 2 * times / 10, move || thread_switches(times / 10)),
    ]
}

#[inline(never)]
fn function(i: u64) -> u64 {
    i + 1
}

#[inline(never)]
async fn ready(i: u64) -> u64 {
    i + 1
}

/// Two threads on one core that let each other go first, so many times each.
fn thread_switches(times: u64) -> Duration {
    let core = cores()[0];
    let yielding = move || {
        let _pinned = Pinned::to(core);
        let start = Instant::now();
        (0..times).for_each(|_| thread::yield_now());
        start.elapsed()
    };
    thread::scope(|scope| {
        let threads = [scope.spawn(yielding), scope.spawn(yielding)];
        threads
            .map(|thread| thread.join().expect("it cannot panic"))
            .into_iter()
            .max()
            .expect("two of them")
    })
}

fn starts(scale: Scale) -> Vec<Case> {
    let (many, few) = (scale.of(10_000, 10), scale.of(200, 4));
    let tokio = runtime();
    vec![
        Case::new("coroutine start", few, move || {
            for i in 0..few {
                let mut coroutine = Coroutine::<(), (), u64>::new(move |_, ()| i);
                black_box(coroutine.resume(()).as_return());
            }
        }),
        Case::new("task start, own executor", many, move || {
            let ended = Rc::new(Cell::new(0));
            let count = Rc::clone(&ended);
            executor::run(async move {
                for _ in 0..many {
                    let count = Rc::clone(&count);
                    executor::spawn(async move { count.set(count.get() + 1) });
                }
            });
            assert_eq!(ended.get(), many, "tasks that ended");
        }),
        Case::new("task start, tokio", many, move || {
            tokio.block_on(async {
                let tasks: Vec<_> = (0..many).map(|i| tokio::spawn(async move { i })).collect();
                for task in tasks {
                    black_box(task.await.expect("it cannot panic"));
                }
            });
        }),
        Case::new("thread start", few, move || {
            (0..few).for_each(|i| _ = black_box(thread::spawn(move || i).join()));
        }),
    ]
}

/// Times are for all of them together: the least is that of one nap.
fn sleepers(scale: Scale) -> Vec<Case> {
    let how_many = scale.of(10_000, 50);
    let nap = Duration::from_millis(scale.of(100, 1));
    let tokio = runtime();
    vec![
        Case::new("one sleeper", 1, move || thread::sleep(nap)),
        Case::new("10,000 sleepers, own executor", 1, move || {
            executor::run(async move {
                (0..how_many).for_each(|_| executor::spawn(executor::sleep(nap)));
            });
        }),
        Case::new("10,000 sleepers, tokio", 1, move || {
            tokio.block_on(async {
                let tasks: Vec<_> =
                    (0..how_many).map(|_| tokio::spawn(tokio::time::sleep(nap))).collect();
                for task in tasks {
                    task.await.expect("it cannot panic");
                }
            });
        }),
        Case::new("10,000 sleepers, threads", 1, move || {
            let threads: Vec<_> =
                (0..how_many).map(|_| memory::small_thread(move || thread::sleep(nap))).collect();
            for thread in threads {
                thread.join().expect("it cannot panic");
            }
        }),
    ]
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_time().build().expect("start tokio")
}

/// A future that never ends, for those who are only to be there.
async fn for_ever() {
    poll_fn(|_| Poll::<()>::Pending).await;
}

const SWITCH: &str = "coroutine switch";

const RATIOS: &[Ratio] = &[
    Ratio::new(SWITCH, "function call"),
    Ratio::new("await of what is ready", "function call"),
    Ratio::new("task switch, own executor", SWITCH)
        .at_most(4.0)
        .limited_by(SWITCH, "function call"),
    Ratio::new("task switch, tokio", SWITCH),
    Ratio::new("thread switch", SWITCH),
    Ratio::new("thread switch", "task switch, own executor"),
    Ratio::new("coroutine start", "thread start"),
    Ratio::new("task start, own executor", "thread start"),
    Ratio::new("task start, tokio", "task start, own executor"),
    Ratio::new("10,000 sleepers, own executor", "one sleeper")
        .at_most(1.06)
        .limit("all sleep at once: 1"),
    Ratio::new("10,000 sleepers, tokio", "one sleeper").limit("all sleep at once: 1"),
    Ratio::new("10,000 sleepers, threads", "one sleeper").limit("all sleep at once: 1"),
    Ratio::new("Python: next() of a generator", SWITCH),
    Ratio::new("Python: await of what is ready", "await of what is ready"),
    Ratio::new("Python: task switch", "task switch, own executor"),
    Ratio::new("Python: task start", "task start, own executor"),
    Ratio::new("Python: 10,000 sleepers", "one sleeper").limit("all sleep at once: 1"),
];
