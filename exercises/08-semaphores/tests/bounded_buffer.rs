//! What `src/bounded_buffer.rs` promises, in every interleaving.

use std::cell::Cell;
use std::panic::catch_unwind;

use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicUsize, Ordering};
use interleave::{Explorer, Gauge, Verdict, check, reachable, require, size, thread, unexplored};
use semaphores::bounded_buffer::BoundedBuffer;

#[path = "support/asleep.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod asleep;
#[path = "bounded_buffer/counted.rs"]
mod counted;
#[path = "bounded_buffer/many.rs"]
mod many;
#[path = "support/quiet.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod quiet;

use asleep::check_asleep;
use counted::Counted;
use quiet::until_all_wait;

/// Something that can only be moved, and only from thread to thread, never be looked at by two.
type Loaf = Cell<u32>;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(usize) -> BoundedBuffer<Loaf> = BoundedBuffer::new;
const _: fn(&BoundedBuffer<Loaf>, Loaf) = BoundedBuffer::put;
const _: fn(&BoundedBuffer<Loaf>) -> Loaf = BoundedBuffer::take;
// If this one does not, the buffer cannot be shared by threads any more.
const fn shared<T: Send + Sync>() {}
const _: () = shared::<BoundedBuffer<Loaf>>();

#[test]
fn there_is_room_for_as_many_as_was_asked_for() {
    for capacity in [1, 2, 3, size(20, 4..=60)] {
        let fill = move || {
            let buffer = BoundedBuffer::new(capacity);
            for loaf in 0..capacity {
                buffer.put(loaf);
            }
        };
        let report = Explorer::new().explore(fill);
        if matches!(report.verdict, Verdict::Deadlock | Verdict::NoProgress) {
            report.fail_as(
                Verdict::RanSerially,
                format!(
                    "a buffer has room for {capacity}, and the producer of so many waits for a consumer all the same: \
                     the two of them take turns"
                ),
            );
        }
        check(fill);
    }
}

#[test]
fn what_was_put_in_first_comes_out_first() {
    check(|| {
        let (buffer, other) = (BoundedBuffer::new(3), BoundedBuffer::new(1));
        other.put(9);
        for loaf in [1, 2, 3] {
            buffer.put(loaf);
        }
        let first = [buffer.take(), buffer.take()];
        require!(
            first == [1, 2],
            WrongResult,
            "1, 2 and 3 were put in, and came out as {first:?} …"
        );
        buffer.put(4);
        buffer.put(5);
        let then = [buffer.take(), buffer.take(), buffer.take()];
        require!(
            then == [3, 4, 5],
            WrongResult,
            "3 was in there, 4 and 5 were put in, and they came out as {then:?}"
        );
        let other = other.take();
        require!(other == 9, WrongResult, "9 was put into another buffer, and {other} came out");
    });
}

/// One real thread is enough.
#[test]
fn a_long_day_comes_to_its_end() {
    unexplored(|| {
        let buffer = BoundedBuffer::new(3);
        buffer.put(0);
        for loaf in 1..=70_000 {
            buffer.put(loaf);
            let taken = buffer.take();
            require!(taken == loaf - 1, WrongResult, "{taken} came out where {} should", loaf - 1);
        }
    });
}

#[test]
fn a_buffer_without_room_is_refused() {
    let refused = unexplored(|| catch_unwind(|| drop(BoundedBuffer::<Loaf>::new(0))).is_err());
    require!(refused, WrongResult, "`new(0)` made a buffer, and nothing can ever be put into it");
}

/// Counts how many have been dropped.
struct Crumbs(Arc<AtomicUsize>);

impl Drop for Crumbs {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn who_finds_it_full_waits_and_keeps_what_it_has() {
    check(|| {
        let (dropped, done) = (Arc::new(AtomicUsize::new(0)), AtomicUsize::new(0));
        let buffer = BoundedBuffer::new(1);
        buffer.put(Crumbs(dropped.clone()));
        thread::scope(|s| {
            let anna = s.spawn(|| {
                buffer.put(Crumbs(dropped.clone()));
                done.store(1, Ordering::SeqCst);
            });
            until_all_wait();
            let thrown_away = dropped.load(Ordering::SeqCst);
            require!(
                thrown_away == 0,
                MessageLost,
                "there was room for one, two were put in, nobody took any, and {thrown_away} was thrown away"
            );
            require!(
                done.load(Ordering::SeqCst) == 0,
                BoundExceeded,
                "there was room for one, two were put in, nobody took any, and nobody waits"
            );
            drop(buffer.take());
            anna.join().unwrap();
            drop(buffer.take());
        });
    });
}

#[test]
fn nothing_is_lost_and_nothing_comes_twice() {
    check(|| {
        let buffer = BoundedBuffer::new(1);
        let mut taken = thread::scope(|s| {
            let anna = s.spawn(|| {
                buffer.put(1);
                buffer.put(2);
            });
            let ben = s.spawn(|| buffer.put(11));
            let taken = [buffer.take(), buffer.take(), buffer.take()];
            anna.join().unwrap();
            ben.join().unwrap();
            taken
        });
        let of_anna: Vec<u32> = taken.into_iter().filter(|&loaf| loaf < 10).collect();
        require!(
            of_anna != [2, 1],
            WrongResult,
            "anna put in 1, then 2, and they came out as {of_anna:?}"
        );
        taken.sort_unstable();
        require!(
            taken == [1, 2, 11],
            MessageLost,
            "1, 2 and 11 were put in, and these came out, here sorted: {taken:?}"
        );
    });
}

#[test]
fn never_more_are_in_there_than_fit() {
    check(|| {
        let buffer = Counted::new(1);
        thread::scope(|s| {
            let anna = s.spawn(|| {
                buffer.put(1);
                buffer.put(2);
                buffer.put(3);
            });
            (0..3).for_each(|_| buffer.take());
            anna.join().unwrap();
        });
    });
    check(|| {
        let buffer = Counted::new(1);
        thread::scope(|s| {
            let anna = s.spawn(|| buffer.put(1));
            let ben = s.spawn(|| buffer.put(2));
            let cleo = s.spawn(|| buffer.put(3));
            (0..3).for_each(|_| buffer.take());
            anna.join().unwrap();
            ben.join().unwrap();
            cleo.join().unwrap();
        });
    });
    check(|| {
        let buffer = Counted::new(2);
        buffer.put(0);
        thread::scope(|s| {
            let anna = s.spawn(|| buffer.put(1));
            let ben = s.spawn(|| buffer.put(2));
            buffer.take();
            anna.join().unwrap();
            ben.join().unwrap();
        });
        buffer.take();
        buffer.take();
    });
}

#[test]
fn a_wake_up_for_no_reason_changes_nothing() {
    Explorer::new().spurious_wakeups(2).check(|| {
        let buffer = Counted::new(1);
        thread::scope(|s| {
            let anna = s.spawn(|| {
                buffer.put(1);
                buffer.put(2);
            });
            buffer.take();
            buffer.take();
            anna.join().unwrap();
        });
    });
}

#[test]
fn baking_and_selling_overlap() {
    reachable(
        Verdict::RanSerially,
        "was one loaf baked while another was sold: what do producer and consumer wait for?",
        || {
            let (buffer, busy) = (BoundedBuffer::new(1), Gauge::new());
            thread::scope(|s| {
                s.spawn(|| {
                    for loaf in 0..2 {
                        drop(busy.enter());
                        buffer.put(loaf);
                    }
                });
                for _ in 0..2 {
                    buffer.take();
                    drop(busy.enter());
                }
            });
            busy.most() == 2
        },
    );
}

#[test]
fn who_waits_sleeps() {
    check_asleep("a consumer of an empty buffer", || {
        let buffer = BoundedBuffer::<u32>::new(1);
        thread::scope(|s| {
            s.spawn(|| buffer.take());
        });
    });
    check_asleep("a producer for a full buffer", || {
        let buffer = BoundedBuffer::new(1);
        buffer.put(1);
        thread::scope(|s| {
            s.spawn(|| buffer.put(2));
        });
    });
}

#[test]
fn what_a_producer_did_before_a_consumer_sees() {
    Explorer::new().weak_memory(true).check(|| {
        let (buffer, note) = (BoundedBuffer::new(1), AtomicUsize::new(0));
        thread::scope(|s| {
            let anna = s.spawn(|| {
                note.store(1, Ordering::Relaxed);
                buffer.put(());
            });
            buffer.take();
            let note = note.load(Ordering::Relaxed);
            require!(
                note == 1,
                StaleRead,
                "a producer left a note before `put`, and the consumer does not see it after `take`"
            );
            anna.join().unwrap();
        });
    });
}

#[test]
fn what_is_left_over_goes_with_the_buffer() {
    check(|| {
        let dropped = Arc::new(AtomicUsize::new(0));
        let buffer = BoundedBuffer::new(3);
        for _ in 0..3 {
            buffer.put(Crumbs(dropped.clone()));
        }
        let taken = buffer.take();
        let early = dropped.load(Ordering::SeqCst);
        require!(
            early == 0,
            WrongResult,
            "one was taken, 2 are in there, and {early} were dropped"
        );
        drop((taken, buffer));
        let all = dropped.load(Ordering::SeqCst);
        require!(
            all == 3,
            WrongResult,
            "the one taken and the buffer are gone, and {all} of 3 were dropped"
        );
    });
}
