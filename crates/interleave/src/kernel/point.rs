//! Where a thread may be interrupted.
//!
//! Every operation of the facade comes to a point first, says what it is about to do and what has to hold,
//! and goes on when the scheduler picks it while that holds. What it does then happens in one step.

use super::run::switch;
use super::{Kernel, ObjId, Op, Place, Subject, ThreadId, with};

/// What a thread is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Doing {
    pub(crate) op: Op,
    pub(crate) subject: Subject,
    pub(crate) place: Place,
}

/// What has to hold before a thread may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Until {
    /// Nothing.
    Now,
    /// Nobody owns the mutex, or runs the initialiser.
    Free(ObjId),
    /// No writer holds the rwlock.
    NoWriter(ObjId),
    /// Neither a writer nor a reader holds the rwlock.
    Empty(ObjId),
    /// A condvar has notified the thread, and the mutex is free.
    Woken(ObjId),
    /// Somebody has woken the thread.
    Awake,
    /// The thread was unparked.
    Unparked,
    /// The other thread has ended.
    Finished(ThreadId),
    /// All threads of a scope have ended.
    ScopeDone(usize),
    /// The barrier has opened more than this number of times.
    Round(ObjId, usize),
    /// There is a message, or nobody left to send one.
    CanReceive(ObjId),
    /// There is room, or nobody left to receive.
    CanSend(ObjId),
    /// This many messages were received, or nobody is left to receive.
    Taken(ObjId, usize),
    /// The value is initialised.
    Done(ObjId),
    /// Only a deadline ends the wait.
    Deadline,
}

impl Kernel {
    /// Whether `thread` may go on without its deadline.
    pub(super) fn holds(&self, thread: ThreadId) -> bool {
        let object = |id: ObjId| &self.objects[id];
        match self.threads[thread].until {
            Until::Now => true,
            Until::Free(id) => object(id).owner.is_none(),
            Until::NoWriter(id) => object(id).owner.is_none(),
            Until::Empty(id) => object(id).owner.is_none() && object(id).readers.is_empty(),
            Until::Woken(mutex) => self.threads[thread].woken && object(mutex).owner.is_none(),
            Until::Awake => self.threads[thread].woken,
            Until::Unparked => self.threads[thread].token,
            Until::Finished(other) => self.threads[other].finished,
            Until::ScopeDone(key) => !self.has_running_in_scope(key),
            Until::Round(id, past) => object(id).count > past,
            Until::CanReceive(id) => object(id).count > 0 || object(id).senders == 0,
            Until::CanSend(id) => {
                let channel = object(id);
                // A rendezvous channel takes the message at once; its sender then waits until it is taken.
                channel.done || channel.bound.is_none_or(|b| b == 0 || channel.count < b)
            }
            Until::Taken(id, n) => object(id).done || object(id).total >= n,
            Until::Done(id) => object(id).done,
            Until::Deadline => false,
        }
    }

    fn has_running_in_scope(&self, key: usize) -> bool {
        self.threads.iter().any(|t| t.scope == Some(key) && !t.finished)
    }

    /// Registers what the running thread is about to do. Returns whether others may run first.
    fn arrive(&mut self, doing: Doing, until: Until, deadline: Option<u64>) -> bool {
        // The end of time is no deadline.
        let deadline = deadline.filter(|&deadline| deadline < u64::MAX);
        let me = self.me();
        me.doing = Some(doing);
        me.until = until;
        me.deadline = deadline;
        me.timed_out = false;
        // That a thread sleeps is shown with the wait itself.
        me.block_shown = matches!(until, Until::Woken(_) | Until::Awake);
        let goes_on = self.holds(self.current);
        if !goes_on && deadline.is_none_or(|_| until != Until::Deadline) {
            self.show_block(self.current);
        }
        // A thread that unwinds and need not wait does so in one go: a panic is not interrupted.
        !(goes_on && self.threads[self.current].panicking)
    }

    fn depart(&mut self) -> bool {
        let me = self.me();
        me.until = Until::Now;
        me.deadline = None;
        !me.timed_out
    }
}

/// A scheduling point: others may run here. Returns when this thread is picked and `until` holds.
pub(crate) fn point(op: Op, subject: Subject, place: Place, until: Until) {
    point_before(op, subject, place, until, None);
}

/// As `point`, but not later than `deadline` (virtual time in nanoseconds). Returns whether `until` holds.
pub(crate) fn point_before(
    op: Op,
    subject: Subject,
    place: Place,
    until: Until,
    deadline: Option<u64>,
) -> bool {
    let doing = Doing { op, subject, place };
    if with(|k| k.arrive(doing, until, deadline)) {
        switch();
    }
    with(Kernel::depart)
}
