//! The mutex between threads, in every interleaving.

use std::mem;

use interleave::sync::Arc;
use interleave::{Explorer, check, require, thread};
use locks::robust;
use locks::shared_mutex::{HolderDied, SharedMutex};

use super::lock;

/// A thread that dies with the lock, in an exploration.
fn die_inside(mutex: &SharedMutex<u32>) {
    mem::forget(lock(mutex));
    robust::dies();
}

pub(super) fn a_mutex_holds_its_value() {
    check(|| {
        let mutex = SharedMutex::new(17);
        for expected in 17..20 {
            let told = mutex.lock().is_err();
            require!(
                !told,
                WrongResult,
                "nobody has died, and `lock` says that the last holder did"
            );
            let mut guard = lock(&mutex);
            require!(
                *guard == expected,
                WrongResult,
                "the value should be {expected}, and is {}",
                *guard
            );
            *guard += 1;
        }
    });
}

pub(super) fn no_update_is_lost() {
    check(|| {
        let mutex = Arc::new(SharedMutex::new(0));
        thread::scope(|s| {
            for name in ["ann", "ben"] {
                let add = || {
                    let mut guard = lock(&mutex);
                    let seen = *guard;
                    interleave::yield_point();
                    *guard = seen + 1;
                };
                thread::Builder::new().name(name.into()).spawn_scoped(s, add).expect("a thread");
            }
        });
        let total = *lock(&mutex);
        require!(
            total == 2,
            LostUpdate,
            "two threads added 1, one at a time, and the sum is {total}"
        );
    });
}

pub(super) fn nobody_sleeps_for_ever() {
    Explorer::new().spurious_wakeups(1).budget(5000).check(|| {
        let mutex = SharedMutex::new(0);
        thread::scope(|s| {
            for name in ["ann", "ben", "cid"] {
                thread::Builder::new()
                    .name(name.into())
                    .spawn_scoped(s, || *lock(&mutex) += 1)
                    .expect("a thread");
            }
        });
        let total = *lock(&mutex);
        require!(
            total == 3,
            LostUpdate,
            "three threads added 1, one at a time, and the sum is {total}"
        );
    });
}

pub(super) fn what_a_holder_wrote_is_seen_whatever_memory_shows() {
    Explorer::new().weak_memory(true).check(|| {
        let mutex = SharedMutex::new(0);
        thread::scope(|s| {
            for name in ["ann", "ben"] {
                thread::Builder::new()
                    .name(name.into())
                    .spawn_scoped(s, || *lock(&mutex) += 1)
                    .expect("a thread");
            }
        });
        let total = *lock(&mutex);
        require!(
            total == 2,
            LostUpdate,
            "two threads added 1, one at a time, and the sum is {total}"
        );
    });
}

pub(super) fn one_is_told_of_a_death_and_nobody_is_forgotten() {
    Explorer::new().budget(5000).check(|| {
    let mutex = SharedMutex::new(0);
    let told: Vec<bool> = thread::scope(|s| {
        let dead = thread::Builder::new().name("dead".into()).spawn_scoped(s, || die_inside(&mutex)).expect("a thread");
        let ask = || mutex.lock().is_err();
        let ben = thread::Builder::new().name("ben".into()).spawn_scoped(s, ask).expect("a thread");
        let cid = thread::Builder::new().name("cid".into()).spawn_scoped(s, ask).expect("a thread");
        dead.join().expect("it has ended");
        [ben, cid].map(|thread| thread.join().expect("it has ended")).to_vec()
    });
    let later = mutex.lock().is_err();
    let count = told.iter().filter(|told| **told).count() + usize::from(later);
    require!(
        count == 1,
        WrongResult,
        "one thread died inside. Of three others that took the lock, before and after, {count} were told: \
             ben {}, cid {}, main {later}",
        told[0],
        told[1]
    );
});
}

pub(super) fn one_is_told_of_a_panic_and_nobody_is_forgotten() {
    Explorer::new().budget(5000).check(|| {
        let mutex = SharedMutex::new(0);
        let told = thread::scope(|s| {
            let named = |name: &str| thread::Builder::new().name(name.into());
            let accident = || {
                let mut guard = lock(&mutex);
                *guard = 1;
                panic!("an accident inside");
            };
            // Whoever finds 1 must be told, and puts it right.
            let ask = || {
                let (mut guard, told) = match mutex.lock() {
                    Ok(guard) => (guard, false),
                    Err(HolderDied(guard)) => (guard, true),
                };
                let half = mem::take(&mut *guard) == 1;
                require!(
                    half == told,
                    WrongResult,
                    "ann panicked inside. One who came in found her change: {half}, and was told: {told}"
                );
                told
            };
            let ann = named("ann").spawn_scoped(s, accident).expect("a thread");
            let ben = named("ben").spawn_scoped(s, ask).expect("a thread");
            let cid = named("cid").spawn_scoped(s, ask).expect("a thread");
            let ended: Result<(), _> = ann.join();
            require!(ended.is_err(), WrongResult, "the panic inside should go on");
            [ben, cid].map(|thread| thread.join().expect("it has ended"))
        });
        let later = mutex.lock().is_err();
        let count = told.iter().filter(|told| **told).count() + usize::from(later);
        require!(
            count == 1,
            WrongResult,
            "ann panicked inside. Of three others that took the lock, before and after, {count} were told: ben {}, \
             cid {}, main {later}",
            told[0],
            told[1]
        );
    });
}

pub(super) fn what_the_dead_wrote_is_seen_by_the_one_who_is_told() {
    Explorer::new().weak_memory(true).check(|| {
        let mutex = SharedMutex::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                let mut guard = lock(&mutex);
                *guard = 1;
                mem::forget(guard);
                robust::dies();
            });
            let ben = s.spawn(|| match mutex.lock() {
                Ok(guard) => (*guard, false),
                Err(HolderDied(guard)) => (*guard, true),
            });
            let (value, told) = ben.join().expect("it has ended");
            require!(
                value == u32::from(told),
                StaleRead,
                "a thread wrote 1 and died inside. The next one was told: {told}, and saw {value}"
            );
        });
    });
}
