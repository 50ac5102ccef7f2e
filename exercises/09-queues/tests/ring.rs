//! What `src/ring.rs` promises, in every interleaving, and under a memory that may show older values.

use std::cell::Cell;

use interleave::sync::atomic::{AtomicU32, AtomicUsize, Ordering::*};
use interleave::{Explorer, Verdict, alone, hint, require, size, thread, unexplored};
use queues::ring::{Consumer, Producer, ring};

#[path = "ring/ends.rs"]
mod ends;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(usize) -> (Producer<u32>, Consumer<u32>) = ring;
const _: fn(&mut Producer<u32>, u32) -> Result<(), u32> = Producer::try_push;
const _: fn(&mut Consumer<u32>) -> Option<u32> = Consumer::try_pop;
const fn may_change_threads<T: Send>() {}
const _: () = may_change_threads::<(Producer<Cell<u8>>, Consumer<Cell<u8>>)>();

/// `check`, with fewer interleavings than usual: the simple mistakes are in the first ones.
#[track_caller]
fn check(f: impl Fn() + Send + Sync + 'static) {
    Explorer::new().budget(8_000).check(f);
}

/// `check`, with loads that may return older values where the orderings allow it.
#[track_caller]
fn check_orderings(f: impl Fn() + Send + Sync + 'static) {
    Explorer::new().budget(8_000).weak_memory(true).check(f);
}

#[test]
fn what_goes_in_comes_out_in_that_order() {
    check(|| {
        let (mut producer, mut consumer) = ring(3);
        let nothing = consumer.try_pop();
        require!(nothing.is_none(), WrongResult, "a new ring is empty, and {nothing:?} came out");
        let pushed = [10, 20, 30].map(|item| producer.try_push(item));
        require!(
            pushed == [Ok(()); 3],
            WrongResult,
            "10, 20 and 30 were put into a ring for 3: {pushed:?}"
        );
        let popped = [(); 4].map(|()| consumer.try_pop());
        require!(
            popped == [Some(10), Some(20), Some(30), None],
            WrongResult,
            "10, 20 and 30 were put, and these came out: {popped:?}"
        );
    });
}

#[test]
fn it_holds_as_many_as_was_said() {
    check(|| {
        for capacity in [1, 2, 3, 4, 7, 8] {
            let (mut producer, mut consumer) = ring(capacity);
            for round in 0..5 {
                let fit = (0..capacity + 3).take_while(|item| producer.try_push(*item).is_ok());
                let fit = fit.count();
                require!(
                    fit <= capacity,
                    BoundExceeded,
                    "a ring for {capacity} took {fit} items in round {round}"
                );
                require!(
                    fit == capacity,
                    WrongResult,
                    "an empty ring for {capacity} took only {fit} items in round {round}"
                );
                let refused = producer.try_push(99);
                require!(refused == Err(99), WrongResult, "99, and the ring is full: {refused:?}");
                let popped: Vec<usize> = std::iter::from_fn(|| consumer.try_pop()).collect();
                let expected: Vec<usize> = (0..capacity).collect();
                require!(
                    popped == expected,
                    MessageLost,
                    "a ring for {capacity}, round {round}: {expected:?} were put, and these came out: {popped:?}"
                );
            }
        }
    });
}

#[test]
fn it_goes_round_as_often_as_you_like() {
    // On the real memory of this machine: more rounds than fit into 16 bits, with as many items as it holds.
    for capacity in [1, 3, size(4, 4..=60), 70_000] {
        unexplored(move || {
            let (mut producer, mut consumer) = ring(capacity);
            for item in 0..100_000 + capacity {
                if let Some(oldest) = item.checked_sub(capacity) {
                    let popped = consumer.try_pop();
                    require!(
                        popped == Some(oldest),
                        WrongResult,
                        "the oldest item in a full ring for {capacity} is {oldest}, and {popped:?} came out"
                    );
                }
                let pushed = producer.try_push(item);
                require!(
                    pushed.is_ok(),
                    WrongResult,
                    "a ring for {capacity} has room, and {item} was put: {pushed:?}"
                );
            }
        });
    }
}

/// Pushes, waiting for room.
fn push<T>(producer: &mut Producer<T>, item: T) {
    let mut back = producer.try_push(item);
    while let Err(item) = back {
        hint::spin_loop();
        back = producer.try_push(item);
    }
}

/// Pops, waiting for something.
fn pop<T>(consumer: &mut Consumer<T>) -> T {
    loop {
        if let Some(item) = consumer.try_pop() {
            return item;
        }
        hint::spin_loop();
    }
}

#[test]
fn nothing_is_lost_between_two_threads() {
    for capacity in [1, 2] {
        check(move || {
            let (mut producer, mut consumer) = ring(capacity);
            let popped = thread::scope(|s| {
                let _anna = s.spawn(move || (1..=3).for_each(|item| push(&mut producer, item)));
                [(); 3].map(|()| pop(&mut consumer))
            });
            require!(
                popped == [1, 2, 3],
                MessageLost,
                "1, 2 and 3 went into a ring for {capacity}, and these came out: {popped:?}"
            );
            let more = consumer.try_pop();
            require!(more.is_none(), WrongResult, "all 3 items are out, and then {more:?} comes");
        });
    }
}

#[test]
fn no_slot_is_used_by_two_at_once() {
    for capacity in [1, 2] {
        check_orderings(move || {
            let (mut producer, mut consumer) = ring(capacity);
            let popped = thread::scope(|s| {
                let _anna = s.spawn(move || (1..=3).for_each(|item| push(&mut producer, item)));
                [(); 3].map(|()| pop(&mut consumer))
            });
            require!(
                popped == [1, 2, 3],
                MessageLost,
                "1, 2 and 3 went into a ring for {capacity}, and these came out: {popped:?}"
            );
        });
    }
}

#[test]
fn what_was_written_before_a_push_is_seen_after_the_pop() {
    check_orderings(|| {
        let (mut producer, mut consumer) = ring(1);
        let letter = AtomicU32::new(0);
        thread::scope(|s| {
            let _anna = s.spawn(|| {
                letter.store(42, Relaxed);
                let _ = producer.try_push(());
            });
            if consumer.try_pop().is_some() {
                let letter = letter.load(Relaxed);
                require!(
                    letter == 42,
                    StaleRead,
                    "anna wrote 42 and pushed, and who popped that sees {letter}: which number tells that something \
                     was pushed, and how is it stored and loaded?"
                );
            }
        });
    });
}

#[test]
fn what_was_written_before_a_pop_is_seen_after_the_push() {
    check_orderings(|| {
        let (mut producer, mut consumer) = ring(1);
        let _ = producer.try_push(1);
        let letter = AtomicU32::new(0);
        thread::scope(|s| {
            let _anna = s.spawn(|| {
                letter.store(42, Relaxed);
                let _ = consumer.try_pop();
            });
            if producer.try_push(2).is_ok() {
                let letter = letter.load(Relaxed);
                require!(
                    letter == 42,
                    StaleRead,
                    "anna wrote 42 and popped, and who pushed into the room that made sees {letter}: which number \
                     tells that there is room, and how is it stored and loaded?"
                );
            }
        });
    });
}

#[test]
fn what_is_there_is_found_whatever_the_other_side_does() {
    check(|| {
        let (mut producer, mut consumer) = ring(2);
        let _ = producer.try_push(1);
        let (pushed, popped) = thread::scope(|s| {
            let anna = s.spawn(|| producer.try_push(2));
            let popped = consumer.try_pop();
            (anna.join().unwrap(), popped)
        });
        require!(
            popped == Some(1),
            WrongResult,
            "1 was in the ring, and while 2 was pushed `try_pop` said {popped:?}"
        );
        require!(
            pushed.is_ok(),
            WrongResult,
            "1 of 2 places was free, and while somebody popped `try_push` said {pushed:?}"
        );
        let popped = [consumer.try_pop(), consumer.try_pop()];
        require!(popped == [Some(2), None], MessageLost, "2 was left in the ring: {popped:?}");
    });
}

/// What one push and one pop, each by a thread of its own, were made of. A scene that always fails shows it.
fn one_item_goes_through() -> interleave::Report {
    Explorer::new().budget(10).explore(|| {
        let (mut producer, mut consumer) = ring(1);
        let (pushed, popped) = thread::scope(|s| {
            let pushed = s.spawn(|| producer.try_push(1)).join().unwrap();
            (pushed, s.spawn(|| consumer.try_pop()).join().unwrap())
        });
        require!(
            pushed == Ok(()) && popped == Some(1),
            WrongResult,
            "1 was put ({pushed:?}), and {popped:?} came out"
        );
        require!(false, WrongResult, "an item went through the ring");
    })
}

#[test]
fn there_is_no_lock_in_it() {
    let report = one_item_goes_through();
    let timeline = report.timeline.as_ref().expect("a run that fails is recorded");
    if report.message != "an item went through the ring" {
        report.fail();
    }
    let locks = ["mutex", "rwlock", "condvar", "channel", "once", "barrier"];
    // Also a lock is what each of the two changes in one step, and sets back before it is done: then both leave the same
    // value behind. (A slot that is empty, busy or full is left full by the one, and empty by the other.)
    let written = |object: usize, thread: usize| -> Vec<_> {
        let own = timeline.steps.iter().filter(|step| step.thread == thread);
        own.filter(|step| step.object == Some(object))
            .filter(|step| ["updates", "stores"].contains(&step.op))
            .collect()
    };
    let set_and_set_back = |object: usize| {
        let (one, other) = (written(object, 1), written(object, 2));
        let changes = |steps: &[&interleave::Step]| {
            steps.len() > 1 && steps[..steps.len() - 1].iter().any(|step| step.op == "updates")
        };
        changes(&one)
            && changes(&other)
            && one.last().map(|step| &step.value) == other.last().map(|step| &step.value)
    };
    let lock = (0..timeline.objects.len())
        .find(|&object| locks.contains(&timeline.objects[object].kind) || set_and_set_back(object));
    if let Some(lock) = lock.map(|lock| timeline.objects[lock].clone()) {
        let message = format!(
            "the {} `{}` is a lock: the two sides take turns, where neither needs to wait for the other",
            lock.kind, lock.name
        );
        report.fail_as(Verdict::RanSerially, message);
    }
}

#[test]
fn neither_side_needs_the_other_to_go_on() {
    // Whoever is stopped in the middle of a call, and never goes on, holds nobody up.
    check(|| {
        let (mut producer, mut consumer) = ring(2);
        let _ = producer.try_push(1);
        thread::scope(|s| {
            s.spawn(|| producer.try_push(2));
            alone(|| consumer.try_pop());
        });
    });
    check(|| {
        let (mut producer, mut consumer) = ring(2);
        let _ = producer.try_push(1);
        thread::scope(|s| {
            s.spawn(|| consumer.try_pop());
            let _ = alone(|| producer.try_push(2));
        });
    });
}

/// Something that counts how often one of its kind was dropped.
struct Counted(std::sync::Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_add(1, SeqCst);
    }
}

#[test]
fn what_is_left_is_dropped_once() {
    check(|| {
        // Where the items lie in the ring, and how many they are.
        for (before, left) in [(0, 0), (0, 2), (2, 2), (3, 3), (0, 3), (2, 3)] {
            let dropped = std::sync::Arc::new(AtomicUsize::new(0));
            let (mut producer, mut consumer) = ring(3);
            for _ in 0..before {
                drop(producer.try_push(Counted(dropped.clone())));
                drop(consumer.try_pop());
            }
            for _ in 0..left {
                drop(producer.try_push(Counted(dropped.clone())));
            }
            drop(producer);
            let early = dropped.load(SeqCst);
            require!(
                early == before,
                WrongResult,
                "{before} items went through, {left} are in the ring, the producer is gone and the consumer is not: \
                 {early} are dropped"
            );
            drop(consumer);
            let all = dropped.load(SeqCst);
            require!(
                all == before + left,
                WrongResult,
                "{before} items went through, {left} were left in the ring when both sides were gone, and {all} were \
                 dropped"
            );
        }
    });
}

#[test]
fn what_the_consumer_leaves_is_dropped_wherever_it_stops() {
    check(|| {
        let dropped = std::sync::Arc::new(AtomicUsize::new(0));
        let (mut producer, mut consumer) = ring(1);
        thread::scope(|s| {
            let _anna = s.spawn(|| {
                for _ in 0..2 {
                    drop(producer.try_push(Counted(dropped.clone())));
                }
            });
            drop(consumer.try_pop());
        });
        drop((producer, consumer));
        let dropped = dropped.load(SeqCst);
        require!(dropped == 2, WrongResult, "2 items were made, and {dropped} were dropped");
    });
}

#[test]
fn items_of_every_size() {
    check(|| {
        let (mut producer, mut consumer) = ring(2);
        let pushed = [producer.try_push(()), producer.try_push(()), producer.try_push(())];
        let popped = [consumer.try_pop(), consumer.try_pop(), consumer.try_pop()];
        require!(
            pushed == [Ok(()), Ok(()), Err(())] && popped == [Some(()), Some(()), None],
            WrongResult,
            "items without a size, a ring for 2: put {pushed:?}, came out {popped:?}"
        );
        let (mut producer, mut consumer) = ring(2);
        let _ = (producer.try_push([1_u64; 20]), producer.try_push([2; 20]));
        let popped = [consumer.try_pop(), consumer.try_pop()];
        require!(
            popped == [Some([1; 20]), Some([2; 20])],
            WrongResult,
            "two large items came out as {popped:?}"
        );
    });
}

#[test]
fn a_ring_without_room_is_refused() {
    check(|| {
        let made = interleave::panic::catch_unwind(|| drop(ring::<u8>(0)));
        require!(made.is_err(), WrongResult, "`ring(0)` should panic");
    });
}
