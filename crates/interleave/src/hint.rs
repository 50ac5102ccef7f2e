//! As `std::hint`.

pub use std::hint::{assert_unchecked, black_box, unreachable_unchecked};

use std::panic::Location;

use crate::kernel::{Op, Subject, Until, Yield, exploring, point, with};

/// Says that the thread waits in a loop. Inside an exploration the others go first, if any can.
/// See [`std::hint::spin_loop`].
#[track_caller]
pub fn spin_loop() {
    if !exploring() {
        return std::hint::spin_loop();
    }
    let place = Location::caller();
    with(|k| k.me().yields = Some(Yield::Spin));
    point(Op::Yields, Subject::None, place, Until::Now);
    with(|k| k.did(Op::Yields, "spins", Subject::None, place, |_, e| e));
}
