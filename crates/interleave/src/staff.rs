//! Who is still in the house: which threads have worked, and have not ended.

use std::cell::RefCell;

use crate::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use crate::thread::{self, ThreadId};
use crate::{require, thread_local};
use std::sync::Arc;

thread_local! {
    /// What this thread gives back when it ends: thread locals are dropped then.
    static BADGES: RefCell<Vec<Badge>> = RefCell::new(Vec::new());
}

/// The threads that have signed in and have not ended. The thread that made it does not count.
///
/// A test has the code that it calls on other threads sign in, and asks afterwards whether they have gone home: a thread
/// that nobody has joined may still be running.
///
/// # Examples
/// ```
/// use interleave::{Staff, check, thread};
///
/// check(|| {
///     let staff = Staff::new();
///     let worker = thread::spawn({
///         let staff = staff.clone();
///         move || staff.sign_in()
///     });
///     worker.join().unwrap();
///     staff.has_gone_home("the worker was joined");
/// });
/// ```
#[derive(Clone)]
pub struct Staff {
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
    #[track_caller]
    #[allow(clippy::new_without_default, reason = "who calls it is the boss")]
    pub fn new() -> Staff {
        Staff { here: Arc::new(AtomicUsize::new(0)), boss: thread::current().id() }
    }

    /// To be called on a thread that works, as often as it likes.
    #[track_caller]
    pub fn sign_in(&self) {
        let has_one = BADGES.with_borrow(|badges| !badges.is_empty());
        if !has_one && thread::current().id() != self.boss {
            self.here.fetch_add(1, SeqCst);
            BADGES.with_borrow_mut(|badges| badges.push(Badge(self.here.clone())));
        }
    }

    /// Sees that every thread that has signed in has ended; `when` begins the sentence that says otherwise.
    ///
    /// # Panics
    /// With [`Verdict::ThreadLeaked`](crate::Verdict::ThreadLeaked) if not.
    #[track_caller]
    pub fn has_gone_home(&self, when: &str) {
        let here = self.here.load(SeqCst);
        require!(
            here == 0,
            ThreadLeaked,
            "{when}, and some threads were still running ({here} of them): who waits until they have ended?"
        );
    }
}
