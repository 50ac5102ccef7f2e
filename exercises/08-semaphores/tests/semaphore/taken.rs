//! What is done with permits, and seen by the test.

use interleave::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use interleave::{require, yield_point};

/// Counts the permits that are out.
pub(super) struct Taken {
    of: usize,
    out: AtomicUsize,
    most: AtomicUsize,
}

impl Taken {
    /// None of so many permits is out.
    pub(super) fn none_of(of: usize) -> Taken {
        Taken { of, out: AtomicUsize::new(0), most: AtomicUsize::new(0) }
    }

    /// Has so many permits in its hands for a while.
    #[track_caller]
    pub(super) fn hold(&self, permits: usize) {
        let out = self.out.fetch_add(permits, Ordering::SeqCst) + permits;
        require!(
            out <= self.of,
            BoundExceeded,
            "there are {} permits, and {out} are in the hands of threads: does somebody take a permit without looking \
             whether it is still there?",
            self.of
        );
        self.most.fetch_max(out, Ordering::SeqCst);
        yield_point();
        self.out.fetch_sub(permits, Ordering::SeqCst);
    }

    /// The most permits that were out at once.
    pub(super) fn most(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }
}

/// A number that only those with the permit write, and whose own accesses order nothing.
pub(super) struct Notes(AtomicU32);

impl Notes {
    pub(super) fn new() -> Notes {
        Notes(AtomicU32::new(0))
    }

    pub(super) fn add_one(&self) {
        let earlier = self.0.load(Ordering::Relaxed);
        self.0.store(earlier + 1, Ordering::Relaxed);
    }

    /// The sum, for one who has joined all others.
    pub(super) fn count(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}
