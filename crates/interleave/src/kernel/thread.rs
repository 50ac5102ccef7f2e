//! One thread of the explored program.

use super::history::Hashes;
use super::{Doing, ObjId, Place, ThreadId, Until, View, mix};
use crate::Verdict;

/// What the kernel knows of a thread.
pub(crate) struct Thread {
    /// The name given to `Builder`.
    pub(crate) given_name: Option<String>,
    /// The line that spawned it; `None` for the main thread.
    pub(crate) spawned_at: Option<Place>,
    /// What it is about to do, and what has to hold first.
    pub(crate) doing: Option<Doing>,
    pub(crate) until: Until,
    /// Virtual time at which it stops waiting.
    pub(crate) deadline: Option<u64>,
    pub(crate) timed_out: bool,
    /// It sleeps until then: it may go on at any moment, as a sleep orders nothing, and time passes meanwhile.
    pub(crate) sleeps_until: Option<u64>,
    /// A condvar it waits on has notified it.
    pub(crate) woken: bool,
    /// What threads that unparked it knew.
    pub(crate) unparked_with: View,
    /// It was unparked and has not parked since.
    pub(crate) token: bool,
    pub(crate) finished: bool,
    /// Somebody took its result.
    pub(crate) joined: bool,
    /// Unwinding, as `thread::panicking` tells.
    pub(crate) panicking: bool,
    /// Its last panic.
    pub(crate) panic: Option<Panic>,
    /// The verdict that `require!` named, for the panic that follows.
    pub(crate) required: Option<Verdict>,
    /// The block of a waiting thread has been recorded.
    pub(crate) block_shown: bool,
    /// The `thread::scope` it belongs to, by address.
    pub(crate) scope: Option<usize>,
    /// Locks it holds, for the timeline.
    pub(crate) holds: Vec<ObjId>,

    pub(crate) view: View,
    /// What relaxed loads have read and an acquire fence would make visible.
    pub(crate) acquired_later: View,
    /// What a release fence has put before the stores that follow it.
    pub(crate) released_by_fence: Option<View>,

    /// Fingerprint of everything it has done and seen.
    pub(crate) history: u64,
    /// Fingerprints of what was done to it: spawn, unpark, end.
    pub(super) hashes: Hashes,

    /// The next step is a yield: leaving the thread there is free.
    pub(crate) yields: Option<Yield>,
    /// Steps in a row that have changed nothing, with nobody else in between.
    pub(crate) idle_steps: usize,
    /// Fairness: threads that go first while they can run.
    pub(super) gives_way_to: u128,
    /// Fairness: threads that could run at every step since this one last yielded.
    pub(super) enabled_since: u128,
    /// Fairness: threads that a step of this one has kept from running since it last yielded.
    pub(super) disabled_since: u128,
    /// Fairness: threads that have run since this one last yielded.
    pub(super) ran_since: u128,
}

/// A panic, as the report tells it.
#[derive(Clone, Debug)]
pub(crate) struct Panic {
    pub(crate) message: String,
    pub(crate) place: Option<(String, u32)>,
    /// How many events were recorded by then.
    pub(crate) at: usize,
}

/// How a thread offers the processor to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Yield {
    /// It may as well go on: `yield_now`, `sleep`.
    Offer,
    /// It has nothing to do until another thread has run: `spin_loop`, or the end of a time slice.
    Spin,
}

impl Thread {
    pub(super) fn main() -> Thread {
        let mut view = View::default();
        view.raise(0, 1);
        Thread::new(Some("main".to_string()), None, view, 0)
    }

    /// A thread that `parent` starts; it knows what its parent knows.
    pub(super) fn child(
        id: ThreadId,
        name: Option<String>,
        place: Place,
        parent: &Thread,
    ) -> Thread {
        let mut view = parent.view.clone();
        view.raise(id, 1);
        Thread::new(name, Some(place), view, mix(parent.history, id as u64))
    }

    fn new(name: Option<String>, spawned_at: Option<Place>, view: View, history: u64) -> Thread {
        Thread {
            given_name: name,
            spawned_at,
            doing: None,
            until: Until::Now,
            deadline: None,
            timed_out: false,
            sleeps_until: None,
            woken: false,
            unparked_with: View::default(),
            token: false,
            finished: false,
            joined: false,
            panicking: false,
            panic: None,
            required: None,
            block_shown: false,
            scope: None,
            holds: Vec::new(),
            view,
            acquired_later: View::default(),
            released_by_fence: None,
            history,
            hashes: Hashes::default(),
            yields: None,
            idle_steps: 0,
            gives_way_to: 0,
            // Before the first yield nobody has been kept waiting.
            enabled_since: 0,
            disabled_since: 0,
            ran_since: u128::MAX,
        }
    }
}
