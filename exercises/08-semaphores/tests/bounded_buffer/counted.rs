//! A buffer whose contents are counted from outside.

use interleave::require;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use semaphores::bounded_buffer::BoundedBuffer;

/// Knows how many must be in the buffer at least.
pub(super) struct Counted {
    buffer: BoundedBuffer<u32>,
    capacity: usize,
    /// How often `put` has come back.
    put: AtomicUsize,
    /// How often `take` was called.
    taking: AtomicUsize,
}

impl Counted {
    pub(super) fn new(capacity: usize) -> Counted {
        let buffer = BoundedBuffer::new(capacity);
        Counted { buffer, capacity, put: AtomicUsize::new(0), taking: AtomicUsize::new(0) }
    }

    #[track_caller]
    pub(super) fn put(&self, loaf: u32) {
        self.buffer.put(loaf);
        let put = self.put.fetch_add(1, SeqCst) + 1;
        let gone = self.taking.load(SeqCst);
        require!(
            put <= gone + self.capacity,
            BoundExceeded,
            "there is room for {}. {put} were put in, `take` was called {gone} times, and nobody had to wait: does \
             somebody put something in without looking whether there still is room?",
            self.capacity
        );
    }

    pub(super) fn take(&self) {
        self.taking.fetch_add(1, SeqCst);
        self.buffer.take();
    }
}
