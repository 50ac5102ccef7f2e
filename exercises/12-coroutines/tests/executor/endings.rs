//! Panics, and what becomes of futures when they are done, and when `run` is.

use std::cell::Cell;
use std::future::{pending, poll_fn, ready};
use std::rc::Rc;
use std::task::Poll;

use coroutines::executor::run;
use interleave::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use interleave::{Explorer, Verdict, check, require, thread};

use super::letter::{letter, make_way};
use super::nobody_waits;
use super::polls::Polls;

#[test]
fn a_panic_of_a_task_is_told_by_its_handle() {
    nobody_waits(
        Verdict::PanicSwallowed,
        "a task has panicked, and whoever awaits its handle waits for ever",
        || {
            let (first, second) = run(|spawner| {
                let first = spawner.spawn(async {
                    make_way().await;
                    assert!(thread::panicking(), "no page");
                    7
                });
                let second = spawner.spawn(async {
                    make_way().await;
                    make_way().await;
                    8
                });
                async move { (first.await, second.await) }
            });
            let told = first.err().and_then(|panic| panic.downcast_ref::<&str>().copied());
            require!(
                told == Some("no page"),
                PanicSwallowed,
                "a task has panicked with \"no page\", and its handle says {told:?}"
            );
            require!(
                matches!(second, Ok(8)),
                MessageLost,
                "another task has panicked, and the handle of this one should say 8: {:?}",
                second.ok()
            );
        },
    );
    check(|| {
        let told = run(|spawner| {
            let task = spawner.spawn(async { panic_any(7_u8) });
            async move { task.await.err().and_then(|panic: Box<_>| panic.downcast_ref::<u8>().copied()) }
        });
        require!(
            told == Some(7),
            PanicSwallowed,
            "a task has panicked with the number 7, and its handle says {told:?}"
        );
    });
}

#[test]
fn a_panic_that_nobody_waits_for_stops_nobody() {
    check(|| {
        let last = run(|spawner| async move {
            drop(spawner.spawn(async { panic!("nobody waits for me") }));
            let other = spawner.spawn(async {
                make_way().await;
                7
            });
            other.await.ok()
        });
        require!(
            last == Some(7),
            MessageLost,
            "one task has panicked, another one returned 7, and its handle says {last:?}"
        );
    });
}

#[test]
fn a_panic_of_the_main_future_comes_out_of_run() {
    check(|| {
        let polls = Polls::default();
        run(|_| ready(()));
        let panic = catch_unwind(AssertUnwindSafe(|| {
            run(|spawner| {
                // A task that has a spawner must not keep itself alive.
                let (task, inside) = (polls.clone(), spawner.clone());
                drop(spawner.spawn(task.of(async move {
                    pending::<()>().await;
                    drop(inside);
                })));
                async {
                    make_way().await;
                    panic!("no wind");
                }
            })
        }));
        let told = panic.err().and_then(|panic| panic.downcast_ref::<&str>().copied());
        require!(
            told == Some("no wind"),
            PanicSwallowed,
            "the main future has panicked with \"no wind\", and out of `run` came {told:?}"
        );
        let drops = polls.drops();
        require!(
            drops == 1,
            MemoryLeaked,
            "the main future has panicked, and a task that was not done was dropped {drops} times before that panic was out"
        );
    });
}

#[test]
fn a_task_goes_on_when_its_handle_is_dropped() {
    nobody_waits(
        Verdict::MessageLost,
        "the handle of a task was dropped, the task was to send a letter after that, and it never did",
        || {
            let got = run(|spawner| {
                let (pen, arrives) = letter();
                drop(spawner.spawn(async move {
                    make_way().await;
                    make_way().await;
                    pen.send(7);
                }));
                let waits = spawner.spawn(arrives);
                async move { waits.await.ok() }
            });
            require!(
                got == Some(7),
                MessageLost,
                "a task whose handle was dropped sends a letter that says 7, and what arrived is {got:?}"
            );
        },
    );
}

#[test]
fn a_task_that_is_done_is_dropped_at_once() {
    check(|| {
        run(|spawner| async move {
            let polls = Polls::default();
            let held = Rc::new(Cell::new(0));
            let in_task = held.clone();
            let handle = spawner.spawn(polls.of(async move { in_task.set(1) }));
            let _ = handle.await;
            let (drops, owners) = (polls.drops(), Rc::strong_count(&held));
            require!(
                drops == 1 && owners == 1,
                MemoryLeaked,
                "a task is done, its handle has told so, and its future was dropped {drops} times"
            );
        });
    });
}

#[test]
fn so_is_one_whose_handle_nobody_asks() {
    check(|| {
        run(|spawner| async move {
            let (returns, panics) = (Polls::default(), Polls::default());
            let asked_by_nobody = spawner.spawn(returns.of(ready(7)));
            drop(spawner.spawn(panics.of(async { panic!("nobody waits for me") })));
            make_way().await;
            make_way().await;
            let drops = (returns.drops(), panics.drops());
            require!(
                drops == (1, 1),
                MemoryLeaked,
                "one task has returned and one has panicked, and nobody has asked their handles. The main future has made \
                 way twice since, and they were dropped so often: {drops:?}"
            );
            drop(asked_by_nobody);
        });
    });
}

/// Does something when it is dropped.
struct Farewell<F: FnMut()>(F);

impl<F: FnMut()> Drop for Farewell<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

#[test]
fn what_a_task_holds_may_spawn_when_it_is_dropped() {
    check(|| {
        let polls = Polls::default();
        let last = polls.of(ready(()));
        run(|spawner| async move {
            let (inside, mut last) = (spawner.clone(), Some(last));
            let farewell = Farewell(move || {
                if let Some(last) = last.take() {
                    drop(inside.spawn(last));
                }
            });
            let task = spawner.spawn(poll_fn(move |_| {
                // It lies in the future, and not in a variable of its body.
                let _held = &farewell;
                Poll::Ready(())
            }));
            let _ = task.await;
            make_way().await;
            make_way().await;
        });
        polls.at_most(1, "a task was spawned when another one was dropped, and is ready at once");
        let turns = polls.count();
        require!(
            turns == 1,
            MessageLost,
            "a task was done and dropped, and what it held has spawned another one, which was polled {turns} times"
        );
    });
}

#[test]
fn the_result_of_a_task_is_dropped_if_nobody_wants_it() {
    check(|| {
        let result = Rc::new(());
        run(|spawner| {
            let (early, late) = (result.clone(), result.clone());
            drop(spawner.spawn(async move { early }));
            let late = spawner.spawn(async move { late });
            async move {
                make_way().await;
                make_way().await;
                drop(late);
            }
        });
        let owners = Rc::strong_count(&result);
        require!(
            owners == 1,
            MemoryLeaked,
            "two tasks returned a result that nobody took, and {} of the results were not dropped",
            owners - 1
        );
    });
}

#[test]
fn run_returns_when_the_main_future_is_ready() {
    nobody_waits(
        Verdict::WrongResult,
        "the main future is ready, and `run` waits for a task that will never be",
        || {
            let polls = Polls::default();
            let result = run(|spawner| {
                let inside = spawner.clone();
                drop(spawner.spawn(polls.of(async move {
                    pending::<()>().await;
                    drop(inside);
                })));
                async {
                    make_way().await;
                    7
                }
            });
            require!(
                result == 7,
                WrongResult,
                "the main future returned 7, and `run` returned {result}"
            );
            let drops = polls.drops();
            require!(
                drops == 1,
                MemoryLeaked,
                "`run` has returned, and a task that was not done was dropped {drops} times: who owns the tasks, and does a \
                 task own that?"
            );
        },
    );
}

#[test]
fn a_task_that_was_never_polled_is_dropped_as_well() {
    check(|| {
        let polls = Polls::default();
        run(|spawner| {
            drop(spawner.spawn(polls.of(ready(()))));
            let last = polls.of(ready(()));
            async move { drop(spawner.spawn(last)) }
        });
        let drops = polls.drops();
        require!(
            drops == 2,
            MemoryLeaked,
            "`run` has returned; two tasks were spawned shortly before that, and {drops} of them were dropped"
        );
    });
}

#[test]
fn what_others_still_hold_keeps_no_task_alive() {
    Explorer::new().budget(4_000).check(|| {
        let polls = Polls::default();
        let (pen, arrives) = letter::<()>();
        let other = thread::spawn(move || pen.send(()));
        let (handle, spawner) = run(|spawner| {
            let handle = spawner.spawn(polls.of(arrives));
            async move {
                make_way().await;
                (handle, spawner)
            }
        });
        let drops = polls.drops();
        require!(
            drops == 1,
            MemoryLeaked,
            "`run` has returned, with a handle and a spawner. The task of that handle was dropped {drops} times"
        );
        let _ = other.join();
        drop((handle, spawner));
    });
}
