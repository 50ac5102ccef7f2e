//! What `src/bounded_queue.rs` promises, in every interleaving.

use std::cell::Cell;

use interleave::panic::catch_unwind;
use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::time::Duration;
use interleave::{Explorer, Verdict, require, size, thread};
use queues::bounded_queue::{BoundedQueue, GetError, PutError};

#[path = "bounded_queue/closing.rs"]
mod closing;
#[path = "bounded_queue/done.rs"]
mod done;
#[path = "bounded_queue/sleeping.rs"]
mod sleeping;
#[path = "bounded_queue/time.rs"]
mod time;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
type Queue = BoundedQueue<u32>;
const _: fn(usize) -> Queue = Queue::new;
const _: fn(&Queue, u32) -> Result<(), PutError<u32>> = Queue::put;
const _: fn(&Queue, u32, Duration) -> Result<(), PutError<u32>> = Queue::put_timeout;
const _: fn(&Queue, u32) -> Result<(), PutError<u32>> = Queue::try_put;
const _: fn(&Queue) -> Result<u32, GetError> = Queue::get;
const _: fn(&Queue, Duration) -> Result<u32, GetError> = Queue::get_timeout;
const _: fn(&Queue) -> Result<u32, GetError> = Queue::try_get;
const _: [fn(&Queue); 3] = [Queue::close, Queue::task_done, Queue::join];
const _: [fn(&Queue) -> usize; 2] = [Queue::len, Queue::capacity];
const _: [fn(&Queue) -> bool; 2] = [Queue::is_empty, Queue::is_full];
const fn is_shared_by_threads<T: Send + Sync>() {}
const _: () = is_shared_by_threads::<BoundedQueue<Cell<u32>>>();

/// A fourth of the usual number of interleavings: a queue has many, and the simple mistakes are in the first ones.
fn explorer() -> Explorer {
    Explorer::new().budget(5_000)
}

/// `f` holds in every interleaving that is run.
#[track_caller]
fn check(f: impl Fn() + Send + Sync + 'static) {
    explorer().check(f);
}

#[test]
fn what_goes_in_comes_out_in_that_order() {
    check(|| {
        let queue = BoundedQueue::new(3);
        for item in [10, 20, 30] {
            let put = queue.put(item);
            require!(put.is_ok(), WrongResult, "{item} was put into a queue with room: {put:?}");
        }
        let got = [queue.get(), queue.try_get()];
        require!(
            got == [Ok(10), Ok(20)],
            WrongResult,
            "10, 20 and 30 were put, and these come out: {got:?}"
        );
        let put = (queue.try_put(40), queue.put_timeout(50, Duration::from_secs(1)));
        require!(put == (Ok(()), Ok(())), WrongResult, "2 of 3 places are free, and: {put:?}");
        let got = [queue.get(), queue.get_timeout(Duration::from_secs(1)), queue.get()];
        require!(
            got == [Ok(30), Ok(40), Ok(50)],
            WrongResult,
            "30 was there, 40 and 50 were put, and these come out: {got:?}"
        );
    });
}

#[test]
fn it_says_how_full_it_is() {
    check(|| {
        let queue = BoundedQueue::new(2);
        let seen = || (queue.len(), queue.is_empty(), queue.is_full(), queue.capacity());
        let empty = seen();
        require!(empty == (0, true, false, 2), WrongResult, "a new queue for 2: {empty:?}");
        let _ = queue.put(1);
        let half = seen();
        require!(half == (1, false, false, 2), WrongResult, "1 of 2 places is taken: {half:?}");
        let _ = queue.try_put(2);
        let full = seen();
        require!(full == (2, false, true, 2), WrongResult, "2 of 2 places are taken: {full:?}");
        let _ = (queue.get(), queue.try_get());
        let empty = seen();
        require!(
            empty == (0, true, false, 2),
            WrongResult,
            "2 items came, and both went: {empty:?}"
        );
    });
}

#[test]
fn who_does_not_want_to_wait_is_told_at_once() {
    let report = explorer().explore(|| {
        let queue = BoundedQueue::new(1);
        let got = queue.try_get();
        require!(got == Err(GetError::Empty), WrongResult, "`try_get` on an empty queue: {got:?}");
        let _ = queue.try_put("one");
        let put = queue.try_put("two");
        require!(
            put == Err(PutError::Full("two")),
            WrongResult,
            "`try_put` of \"two\" into a full queue: {put:?}"
        );
        let got = (queue.try_get(), queue.try_get());
        require!(
            got == (Ok("one"), Err(GetError::Empty)),
            WrongResult,
            "\"one\" was in there, and nothing else: {got:?}"
        );
    });
    if matches!(report.verdict, Verdict::Deadlock | Verdict::NoProgress) {
        report.fail_as(Verdict::WrongResult, "`try_put` or `try_get` waits for somebody");
    }
    if !report.passed() {
        report.fail();
    }
}

#[test]
fn there_are_never_more_items_than_it_holds() {
    check(|| {
        let (queue, put, taken) = (BoundedQueue::new(1), AtomicUsize::new(0), AtomicUsize::new(0));
        let put_one = |item: u32| {
            let result = queue.put(item);
            require!(result.is_ok(), WrongResult, "`put` on an open queue: {result:?}");
            // What was put for sure, less all that may have been taken, is in there.
            let inside = (put.fetch_add(1, SeqCst) + 1).saturating_sub(taken.load(SeqCst));
            require!(
                inside <= 1,
                BoundExceeded,
                "the queue holds 1 item, and {inside} were put of which nobody has begun to take any: are looking \
                 for room and taking it one step?"
            );
        };
        thread::scope(|s| {
            let anna = s.spawn(|| put_one(1));
            let ben = s.spawn(|| put_one(2));
            taken.fetch_add(1, SeqCst);
            let first = queue.get();
            let length = queue.len();
            require!(length <= 1, BoundExceeded, "the queue holds 1 item, and `len` says {length}");
            taken.fetch_add(1, SeqCst);
            let mut got = [first, queue.get()];
            got.sort_by_key(|item| item.unwrap_or(0));
            require!(
                got == [Ok(1), Ok(2)],
                MessageLost,
                "anna put 1 and ben put 2, and these came out: {got:?}"
            );
            anna.join().unwrap();
            ben.join().unwrap();
        });
    });
}

#[test]
fn who_does_not_wait_keeps_the_bound_too() {
    check(|| {
        let queue = BoundedQueue::new(1);
        let (anna, ben, cleo) = thread::scope(|s| {
            let anna = s.spawn(|| queue.try_put(1).is_ok());
            let ben = s.spawn(|| queue.try_put(2).is_ok());
            let cleo = queue.put_timeout(3, Duration::from_secs(1)).is_ok();
            (anna.join().unwrap(), ben.join().unwrap(), cleo)
        });
        let inside = [anna, ben, cleo].iter().filter(|put| **put).count();
        require!(
            inside <= 1,
            BoundExceeded,
            "the queue holds 1 item, nobody takes any, and {inside} of 3 were put"
        );
        require!(inside == 1, WrongResult, "the queue had room for 1 item, and nobody got in");
    });
}

#[test]
fn nobody_is_sent_away_because_another_is_inside() {
    check(|| {
        let queue = BoundedQueue::new(2);
        let put = thread::scope(|s| {
            let anna = s.spawn(|| queue.try_put(1));
            let ben = queue.put_timeout(2, Duration::ZERO);
            let length = queue.len();
            require!(
                length >= 1,
                WrongResult,
                "one item was put for sure, and `len` says {length}"
            );
            [anna.join().unwrap(), ben]
        });
        require!(
            put == [Ok(()); 2],
            WrongResult,
            "two places, and two threads put one item each at the same time, without waiting: {put:?}"
        );
        let got = thread::scope(|s| {
            let anna = s.spawn(|| queue.try_get());
            let ben = queue.get_timeout(Duration::ZERO);
            [anna.join().unwrap(), ben]
        });
        require!(
            got.iter().all(Result::is_ok),
            WrongResult,
            "two items, and two threads take one each at the same time, without waiting: {got:?}"
        );
    });
}

/// What anna and ben got when they took two items each of those that were put.
fn two_each(put: impl Fn(&Queue) + Send + Sync, capacity: usize) -> Vec<u32> {
    let queue = BoundedQueue::new(capacity);
    let take_two = || [queue.get(), queue.get()].map(|item| item.unwrap_or(0));
    let mut got = thread::scope(|s| {
        let anna = s.spawn(take_two);
        let ben = s.spawn(take_two);
        put(&queue);
        [anna.join().unwrap(), ben.join().unwrap()].concat()
    });
    got.sort_unstable();
    got
}

#[test]
fn nothing_is_lost_and_nothing_comes_twice() {
    for capacity in [1, 3] {
        check(move || {
            let put_all = |queue: &Queue| {
                for item in 1..=4 {
                    let _ = queue.put(item);
                }
            };
            let got = two_each(put_all, capacity);
            require!(
                got == [1, 2, 3, 4],
                MessageLost,
                "1 to 4 were put into a queue for {capacity}, two threads took two each, and these are, here \
                 sorted, what they got: {got:?}"
            );
        });
    }
}

#[test]
fn everyone_who_can_go_on_is_woken() {
    // One after the other puts before anybody who was woken gets to run; then the same with room.
    check(|| {
        let queue = BoundedQueue::new(2);
        let sum = thread::scope(|s| {
            let getters = [s.spawn(|| queue.get()), s.spawn(|| queue.get())];
            let _ = (queue.put(1), queue.put(2));
            getters.map(|getter| getter.join().unwrap().unwrap_or(0)).iter().sum::<u32>()
        });
        require!(sum == 3, MessageLost, "1 and 2 were put, and what came out makes {sum}");
        let _ = (queue.put(1), queue.put(2));
        thread::scope(|s| {
            let putters = [s.spawn(|| queue.put(3)), s.spawn(|| queue.put(4))];
            let got = (queue.get(), queue.get());
            require!(got == (Ok(1), Ok(2)), WrongResult, "1 and 2 were in there: {got:?}");
            for putter in putters {
                let put = putter.join().unwrap();
                require!(put.is_ok(), WrongResult, "two places became free: {put:?}");
            }
        });
        let length = queue.len();
        require!(length == 2, MessageLost, "3 and 4 were put, and there are {length} items");
    });
}

#[test]
fn putters_and_getters_do_not_wake_each_other_in_vain() {
    check(|| {
        let queue = BoundedQueue::new(1);
        let got = thread::scope(|s| {
            let putters = [s.spawn(|| queue.put(1)), s.spawn(|| queue.put(2))];
            let getters = [s.spawn(|| queue.get()), s.spawn(|| queue.get())];
            for putter in putters {
                let put = putter.join().unwrap();
                require!(put.is_ok(), WrongResult, "`put` on an open queue: {put:?}");
            }
            getters.map(|getter| getter.join().unwrap().unwrap_or(0)).iter().sum::<u32>()
        });
        require!(got == 3, MessageLost, "1 and 2 were put, and what came out makes {got}");
    });
}

#[test]
fn each_producer_keeps_its_order() {
    check(|| {
        let queue = Arc::new(BoundedQueue::new(2));
        let producers = [10, 20].map(|first| {
            let queue = queue.clone();
            thread::spawn(move || [first, first + 1].map(|item| queue.put(item).is_ok()))
        });
        let got: Vec<u32> = (0..4).filter_map(|_| queue.get().ok()).collect();
        for producer in producers {
            producer.join().unwrap();
        }
        for first in [10, 20] {
            let own: Vec<u32> =
                got.iter().copied().filter(|item| item / 10 * 10 == first).collect();
            require!(
                own == [first, first + 1],
                WrongResult,
                "one thread put {first}, then {}, and they came out as {own:?}, of {got:?}",
                first + 1
            );
        }
    });
}

#[test]
fn a_large_capacity_costs_nothing() {
    let items = size(100, 30..=200);
    check(move || {
        let queue = BoundedQueue::new(usize::MAX);
        for item in 0..items {
            let put = queue.try_put([item; 8]);
            require!(put.is_ok(), WrongResult, "item {item} into a queue for any number: {put:?}");
        }
        let (length, full, most) = (queue.len(), queue.is_full(), queue.capacity());
        require!(
            (length, full, most) == (items, false, usize::MAX),
            WrongResult,
            "{items} items in a queue for any number: `len` {length}, `is_full` {full}, `capacity` {most}"
        );
    });
}

#[test]
fn a_queue_without_room_is_refused() {
    check(|| {
        let made = catch_unwind(|| BoundedQueue::<u32>::new(0).capacity());
        require!(
            made.is_err(),
            WrongResult,
            "`new(0)` should panic, and gave a queue for {made:?}"
        );
    });
}

#[test]
fn every_item_is_dropped_once() {
    struct Counted<'a>(&'a AtomicUsize);
    impl Drop for Counted<'_> {
        fn drop(&mut self) {
            self.0.fetch_add(1, SeqCst);
        }
    }
    check(|| {
        let dropped = AtomicUsize::new(0);
        let queue = BoundedQueue::new(2);
        for _ in 0..3 {
            drop(queue.try_put(Counted(&dropped)));
        }
        let refused = dropped.load(SeqCst);
        drop(queue.get());
        let got = dropped.load(SeqCst);
        drop(queue);
        let left = dropped.load(SeqCst);
        require!(
            (refused, got, left) == (1, 2, 3),
            WrongResult,
            "3 items, room for 2: dropped when one was refused: {refused}; when one was got: {got}; when the queue \
             was: {left}"
        );
    });
}

#[test]
fn nothing_is_lost_whatever_memory_shows() {
    explorer().weak_memory(true).spurious_wakeups(1).check(|| {
        let queue = BoundedQueue::new(1);
        let got = thread::scope(|s| {
            let anna = s.spawn(|| (queue.put(1).is_ok(), queue.put(2).is_ok()));
            let got = (queue.get(), queue.get());
            anna.join().unwrap();
            got
        });
        require!(
            got == (Ok(1), Ok(2)),
            MessageLost,
            "anna put 1, then 2, and this came out: {got:?}; a thread may wake up for no reason"
        );
    });
}
