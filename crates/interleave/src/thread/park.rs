//! The current thread: who it is, and ways to let others run.

use std::panic::Location;
use std::thread as real;

use crate::kernel::{self, Op, Subject, Until, Yield, exploring, point, point_before, with};
use crate::time::{self, Duration};

/// A handle to a thread. See [`std::thread::Thread`].
#[derive(Clone, Debug)]
pub struct Thread(Who);

#[derive(Clone, Debug)]
enum Who {
    Real(real::Thread),
    Explored { id: kernel::ThreadId, name: Option<String> },
}

/// What tells one thread from another. See [`std::thread::ThreadId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ThreadId(Which);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Which {
    Real(real::ThreadId),
    Explored(kernel::ThreadId),
}

impl Thread {
    pub(super) fn real(thread: real::Thread) -> Thread {
        Thread(Who::Real(thread))
    }

    pub(super) fn explored(id: kernel::ThreadId, name: Option<String>) -> Thread {
        Thread(Who::Explored { id, name })
    }

    /// Unique among the threads of a program. See [`std::thread::Thread::id`].
    pub fn id(&self) -> ThreadId {
        ThreadId(match &self.0 {
            Who::Real(thread) => Which::Real(thread.id()),
            Who::Explored { id, .. } => Which::Explored(*id),
        })
    }

    /// The name given to `Builder`, or `main`. See [`std::thread::Thread::name`].
    pub fn name(&self) -> Option<&str> {
        match &self.0 {
            Who::Real(thread) => thread.name(),
            Who::Explored { name, .. } => name.as_deref(),
        }
    }

    /// Lets the thread go on from its next, or present, `park`. See [`std::thread::Thread::unpark`].
    #[track_caller]
    pub fn unpark(&self) {
        let id = match &self.0 {
            Who::Real(thread) => return thread.unpark(),
            Who::Explored { id, .. } => *id,
        };
        if !exploring() {
            return; // the exploration that the handle belongs to is over
        }
        let (subject, place) = (Subject::Thread(id), Location::caller());
        point(Op::Unparks, subject, place, Until::Now);
        with(|k| {
            k.threads[id].token = true;
            // What this thread has done so far happens before what the other does after `park`.
            let view = k.me().view.clone();
            k.threads[id].unparked_with.join(&view);
            k.tick();
            k.did(Op::Unparks, "unparks", subject, place, |_, e| e);
        });
    }
}

/// The thread that calls this. See [`std::thread::current`].
pub fn current() -> Thread {
    if !exploring() {
        return Thread::real(real::current());
    }
    let (id, name) = with(|k| (k.current, k.me().given_name.clone()));
    Thread::explored(id, name)
}

/// Sleeps until somebody unparks this thread. std may return without that; an exploration does so only if
/// it is to try spurious wake-ups. See [`std::thread::park`].
#[track_caller]
pub fn park() {
    if !exploring() {
        return real::park();
    }
    parked(None, Location::caller());
}

/// As `park`, but not longer than `limit`. See [`std::thread::park_timeout`].
#[track_caller]
pub fn park_timeout(limit: Duration) {
    if !exploring() {
        return real::park_timeout(limit);
    }
    parked(Some(time::after(limit)), Location::caller());
}

fn parked(deadline: Option<u64>, place: kernel::Place) {
    let me = Subject::Thread(with(|k| k.current));
    let spurious = with(|k| {
        let spurious = k.spurious_left > 0 && k.choose(2) == 1;
        k.spurious_left -= usize::from(spurious);
        spurious
    });
    let until = if spurious { Until::Now } else { Until::Unparked };
    let woken = point_before(Op::Parks, Subject::None, place, until, deadline);
    with(|k| {
        let this = k.me();
        let verb = match (std::mem::take(&mut this.token), woken) {
            (true, _) => "is unparked",
            (false, true) => "returns from park for no reason",
            (false, false) => "returns from park: the time is over",
        };
        let view = this.unparked_with.clone();
        this.view.join(&view);
        k.touch(me, Op::Parks, kernel::Access::Write);
        k.show(Op::Parks, verb, Subject::None, place, |_, e| e);
    });
}

/// Offers the processor to others. See [`std::thread::yield_now`].
#[track_caller]
pub fn yield_now() {
    if !exploring() {
        return real::yield_now();
    }
    let place = Location::caller();
    with(|k| k.me().yields = Some(Yield::Offer));
    point(Op::Yields, Subject::None, place, Until::Now);
    with(|k| k.did(Op::Yields, "yields", Subject::None, place, |_, e| e));
}

/// Does nothing for at least `time`. Inside an exploration no real time passes: the thread goes on at any
/// moment, as a sleep puts nothing in order. See [`std::thread::sleep`].
#[track_caller]
pub fn sleep(time: Duration) {
    if !exploring() {
        return real::sleep(time);
    }
    let place = Location::caller();
    let until = time::after(time);
    with(|k| {
        k.me().yields = Some(Yield::Offer);
        k.me().sleeps_until = Some(until);
    });
    point(Op::Sleeps, Subject::Time, place, Until::Now);
    with(|k| {
        k.me().sleeps_until = None;
        k.now = k.now.max(until);
        k.did(Op::Sleeps, "sleeps", Subject::Time, place, |_, e| e.detail(format!("{time:?}")));
    });
}
