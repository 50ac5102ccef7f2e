//! What may be done with the ends of a ring.

use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;

use interleave::require;
use queues::ring::{Consumer, Producer};

use super::check;

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
        assert!(Probe::<Producer<Cell<u8>>>::is_send() && Probe::<u8>::is_clone());
    });
}
