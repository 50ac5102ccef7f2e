//! What `src/shared_value.rs` promises, wherever a process is overtaken, stopped or killed.

#[path = "support/mapped.rs"]
mod mapped;
#[path = "support/no_memory.rs"]
mod no_memory;
#[path = "support/value.rs"]
mod value;
#[path = "support/words.rs"]
mod words;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::Ordering::Relaxed;

use forktest::Scene;
use forktest::held::{Before, Held, apart, held_at_each};
use interleave::Verdict;
use mapped::shared_mappings;
use no_memory::no_more_memory;
use shared_memory::shared_value::SharedValue;
use value::{FIRST, double, ended, keeps, one_after_the_other, shared, triple_and_one};
use words::words;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(u64) -> io::Result<SharedValue<u64>> = SharedValue::new;
const _: fn(&SharedValue<f64>) -> f64 = SharedValue::get;
const _: fn(&SharedValue<bool>, bool) = SharedValue::set;
const _: fn(&SharedValue<i64>, fn(i64) -> i64) -> i64 = SharedValue::update;
// Threads share a value as well: see the end of `struct SharedValue`.
const _: fn() = threads_may_share::<SharedValue<u64>>;
fn threads_may_share<T: Send + Sync>() {}

forktest::tests! {
    fn what_is_put_in_comes_out(scene: &Scene) {
        keeps(scene, [0_u64, u64::MAX, 1 << 40]);
        keeps(scene, [-1_i64, i64::MIN, 7]);
        keeps(scene, [-0.0_f64, f64::NAN, f64::MAX]);
        keeps(scene, [f64::NAN, 0.0, -0.0]);
        keeps(scene, [true, false, true]);
    }

    fn every_process_sees_the_same_value(scene: &Scene) {
        let (value, told) = (shared(1_u64), words());
        let ann = scene.fork("ann", |me| {
            value.set(2);
            me.stop_at("has set it");
            told[0].store(value.get(), Relaxed);
            told[1].store(value.update(|n| n + 1), Relaxed);
        });
        ann.expect_at("has set it");
        let seen = value.get();
        if seen != 2 {
            scene.fail(Verdict::WrongResult, format!("ann made the value 2, and her parent sees {seen}"));
        }
        value.set(5);
        ann.join();
        let (got, old, now) = (told[0].load(Relaxed), told[1].load(Relaxed), value.get());
        if (got, old, now) != (5, 5, 6) {
            scene.fail(
                Verdict::WrongResult,
                format!("the parent made the value 5, and ann saw {got}; she added 1 to what she was told was \
                    {old}, and the parent sees {now}"),
            );
        }
    }

    fn no_update_is_lost_while_change_runs(scene: &Scene) {
        let (value, told) = (shared(FIRST), words());
        let ann = scene.fork("ann", |me| {
            let old = value.update(|n| {
                me.stop_at("change");
                double(n)
            });
            told[0].store(old, Relaxed);
        });
        ann.expect_at("change");
        let ben = scene.fork("ben", |_| told[1].store(value.update(triple_and_one), Relaxed));
        ended(scene, &ben.seen(), "ben", "while ann stands in her `change`");
        ann.join();
        let (ann_told, ben_told) = (told[0].load(Relaxed), told[1].load(Relaxed));
        one_after_the_other(scene, ann_told, ben_told, value.get(), "ben came while ann's `change` ran");
    }

    fn no_update_is_lost_wherever_another_comes_in(scene: &Scene) {
        let (value, told) = (shared(FIRST), words());
        let places = held_at_each(
            Before::Instructions,
            || told[0].store(value.update(double), Relaxed),
            |ann| {
                let ben = apart(|| told[1].store(value.update(triple_and_one), Relaxed));
                ended(scene, &ben, "ben", &format!("while ann stands still in `update`, {ann}"));
                ended(scene, &ann.go_on(), "ann", "after ben has changed the value once");
                let (ann_told, ben_told) = (told[0].load(Relaxed), told[1].load(Relaxed));
                one_after_the_other(scene, ann_told, ben_told, value.get(), &format!("ann was {ann}"));
                value.set(FIRST);
            },
        );
        assert!(places > 5, "ann was held in {places} places only: can this machine single-step a process?");
    }

    fn no_update_is_lost_in_a_second_try(scene: &Scene) {
        let (value, told) = (shared(0_u64), words());
        held_at_each(
            Before::Instructions,
            || {
                let mut tries = 0;
                let old = value.update(|n| {
                    tries += 1;
                    if tries == 1 {
                        value.set(200);
                    }
                    n + 1
                });
                told[0].store(old, Relaxed);
            },
            |ann| {
                let ben = apart(|| told[1].store(value.update(|n| n + 1000), Relaxed));
                ended(scene, &ben, "ben", &format!("while ann stands still in `update`, {ann}"));
                ended(scene, &ann.go_on(), "ann", "after ben has changed the value once");
                let seen = (told[0].load(Relaxed), told[1].load(Relaxed), value.get());
                // Ben before ann sets it; then between that and her addition; then last.
                if ![(200, 0, 201), (1200, 200, 1201), (200, 201, 1201)].contains(&seen) {
                    let (ann_told, ben_told, now) = seen;
                    scene.fail(
                        Verdict::LostUpdate,
                        format!(
                            "the value was 0; ann's first `change` set it to 200, so that she had to try again, and then \
                             she added 1 and was told that it had been {ann_told}; ben added 1000 and was told {ben_told}; \
                             now it is {now} (ann was {ann})"
                        ),
                    );
                }
                value.set(0);
            },
        );
    }

    fn change_is_not_called_without_need(scene: &Scene) {
        let (value, mut calls) = (shared(0_u64), 0);
        for _ in 0..100 {
            value.update(|n| {
                calls += 1;
                n + 1
            });
        }
        // Some processors fail now and then to write (`compare_exchange_weak`), though nobody was there.
        if calls >= 150 {
            scene.fail(
                Verdict::WrongResult,
                format!("the value was updated 100 times, nobody else was there, and `change` was called {calls} times"),
            );
        }
    }

    fn a_value_that_is_set_meanwhile_is_not_covered(scene: &Scene) {
        let value = shared(FIRST);
        held_at_each(
            Before::Instructions,
            || {
                value.update(double);
            },
            |ann| {
                let ben = apart(|| value.set(1000));
                ended(scene, &ben, "ben", &format!("in `set`, while ann stands still in `update`, {ann}"));
                ended(scene, &ann.go_on(), "ann", "after ben has set the value once");
                let now = value.get();
                if now != 1000 && now != 2000 {
                    scene.fail(
                        Verdict::LostUpdate,
                        format!("ann doubled {FIRST}, and ben set the value to 1000 meanwhile; now it is \
                            {now}, and neither 1000 nor 2000 (ann was {ann})"),
                    );
                }
                value.set(FIRST);
            },
        );
    }

    fn a_value_is_set_whoever_comes_in_between(scene: &Scene) {
        let value = shared(FIRST);
        held_at_each(
            Before::Instructions,
            || value.set(1000),
            |ann| {
                let ben = apart(|| {
                    value.update(double);
                });
                ended(scene, &ben, "ben", &format!("while ann stands still in `set`, {ann}"));
                ended(scene, &ann.go_on(), "ann", "in `set`, after ben has changed the value once");
                let now = value.get();
                if now != 1000 && now != 2000 {
                    scene.fail(
                        Verdict::LostUpdate,
                        format!(
                            "ann set the value to 1000, and ben doubled it meanwhile; now it is {now}, and neither 1000 \
                             nor 2000 (ann was {ann})"
                        ),
                    );
                }
                value.set(FIRST);
            },
        );
    }

    fn however_often_others_come_in_no_update_is_lost(scene: &Scene) {
        let value = shared(0_u64);
        let ann = scene.fork("ann", |_| {
            let mut tries = 0;
            value.update(|n| {
                tries += 1;
                if tries <= 5000 {
                    value.set(n + 10);
                }
                n + 1
            });
        });
        ended(scene, &ann.seen(), "ann", "whose `change` sets the value itself, in its first 5000 calls");
        let now = value.get();
        if now != 50_001 {
            scene.fail(
                Verdict::LostUpdate,
                format!(
                    "the value was 0, came to be 10 more 5000 times while `change` ran, and then 1 more: it is {now}, \
                     not 50001"
                ),
            );
        }
    }

    fn a_value_is_read_and_written_whole(scene: &Scene) {
        let (value, told) = (shared(0_u64), words());
        let whole = |n: u64, what: &str, held: &Held| {
            if n != 0 && n != u64::MAX {
                scene.fail(
                    Verdict::TornWrite,
                    format!("the value is 0, or all ones; {what} gave {n:#x} (ann was {held})"),
                );
            }
        };
        held_at_each(
            Before::Instructions,
            || value.set(u64::MAX),
            |ann| {
                let ben = apart(|| told[0].store(value.get(), Relaxed));
                ended(scene, &ben, "ben", &format!("in `get`, while ann stands still in `set`, {ann}"));
                whole(told[0].load(Relaxed), "`get` in the middle of a `set`", ann);
                ended(scene, &ann.go_on(), "ann", "in `set`");
                value.set(0);
            },
        );
        held_at_each(
            Before::Instructions,
            || told[0].store(value.get(), Relaxed),
            |ann| {
                let ben = apart(|| value.set(u64::MAX));
                ended(scene, &ben, "ben", &format!("in `set`, while ann stands still in `get`, {ann}"));
                ended(scene, &ann.go_on(), "ann", "in `get`");
                whole(told[0].load(Relaxed), "`get` with a `set` in the middle", ann);
                value.set(0);
            },
        );
    }

    fn whoever_is_killed_in_change_keeps_nobody_waiting(scene: &Scene) {
        let value = shared(10_u64);
        let ann = scene.fork("ann", |me| {
            value.update(|n| {
                me.stop_at("change");
                n + 1
            });
        });
        ann.expect_at("change");
        ann.kill();
        let ben = scene.fork("ben", |_| {
            value.update(|n| n + 100);
        });
        ended(scene, &ben.seen(), "ben", "after ann was killed in her `change`");
        let now = value.get();
        if now != 110 {
            scene.fail(
                Verdict::WrongResult,
                format!("the value was 10, ann was killed before her `change` returned, and ben added 100: it \
                    is {now}"),
            );
        }
    }

    fn a_panic_in_change_changes_nothing(scene: &Scene) {
        let value = shared(10_u64);
        let ann = scene.fork("ann", |_| {
            // As a panic does, without a word about it.
            let update = || value.update(|_| resume_unwind(Box::new("ann has no number")));
            let _ = catch_unwind(AssertUnwindSafe(update));
        });
        ann.join();
        let ben = scene.fork("ben", |_| {
            value.update(|n| n + 1);
        });
        ended(scene, &ben.seen(), "ben", "after ann has panicked in her `change`");
        let now = value.get();
        if now != 11 {
            scene.fail(
                Verdict::WrongResult,
                format!("the value was 10, ann's `change` panicked, and ben added 1: it is {now}"),
            );
        }
    }

    fn two_values_are_two_values(scene: &Scene) {
        let values: Vec<SharedValue<u64>> = (0..100).map(shared).collect();
        scene.fork("ann", |_| values[7].set(1007)).join();
        for (number, value) in (0..).zip(&values) {
            let (want, seen) = (if number == 7 { 1007 } else { number }, value.get());
            if seen != want {
                scene.fail(
                    Verdict::WrongResult,
                    format!("of 100 values, ann has set the one that was 7 to 1007; the one that was {number} \
                        is {seen}"),
                );
            }
        }
    }

    fn a_process_that_drops_its_copy_takes_nothing_from_others(scene: &Scene) {
        let (value, told) = (shared(5_u64), words());
        let ann = scene.fork("ann", |_| {
            let before = shared_mappings().len();
            {
                // SAFETY: this process never comes back to the original, and so it drops the value once.
                let _copy = unsafe { std::ptr::read(&value) };
            }
            told[0].store((before - shared_mappings().len()) as u64, Relaxed);
        });
        ann.join();
        if told[0].load(Relaxed) == 0 {
            scene.fail(
                Verdict::MemoryLeaked,
                "ann dropped her copy, and the mapping is still there in her process, which has one of its own",
            );
        }
        scene.fork("ben", |_| value.set(value.get() + 1)).join();
        let now = value.get();
        if now != 6 {
            scene.fail(
                Verdict::WrongResult,
                format!("ann dropped her copy, then ben made the 5 a 6; their parent sees {now}"),
            );
        }
    }

    fn no_memory_is_an_error(scene: &Scene) {
        // While there is memory, it is made.
        let _ = shared(1_u64);
        let told = words();
        scene.fork("ann", |_| {
            no_more_memory();
            told[0].store(if SharedValue::new(1_u64).is_err() { 1 } else { 2 }, Relaxed);
        }).join();
        if told[0].load(Relaxed) != 1 {
            scene.fail(Verdict::WrongResult, "the kernel gave ann no more memory, and `new` was not an error");
        }
    }

    fn the_memory_is_given_back_and_has_no_name(scene: &Scene) {
        let before = shared_mappings();
        let values: Vec<SharedValue<u64>> = (0..20).map(shared).collect();
        let during = shared_mappings();
        if let Some(named) = during.iter().find(|one| !before.contains(one) && one.has_a_name()) {
            scene.fail(
                Verdict::NameLeft,
                format!("the memory of a value has a name, `{}`, that stays if everybody is killed now", named.file),
            );
        }
        drop(values);
        let left = shared_mappings().iter().filter(|one| !before.contains(one)).count();
        if left > 0 {
            scene.fail(
                Verdict::MemoryLeaked,
                format!("20 values were made and dropped, and {left} shared mappings of this process are left"),
            );
        }
    }
}
