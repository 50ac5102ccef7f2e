//! How many are inside, and how many may be.

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{require, yield_point};

/// A place for those who have a permit.
pub(super) struct Inside {
    permits: u32,
    now: AtomicU32,
}

impl Inside {
    /// A place with nobody in it.
    pub(super) fn new(permits: u32) -> Inside {
        Inside { permits, now: AtomicU32::new(0) }
    }

    /// Goes in and comes out.
    pub(super) fn visit(&self) {
        let now = self.now.fetch_add(1, SeqCst) + 1;
        require!(
            now <= self.permits,
            BoundExceeded,
            "there are {} permits, and {now} are inside: is looking for a permit and taking it one step?",
            self.permits
        );
        yield_point();
        self.now.fetch_sub(1, SeqCst);
    }
}
