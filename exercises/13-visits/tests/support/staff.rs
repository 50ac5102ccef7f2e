//! Who is still in the house: which threads have worked, and have not ended.

use std::cell::RefCell;

use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::thread::{self, ThreadId};
use interleave::{require, thread_local};

thread_local! {
    /// What this thread gives back when it ends: thread locals are dropped then.
    static BADGES: RefCell<Vec<Badge>> = RefCell::new(Vec::new());
}

/// The threads that have signed in, less those that have ended. The thread that made it does not count.
#[derive(Clone)]
pub(crate) struct Staff {
    here: Arc<AtomicUsize>,
    boss: ThreadId,
}

/// Held by a thread from its first sign-in to its end.
struct Badge(Arc<AtomicUsize>);

impl Drop for Badge {
    fn drop(&mut self) {
        self.0.fetch_sub(1, SeqCst);
    }
}

impl Staff {
    /// Nobody.
    pub(crate) fn new() -> Staff {
        Staff { here: Arc::new(AtomicUsize::new(0)), boss: thread::current().id() }
    }

    /// To be called on a thread that works, as often as it likes.
    pub(crate) fn sign_in(&self) {
        let has_one = BADGES.with_borrow(|badges| !badges.is_empty());
        if !has_one && thread::current().id() != self.boss {
            self.here.fetch_add(1, SeqCst);
            BADGES.with_borrow_mut(|badges| badges.push(Badge(self.here.clone())));
        }
    }

    /// Fails with THREAD LEAKED unless every thread that has signed in has ended.
    pub(crate) fn has_gone_home(&self, when: &str) {
        let here = self.here.load(SeqCst);
        require!(
            here == 0,
            ThreadLeaked,
            "{when}, and some threads were still running ({here} of them): who waits until they have ended?"
        );
    }
}
