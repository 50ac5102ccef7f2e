//! What `src/shared_mutex.rs` promises: first in every interleaving of threads, then between real processes.

use std::cell::Cell;
use std::mem;
use std::panic::{catch_unwind, resume_unwind};

use forktest::{Me, Scene, Seen};
use interleave::{Verdict, require};
use locks::shared_mutex::{HolderDied, SharedGuard, SharedMutex};
use nix::sys::signal::{Signal, kill};

#[path = "shared_mutex/explored.rs"]
mod explored;
#[path = "support/memory.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod memory;
#[path = "shared_mutex/steps.rs"]
mod steps;
#[path = "support/turns.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod turns;
#[path = "shared_mutex/woken.rs"]
mod woken;

use memory::shared;
use turns::{must_come_in, must_wait};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(u32) -> SharedMutex<u32> = SharedMutex::new;
const _: for<'a> fn(&'a SharedMutex<u32>) -> Result<SharedGuard<'a, u32>, HolderDied<'a, u32>> =
    SharedMutex::lock;

/// Locks, whether or not the last holder died.
fn lock<T>(mutex: &SharedMutex<T>) -> SharedGuard<'_, T> {
    mutex.lock().unwrap_or_else(|HolderDied(guard)| guard)
}

/// Goes inside, stands there, and comes out.
fn visit(me: &Me<'_>, mutex: &SharedMutex<u32>) {
    let guard = mutex.lock();
    me.stop_at(if guard.is_ok() { "inside" } else { "inside, and told" });
    drop(guard);
}

forktest::tests! {
    fn a_mutex_holds_its_value(scene: &Scene) {
        explored::a_mutex_holds_its_value();
    }

    fn no_update_is_lost(scene: &Scene) {
        explored::no_update_is_lost();
    }

    fn nobody_sleeps_for_ever(scene: &Scene) {
        explored::nobody_sleeps_for_ever();
    }

    fn what_a_holder_wrote_is_seen_whatever_memory_shows(scene: &Scene) {
        explored::what_a_holder_wrote_is_seen_whatever_memory_shows();
    }

    fn one_is_told_of_a_death_and_nobody_is_forgotten(scene: &Scene) {
        explored::one_is_told_of_a_death_and_nobody_is_forgotten();
    }

    fn what_the_dead_wrote_is_seen_by_the_one_who_is_told(scene: &Scene) {
        explored::what_the_dead_wrote_is_seen_by_the_one_who_is_told();
    }

    fn a_panic_inside_is_told(scene: &Scene) {
        let mutex = SharedMutex::new(0);
        let panicked = catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _guard = lock(&mutex);
            resume_unwind(Box::new("an accident inside"));
        }));
        require!(panicked.is_err(), WrongResult, "the panic inside should go on");
        let first = mutex.lock().is_err();
        let second = mutex.lock().is_err();
        let told = [first, second];
        require!(
            told == [true, false],
            WrongResult,
            "a holder panicked, and the next two were told: {told:?}"
        );
    }

    fn two_processes_are_never_inside_at_once(scene: &Scene) {
        let mutex = shared(SharedMutex::new(0));
        let ann = scene.fork("ann", |me| visit(me, mutex));
        ann.expect_at("inside");
        let ben = scene.fork("ben", |me| visit(me, mutex));
        must_wait(scene, &ben, "ben", "ann");
        let cid = scene.fork("cid", |me| visit(me, mutex));
        must_wait(scene, &cid, "cid", "ann");
        ann.join();
        let dot = scene.fork("dot", |me| visit(me, mutex));
        // Which of them comes in first is open; one does, and the others wait.
        let inside = [&ben, &cid, &dot].map(|who| matches!(who.seen(), Seen::At(_)));
        let count = inside.iter().filter(|&&inside| inside).count();
        require!(count < 2, TwoInside, "ann came out, and {count} of those who waited came in");
        require!(
            count == 1,
            LockLeftLocked,
            "ann came out, and of three who waited nobody comes in"
        );
        for who in [&ben, &cid, &dot] {
            require!(
                matches!(who.seen(), Seen::At(_) | Seen::Asleep(_)),
                NoProgress,
                "one of those who wait does not sleep"
            );
        }
    }

    fn the_next_one_is_told_of_a_killed_holder(scene: &Scene) {
        let mutex = shared(SharedMutex::new(0));
        // The parent of all of them has had the lock before.
        drop(lock(mutex));
        let ann = scene.fork("ann", |me| visit(me, mutex));
        ann.expect_at("inside");
        let ben = scene.fork("ben", |me| visit(me, mutex));
        must_wait(scene, &ben, "ben", "ann");
        ann.kill();
        must_come_in(scene, &ben, "ben", "ann was killed inside");
        ben.expect_at("inside, and told");
        ben.join();
        let cid = scene.fork("cid", |me| visit(me, mutex));
        must_come_in(scene, &cid, "cid", "ben came out in good order");
        cid.expect_at("inside");
        cid.kill();
        // Nobody waited for cid.
        let dot = scene.fork("dot", |me| visit(me, mutex));
        must_come_in(scene, &dot, "dot", "cid was killed inside");
        dot.expect_at("inside, and told");
        // Dot has not given it back in good order either.
        dot.kill();
        let eve = scene.fork("eve", |me| visit(me, mutex));
        must_come_in(scene, &eve, "eve", "dot, who had been told, was killed as well");
        eve.expect_at("inside, and told");
    }

    fn a_dead_holder_need_not_be_waited_for(scene: &Scene) {
        let mutex = shared(SharedMutex::new(0));
        let ann = scene.fork("ann", |me| visit(me, mutex));
        ann.expect_at("inside");
        let ben = scene.fork("ben", |me| visit(me, mutex));
        must_wait(scene, &ben, "ben", "ann");
        // Until this test waits for her, ann is a zombie.
        kill(ann.pid(), Signal::SIGKILL).expect("ann is there");
        must_come_in(scene, &ben, "ben", "ann was killed inside, and is a zombie");
        ben.expect_at("inside, and told");
        ann.kill();
    }

    fn a_holder_that_exits_is_no_longer_inside(scene: &Scene) {
        let mutex = shared(SharedMutex::new(0));
        let ann = scene.fork("ann", |me| {
            mem::forget(lock(mutex));
            me.stop_at("the exit");
        });
        ann.expect_at("the exit");
        let ben = scene.fork("ben", |me| visit(me, mutex));
        must_wait(scene, &ben, "ben", "ann");
        ann.join();
        must_come_in(scene, &ben, "ben", "ann has exited, with the lock");
        ben.expect_at("inside, and told");
    }

    fn a_panic_inside_wakes_the_next_one(scene: &Scene) {
        let mutex = shared(SharedMutex::new(0));
        drop(lock(mutex));
        let ann = scene.fork("ann", |me| {
            let _ = catch_unwind(std::panic::AssertUnwindSafe(|| {
                let _guard = lock(mutex);
                me.stop_at("inside");
                resume_unwind(Box::new("an accident inside"));
            }));
            me.stop_at("outside");
        });
        ann.expect_at("inside");
        let ben = scene.fork("ben", |me| visit(me, mutex));
        must_wait(scene, &ben, "ben", "ann");
        ann.go();
        ann.expect_at("outside");
        must_come_in(scene, &ben, "ben", "ann has panicked inside, and lives on");
        ben.expect_at("inside, and told");
    }

    fn one_is_told_of_a_panic_and_nobody_is_forgotten(scene: &Scene) {
        explored::one_is_told_of_a_panic_and_nobody_is_forgotten();
    }

    fn a_thread_that_ends_inside_is_told_of(scene: &Scene) {
        let mutex = shared(SharedMutex::new(0));
        let ended = std::thread::spawn(|| mem::forget(lock(mutex))).join();
        ended.unwrap_or_else(|panic| resume_unwind(panic));
        let ben = scene.fork("ben", |me| visit(me, mutex));
        must_come_in(
            scene,
            &ben,
            "ben",
            "a thread has ended with the lock, and its process lives on",
        );
        ben.expect_at("inside, and told");
    }

    fn all_who_wait_for_the_dead_come_in(scene: &Scene) {
        let mutex = shared(SharedMutex::new(0));
        let ann = scene.fork("ann", |me| visit(me, mutex));
        ann.expect_at("inside");
        let others =
            ["ben", "cid", "dot"].map(|name| (name, scene.fork(name, |me| visit(me, mutex))));
        for (name, other) in &others {
            must_wait(scene, other, name, "ann");
        }
        ann.kill();
        let mut told = 0;
        for _ in 0..3 {
            let inside: Vec<_> =
                others.iter().filter(|(_, who)| matches!(who.seen(), Seen::At(_))).collect();
            require!(
                inside.len() < 2,
                TwoInside,
                "ann was killed, and {} of those who waited came in",
                inside.len()
            );
            let Some((_, who)) = inside.first() else {
                scene.fail(
                    Verdict::LockLeftLocked,
                    "ann was killed, and of those who still wait nobody comes in",
                );
            };
            told += usize::from(who.seen() == Seen::At("inside, and told".into()));
            who.join();
        }
        require!(
            told == 1,
            WrongResult,
            "ann was killed, and {told} of the three who waited were told"
        );
    }

    fn one_who_was_woken_may_be_killed(scene: &Scene) {
        woken::one_who_was_woken_may_be_killed(scene);
    }

    fn who_waits_behind_one_who_was_woken_and_killed_comes_in(scene: &Scene) {
        woken::who_waits_behind_one_who_was_woken_and_killed_comes_in(scene);
    }

    fn a_child_cannot_give_back_its_parents_lock(scene: &Scene) {
        let mutex = shared(SharedMutex::new(0));
        let guard = Cell::new(Some(lock(mutex)));
        let child = scene.fork("child", |me| {
            drop(guard.take());
            me.stop_at("its own work");
        });
        child.expect_at("its own work");
        let ben = scene.fork("ben", |me| visit(me, mutex));
        must_wait(scene, &ben, "ben", "the test (a child dropped its copy of the guard)");
        child.join();
        must_wait(scene, &ben, "ben", "the test (a child with a copy of the guard has ended)");
        drop(guard.take());
        must_come_in(scene, &ben, "ben", "the test's guard is gone");
        ben.expect_at("inside");
    }

    fn locks_are_given_back_in_any_order(scene: &Scene) {
        let mutexes = [(); 3].map(|()| shared(SharedMutex::new(0)));
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]] {
            let ann = scene.fork("ann", |me| {
                let mut guards = mutexes.map(|mutex| Some(lock(mutex)));
                me.stop_at("inside all three");
                guards[order[0]] = None;
                me.stop_at("inside two");
                guards[order[1]] = None;
                me.stop_at("inside one");
                drop(guards);
            });
            for (given_back, place) in
                ["inside all three", "inside two", "inside one"].into_iter().enumerate()
            {
                ann.expect_at(place);
                if given_back < 2 {
                    ann.go();
                }
            }
            ann.kill();
            for (nth, at) in order.into_iter().enumerate() {
                let died = nth == 2;
                let ben = scene.fork("ben", |me| visit(me, mutexes[at]));
                must_come_in(
                    scene,
                    &ben,
                    "ben",
                    &format!(
                        "ann took three locks, gave two back in the order {order:?}, and was killed"
                    ),
                );
                ben.expect_at(if died { "inside, and told" } else { "inside" });
                ben.join();
            }
        }
    }

    fn wherever_a_process_is_killed_the_lock_is_not_lost(scene: &Scene) {
        let mutex = shared(SharedMutex::new(0));
        drop(lock(mutex));
        let body = || {
            // What is done once is done now.
            drop(lock(mutex));
            steps::begin();
            let mut guard = lock(mutex);
            *guard = 1;
            *guard = 0;
            drop(guard);
        };
        steps::killed_around_each_change(
            mutex,
            body,
            || (),
            |(), place| {
                let ben = scene.fork("ben", |me| {
                    let guard = mutex.lock();
                    let told = guard.is_err();
                    let mut guard = guard.unwrap_or_else(|HolderDied(guard)| guard);
                    let half = mem::take(&mut *guard) == 1;
                    me.stop_at(if half && !told { "a half changed value" } else { "inside" });
                });
                must_come_in(
                    scene,
                    &ben,
                    "ben",
                    &format!("ann was killed {place} instructions after she began to lock"),
                );
                let unseen = ben.seen() == Seen::At("a half changed value".into());
                require!(
                    !unseen,
                    WrongResult,
                    "ann was killed {place} instructions after she began to lock; the value is half \
                     changed, and ben was not told"
                );
                ben.join();
            },
        );
    }

    fn wherever_a_process_is_killed_that_unlocks_the_next_one_comes_in(scene: &Scene) {
        let mutex = shared(SharedMutex::new(0));
        drop(lock(mutex));
        let body = || {
            let guard = lock(mutex);
            steps::begin();
            drop(guard);
        };
        let ben_waits = || {
            let ben = scene.fork("ben", |me| visit(me, mutex));
            must_wait(scene, &ben, "ben", "ann");
            ben
        };
        steps::killed_around_each_change(mutex, body, ben_waits, |ben, place| {
            must_come_in(
                scene,
                &ben,
                "ben",
                &format!(
                    "ben waited, and ann was killed {place} instructions after she began to unlock"
                ),
            );
            ben.join();
        });
    }
}
