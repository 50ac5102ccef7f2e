//! `Barrier`, as in `std::sync`.

use std::fmt;
use std::panic::Location;
use std::sync as real;

use crate::kernel::{Kernel, Kind, Obj, ObjId, Op, Subject, Until, View, exploring, point, with};

/// A place where threads wait for each other until so many have arrived.
///
/// Same as [`std::sync::Barrier`], which does the work outside an exploration. Inside one, what each thread
/// did before it arrived happens before what any of them does after it has passed.
pub struct Barrier {
    obj: Obj,
    /// How many threads open it.
    size: usize,
    inner: real::Barrier,
}

/// Which of the threads opened a [`Barrier`]. See [`std::sync::BarrierWaitResult`].
pub struct BarrierWaitResult(bool);

impl BarrierWaitResult {
    /// Whether this thread is the one of its round that is told apart. std leaves open which one that is; in
    /// an exploration it is the last to arrive. See [`std::sync::BarrierWaitResult::is_leader`].
    #[must_use]
    pub fn is_leader(&self) -> bool {
        self.0
    }
}

impl Barrier {
    /// A barrier that opens for each `n` threads; 0 is taken as 1. See [`std::sync::Barrier::new`].
    #[track_caller]
    #[must_use]
    pub const fn new(n: usize) -> Barrier {
        Barrier { obj: Obj::new(Kind::Barrier), size: n, inner: real::Barrier::new(n) }
    }

    /// Waits until `n` threads, this one included, have arrived. See [`std::sync::Barrier::wait`].
    #[track_caller]
    pub fn wait(&self) -> BarrierWaitResult {
        if !exploring() {
            return BarrierWaitResult(self.inner.wait().is_leader());
        }
        let (id, place) = (self.obj.id(), Location::caller());
        let subject = Subject::Object(id);
        point(Op::Arrives, subject, place, Until::Now);
        let (round, opens) = with(|k| {
            let round = k.objects[id].count;
            let arrived = self.arrive(k, id);
            k.did(Op::Arrives, "arrives at", subject, place, |_, event| {
                event.detail(format!("({arrived} of {})", self.size.max(1)))
            });
            (round, arrived >= self.size)
        });
        if !opens {
            point(Op::Arrives, subject, place, Until::Round(id, round));
        }
        with(|k| k.saw(Op::Passes, "passes", subject, place, |_, e| e));
        BarrierWaitResult(opens)
    }

    /// Counts the running thread in, and opens the barrier if it is the last. Returns how many have arrived.
    fn arrive(&self, k: &mut Kernel, id: ObjId) -> usize {
        k.release_to(id);
        let me = k.current;
        let barrier = &mut k.objects[id];
        barrier.waiters.push(me);
        let arrived = barrier.waiters.len();
        if arrived >= self.size {
            barrier.count += 1;
            // Handed out now: a thread that wakes late must not learn what others have done since.
            let round = std::mem::take(&mut barrier.waiters);
            let view: View = std::mem::take(&mut barrier.view);
            for thread in round {
                k.threads[thread].view.join(&view);
            }
        }
        arrived
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Barrier").finish_non_exhaustive()
    }
}

impl fmt::Debug for BarrierWaitResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BarrierWaitResult").field("is_leader", &self.0).finish()
    }
}
