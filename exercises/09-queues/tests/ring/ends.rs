//! What may be done with the ends of a ring.

use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::{require, thread};
use queues::ring::{Consumer, Producer, ring};

use super::{Counted, check};

/// Finds out whether a type is `Send` or `Clone`: the inherent function exists only for those, and hides that of the
/// trait.
struct Probe<T>(PhantomData<T>);

trait Otherwise {
    fn is_send() -> bool {
        false
    }

    fn is_clone() -> bool {
        false
    }
}

impl<T> Otherwise for Probe<T> {}

impl<T: Send> Probe<T> {
    fn is_send() -> bool {
        true
    }
}

impl<T: Clone> Probe<T> {
    fn is_clone() -> bool {
        true
    }
}

#[test]
fn there_is_one_of_each_end_and_only_what_may_change_threads_does() {
    check(|| {
        require!(
            !Probe::<Producer<Rc<u8>>>::is_send() && !Probe::<Consumer<Rc<u8>>>::is_send(),
            DataRace,
            "an `Rc` must not change threads, and in a ring it can: look at `unsafe impl`"
        );
        require!(
            !Probe::<Producer<u8>>::is_clone() && !Probe::<Consumer<u8>>::is_clone(),
            DataRace,
            "an end of the ring can be cloned, and then two threads use it"
        );
        // The probe itself can tell.
        assert!(
            Probe::<Producer<Cell<u8>>>::is_send() && Probe::<u8>::is_clone(),
            "a ring of `Cell`s may change threads, and a number can be cloned: is there a bound too many in `unsafe impl`?"
        );
    });
}

#[test]
fn either_end_may_go_first() {
    check(|| {
        let dropped = std::sync::Arc::new(AtomicUsize::new(0));
        let (mut producer, mut consumer) = ring(3);
        for _ in 0..3 {
            drop(producer.try_push(Counted(dropped.clone())));
        }
        drop(consumer.try_pop());
        drop(consumer);
        drop(producer.try_push(Counted(dropped.clone())));
        let early = dropped.load(SeqCst);
        require!(
            early == 1,
            WrongResult,
            "1 of 3 items was popped, the consumer went, one more was pushed: the ring has room for it, and {early} of 4 \
             items are dropped while the producer is there"
        );
        drop(producer);
        let all = dropped.load(SeqCst);
        require!(
            all == 4,
            WrongResult,
            "the consumer went, then an item was pushed, then the producer went, and of 4 items {all} were dropped"
        );
    });
}

#[test]
fn both_ends_may_go_at_once() {
    check(|| {
        let dropped = std::sync::Arc::new(AtomicUsize::new(0));
        let (mut producer, consumer) = ring(1);
        drop(producer.try_push(Counted(dropped.clone())));
        thread::scope(|s| {
            s.spawn(move || drop(producer));
            drop(consumer);
        });
        let dropped = dropped.load(SeqCst);
        require!(
            dropped == 1,
            WrongResult,
            "both ends went at the same time with 1 item in the ring, and {dropped} were dropped"
        );
    });
}
