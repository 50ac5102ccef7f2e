//! Random concurrent programs as data.

#[path = "../support/rng.rs"]
mod rng;

use rng::Rng;

/// One step of a thread. Objects are numbered: two atomics, two mutexes, one of everything else.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Op {
    Load(usize),
    Store(usize, i32),
    Add(usize),
    Swap(usize, i32),
    /// `compare_exchange(expected, new)`.
    Exchange(usize, i32, i32),
    /// Adds one under a mutex.
    Locked(usize),
    /// Under a mutex, moves an atomic on in two steps.
    LockedUpdate(usize, usize),
    TryLock(usize),
    /// Both mutexes, this one first.
    Nested(usize),
    Read,
    Write,
    /// Reads, and while reading, loads an atomic.
    ReadWith(usize),
    TryRead,
    TryWrite,
    /// Waits once on the condvar of mutex 0, whatever its value.
    Wait,
    /// Waits until mutex 0 holds something else than 0.
    WaitWhileZero,
    NotifyOne,
    /// Adds one to mutex 0 and notifies.
    AddAndNotifyOne,
    AddAndNotifyAll,
    Send(i32),
    /// Only for the first thread, which owns the receiver.
    Receive,
    TryReceive,
    Arrive,
}

/// What each thread does, and on which channel.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) threads: Vec<Vec<Op>>,
    pub(crate) channel: Channel,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Channel {
    None,
    Unbounded,
    Bounded(usize),
}

/// The values that the threads saw, one row a thread, and what the objects held at the end.
pub(crate) type Outcome = Vec<Vec<i32>>;

/// Which objects a program uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    AtomicsAndMutexes,
    ReadersAndWriters,
    Condvars,
    Channels,
}

pub(crate) const FAMILIES: [Family; 4] =
    [Family::AtomicsAndMutexes, Family::ReadersAndWriters, Family::Condvars, Family::Channels];

impl Program {
    /// A program of two or three threads with at most `size` steps in all, and one step in each thread at least.
    pub(crate) fn random(family: Family, seed: u64, size: usize) -> Program {
        let mut rng = Rng::new(seed ^ (family as u64) << 56);
        let three = size > 3 && rng.below(4) == 0;
        let mut threads: Vec<Vec<Op>> = vec![Vec::new(); if three { 3 } else { 2 }];
        for (me, ops) in threads.iter_mut().enumerate() {
            ops.push(step(family, &mut rng, me == 0));
        }
        for _ in threads.len()..size {
            let me = rng.below(threads.len());
            threads[me].push(step(family, &mut rng, me == 0));
        }
        let channels = [Channel::Unbounded, Channel::Bounded(0), Channel::Bounded(1)];
        let channel = if family == Family::Channels { rng.pick(&channels) } else { Channel::None };
        Program { threads, channel }
    }
}

fn step(family: Family, rng: &mut Rng, first: bool) -> Op {
    let at = rng.below(2);
    let value = 1 + rng.below(2) as i32;
    let atomic = [
        Op::Load(at),
        Op::Store(at, value),
        Op::Add(at),
        Op::Swap(at, value),
        Op::Exchange(at, rng.below(2) as i32, value),
    ];
    let locks = [
        Op::Locked(at),
        Op::LockedUpdate(at, rng.below(2)),
        Op::TryLock(at),
        Op::TryLock(at),
        Op::Nested(at),
    ];
    let own = match family {
        Family::AtomicsAndMutexes => locks,
        Family::ReadersAndWriters => {
            [Op::Read, Op::Write, Op::ReadWith(at), Op::TryRead, Op::TryWrite]
        }
        Family::Condvars => [
            Op::WaitWhileZero,
            rng.pick(&[Op::Wait, Op::WaitWhileZero, Op::Arrive]),
            rng.pick(&[Op::NotifyOne, Op::Locked(0)]),
            Op::AddAndNotifyOne,
            Op::AddAndNotifyAll,
        ],
        Family::Channels if first => {
            [Op::Receive, Op::Receive, Op::TryReceive, Op::TryReceive, Op::TryReceive]
        }
        Family::Channels => [1, 2, 3, 4, 5].map(Op::Send),
    };
    if rng.below(3) == 0 { rng.pick(&atomic) } else { rng.pick(&own) }
}
