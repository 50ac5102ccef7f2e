//! What `src/executor.rs` promises, in every interleaving.

use std::cell::{Cell, RefCell};
use std::future::{Ready, pending, ready};
use std::rc::Rc;

use coroutines::executor::{JoinHandle, Panic, Spawner, run};
use interleave::panic::resume_unwind;
use interleave::{Explorer, Verdict, check, require, thread};

#[path = "executor/endings.rs"]
mod endings;
#[path = "support/letter.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod letter;
#[path = "support/polls.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod polls;
#[path = "executor/several.rs"]
mod several;
#[path = "executor/wakes.rs"]
mod wakes;

use letter::{letter, make_way};
use polls::Polls;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(fn(Spawner) -> Ready<u8>) -> u8 = run;
const _: fn(&Spawner, Ready<u8>) -> JoinHandle<u8> = Spawner::spawn;
const _: fn(&Spawner) -> Spawner = Spawner::clone;
const _: () = {
    const fn tells<F: Future<Output = Result<u8, Panic>> + Unpin>() {}
    tells::<JoinHandle<u8>>();
};

/// Explores `program`, in which somebody waits for ever if the executor is wrong: that is then called `verdict`.
pub(crate) fn nobody_waits(verdict: Verdict, message: &str, program: fn()) {
    let report = Explorer::new().budget(2_000).explore(program);
    match report.verdict {
        Verdict::Passed => {}
        Verdict::Deadlock | Verdict::NoProgress => report.fail_as(verdict, message),
        _ => report.fail(),
    }
}

/// What was said, in this order.
#[derive(Clone, Default)]
pub(crate) struct Said(Rc<RefCell<Vec<u32>>>);

impl Said {
    pub(crate) fn say(&self, line: u32) {
        self.0.borrow_mut().push(line);
    }

    pub(crate) fn lines(&self) -> Vec<u32> {
        self.0.borrow().clone()
    }
}

#[test]
fn run_returns_what_the_main_future_returns() {
    check(|| {
        // Borrowed, and neither `Send` nor `'static`.
        let seven = Rc::new(Cell::new(7));
        let result = run(|_| async { &*seven }).get();
        require!(
            result == 7,
            WrongResult,
            "the main future returned 7, and `run` returned {result}"
        );
        let polls = Polls::default();
        let result = run(|_| polls.of(ready("done")));
        require!(
            result == "done",
            WrongResult,
            "the main future returned \"done\", and `run` returned {result:?}"
        );
        polls.at_most(1, "a future is ready at the first poll");
    });
}

#[test]
fn who_waits_for_a_task_gets_what_it_returns() {
    check(|| {
        let (one, two) = run(|spawner| async move {
            let word = Rc::new("two");
            let two = spawner.spawn(async move { *word });
            let one = spawner.spawn(async { 1 });
            (one.await, two.await)
        });
        require!(
            matches!(one, Ok(1)) && matches!(two, Ok("two")),
            WrongResult,
            "two tasks returned 1 and \"two\", and their handles say {:?} and {:?}",
            one.ok(),
            two.ok()
        );
    });
}

#[test]
fn one_three_two_four() {
    check(|| {
        let said = Said::default();
        run(|spawner| {
            let speak = |lines: [u32; 2]| {
                let said = said.clone();
                spawner.spawn(async move {
                    said.say(lines[0]);
                    make_way().await;
                    said.say(lines[1]);
                })
            };
            let (anna, ben) = (speak([1, 2]), speak([3, 4]));
            async move {
                let _ = anna.await;
                let _ = ben.await;
            }
        });
        let lines = said.lines();
        require!(
            lines == [1, 3, 2, 4],
            WrongResult,
            "one task says 1 and 2 and makes way in between, another one 3 and 4. It was said: {lines:?}"
        );
    });
}

#[test]
fn those_who_are_ready_take_turns() {
    check(|| {
        let said = Said::default();
        run(|spawner| {
            let speak = |task: u32| {
                let said = said.clone();
                spawner.spawn(async move {
                    for _ in 0..3 {
                        said.say(task);
                        make_way().await;
                    }
                })
            };
            let handles = [speak(1), speak(2), speak(3)];
            async move {
                for handle in handles {
                    let _ = handle.await;
                }
            }
        });
        let lines = said.lines();
        require!(
            lines == [1, 2, 3, 1, 2, 3, 1, 2, 3],
            Starved,
            "three tasks make way for each other three times, and should take turns. It was their turn: {lines:?}"
        );
    });
}

#[test]
fn whoever_is_woken_stands_behind_those_who_wait_for_their_turn() {
    check(|| {
        let said = Said::default();
        run(|spawner| {
            let (pen, arrives) = letter();
            let speak = |line: u32| {
                let said = said.clone();
                async move { said.say(line) }
            };
            let waits = spawner.spawn({
                let speak = speak(3);
                async move {
                    arrives.await;
                    speak.await;
                }
            });
            let sends = spawner.spawn({
                let speak = speak(1);
                async move {
                    speak.await;
                    pen.send(());
                }
            });
            let ready = spawner.spawn(speak(2));
            async move {
                for handle in [waits, sends, ready] {
                    let _ = handle.await;
                }
            }
        });
        let lines = said.lines();
        require!(
            lines == [1, 2, 3],
            WrongResult,
            "task 1 wakes task 3 while task 2 stands in the queue: it should have been their turn 1, 2, 3, and was {lines:?}"
        );
    });
}

#[test]
fn the_main_future_keeps_nobody_from_running() {
    let scene = || {
        let polls = Polls::default();
        run(|spawner| async move {
            let task = spawner.spawn(polls.of(ready(())));
            for _ in 0..20 {
                make_way().await;
            }
            let turns = polls.count();
            require!(
                turns == 1,
                Starved,
                "the main future has made way twenty times, and a task that was ready was polled {turns} times"
            );
            drop(task);
        });
    };
    nobody_waits(Verdict::Starved, "the main future makes way, and it is always its turn", scene);
}

#[test]
fn nobody_keeps_the_main_future_from_running() {
    nobody_waits(
        Verdict::Starved,
        "a task makes way again and again, and it is never the main future's turn, which is ready",
        || {
            run(|spawner| async move {
                spawner.spawn(async {
                    loop {
                        make_way().await;
                    }
                });
                make_way().await;
                make_way().await;
            });
        },
    );
}

#[test]
fn spawn_polls_nothing() {
    check(|| {
        run(|spawner| async move {
            let polls = Polls::default();
            let handle = spawner.spawn(polls.of(ready(7)));
            let early = polls.count();
            require!(
                early == 0,
                WrongResult,
                "`spawn` has returned, the main future has not made way yet, and the task was polled {early} times"
            );
            let outcome = handle.await.ok();
            require!(
                outcome == Some(7),
                WrongResult,
                "the task returned 7, and its handle says {outcome:?}"
            );
        });
    });
}

#[test]
fn a_task_may_spawn_tasks() {
    check(|| {
        fn told(outcome: Result<u32, Panic>) -> u32 {
            outcome.unwrap_or_else(|panic| resume_unwind(panic))
        }
        let sum = run(|spawner| {
            let inside = spawner.clone();
            let outer = spawner.spawn(async move {
                let again = inside.clone();
                let inner = inside.spawn(async move {
                    let innermost = again.spawn(async { 1 });
                    told(innermost.await) + 10
                });
                make_way().await;
                told(inner.await) + 100
            });
            async move { told(outer.await) }
        });
        require!(
            sum == 111,
            WrongResult,
            "a task spawned a task that spawned a task; together they return 111, and it was {sum}"
        );
    });
}

#[test]
fn there_may_be_many_tasks() {
    Explorer::new().max_steps(1_000_000).budget(2).check(|| {
        let sum = run(|spawner| async move {
            let mut handles = Vec::new();
            // Whatever has room for so many has no limit that anybody would think of.
            for number in 0..1_100_u32 {
                handles.push(spawner.spawn(async move {
                    make_way().await;
                    number
                }));
            }
            let mut sum = 0;
            for handle in handles {
                sum += handle.await.unwrap_or(0);
            }
            sum
        });
        require!(
            sum == 604_450,
            WrongResult,
            "1100 tasks return the numbers up to 1099, which make 604450, and it was {sum}"
        );
    });
}

#[test]
fn all_is_done_by_one_thread() {
    check(|| {
        let me = thread::current().id();
        run(|spawner| async move {
            let here = spawner.spawn(async move { thread::current().id() == me });
            let here = here.await.unwrap_or(false) && thread::current().id() == me;
            require!(
                here,
                WrongResult,
                "a task was polled by another thread than the one that called `run`"
            );
        });
    });
}

#[test]
fn who_has_nothing_to_do_sleeps() {
    let scene = || {
        run(|spawner| async move {
            let never = spawner.spawn(pending::<()>());
            let _ = never.await;
        });
    };
    let report = Explorer::new().budget(50).explore(scene);
    match report.verdict {
        // Nobody is busy, and that is as it should be.
        Verdict::Deadlock => {}
        Verdict::NoProgress => report.fail_as(
            Verdict::NoProgress,
            "no task can go on, and `run` looks at them, or at the queue, again and again: what can it wait for, asleep?",
        ),
        _ => {
            check(scene);
            require!(false, WrongResult, "the main future is never ready, and `run` returned");
        }
    }
}
