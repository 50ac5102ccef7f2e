//! What `src/shared_value.rs` promises, wherever a process is overtaken, stopped or killed.

#[path = "support/mapped.rs"]
mod mapped;
#[path = "support/words.rs"]
mod words;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::Ordering::Relaxed;

use forktest::held::{Before, Held, apart, held_at_each};
use forktest::{Scene, Seen};
use interleave::Verdict;
use mapped::shared_mappings;
use shared_memory::shared_value::{Bits, SharedValue};
use words::words;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(u64) -> io::Result<SharedValue<u64>> = SharedValue::new;
const _: fn(&SharedValue<f64>) -> f64 = SharedValue::get;
const _: fn(&SharedValue<bool>, bool) = SharedValue::set;
const _: fn(&SharedValue<i64>, fn(i64) -> i64) -> i64 = SharedValue::update;
// Threads share a value as well: see the end of `struct SharedValue`.
const _: fn() = threads_may_share::<SharedValue<u64>>;
fn threads_may_share<T: Send + Sync>() {}

/// A new value.
fn shared<T: Bits>(first: T) -> SharedValue<T> {
    SharedValue::new(first).expect("the kernel has a page left")
}

/// Fails unless that process came to its end.
fn ended(scene: &Scene, seen: &Seen, who: &str, meanwhile: &str) {
    let verdict = match seen {
        Seen::Ended(_) => return,
        Seen::Asleep(_) => Verdict::Deadlock,
        _ => Verdict::NoProgress,
    };
    scene.fail(
        verdict,
        format!("{who} {seen}, {meanwhile}: does it wait for a process that may never go on?"),
    );
}

/// Puts values in and gets them out again.
fn keeps<T: Bits + PartialEq + std::fmt::Debug>(scene: &Scene, values: [T; 3]) {
    let [first, second, third] = values;
    let value = shared(first);
    let check = |got: T, what: &str, want: T| {
        if got.to_bits() != want.to_bits() {
            scene.fail(Verdict::WrongResult, format!("{what} gave {got:?}, not {want:?}"));
        }
    };
    check(value.get(), "`get` after `new`", first);
    value.set(second);
    check(value.get(), "`get` after `set`", second);
    // In another process first, which can be stopped if it never ends.
    let alone = apart(|| _ = value.update(|_| third));
    ended(scene, &alone, "a process", "in `update`, and nobody else is there");
    value.set(second);
    let mut seen = Vec::new();
    let old = value.update(|old| {
        seen.push(old);
        third
    });
    check(old, "`update`, which returns what the value was,", second);
    check(value.get(), "`get` after `update`", third);
    check(seen[0], "the value shown to `change`", second);
}

/// What ann does to the value, and what ben does to it. In either order the result is another one.
fn double(n: u64) -> u64 {
    n.wrapping_mul(2)
}

fn triple_and_one(n: u64) -> u64 {
    n.wrapping_mul(3).wrapping_add(1)
}

/// Where the value begins: doubling it changes both halves.
const FIRST: u64 = 0x0000_0001_8000_0001;

/// What ann and ben were told that the value was, and what it is now, must be what one after the other would have come
/// to.
fn one_after_the_other(scene: &Scene, ann: u64, ben: u64, now: u64, how: &str) {
    let ann_first = (FIRST, double(FIRST), triple_and_one(double(FIRST)));
    let ben_first = (triple_and_one(FIRST), FIRST, double(triple_and_one(FIRST)));
    if (ann, ben, now) != ann_first && (ann, ben, now) != ben_first {
        scene.fail(
            Verdict::LostUpdate,
            format!(
                "the value was {FIRST}; ann doubled it, and was told that it had been {ann}; ben made it three times as \
                 much and one, and was told that it had been {ben}; now it is {now}, which neither order gives ({how})"
            ),
        );
    }
}

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
        let value = shared(5_u64);
        let ann = scene.fork("ann", |_| {
            // SAFETY: this process never comes back to the original, and so it drops the value once.
            let _copy = unsafe { std::ptr::read(&value) };
        });
        ann.join();
        scene.fork("ben", |_| value.set(value.get() + 1)).join();
        let now = value.get();
        if now != 6 {
            scene.fail(
                Verdict::WrongResult,
                format!("ann dropped her copy, then ben made the 5 a 6; their parent sees {now}"),
            );
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
