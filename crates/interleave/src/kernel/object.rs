//! Locks, channels and atomics as the kernel sees them.

use std::panic::Location;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::history::Hashes;
use super::{Kernel, ObjId, Place, Store, ThreadId, View, key_of, with};
use crate::Verdict;

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Mutex,
    RwLock,
    Condvar,
    Barrier,
    Once,
    Channel,
    Atomic,
    Cell,
    Gauge,
}

impl Kind {
    /// The word for it in reports.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Kind::Mutex => "mutex",
            Kind::RwLock => "rwlock",
            Kind::Condvar => "condvar",
            Kind::Barrier => "barrier",
            Kind::Once => "once",
            Kind::Channel => "channel",
            Kind::Atomic => "atomic",
            Kind::Cell => "cell",
            Kind::Gauge => "gauge",
        }
    }
}

/// The part of a facade object that the kernel recognises it by. Can be made in a `const`.
pub(crate) struct Obj {
    kind: Kind,
    place: Place,
    /// Execution (upper 40 bits) and index in it (lower 24) of the last use; 0 before the first.
    stamp: AtomicU64,
}

impl Obj {
    /// An object made at the line that called the caller.
    #[track_caller]
    pub(crate) const fn new(kind: Kind) -> Obj {
        Obj { kind, place: Location::caller(), stamp: AtomicU64::new(0) }
    }

    /// Its index in this execution. Fails the execution if the object comes from an earlier one.
    pub(crate) fn id(&self) -> ObjId {
        with(|k| {
            self.index(k).unwrap_or_else(|outlived| {
                if outlived && self.kind != Kind::Gauge {
                    k.outlived(self);
                }
                self.register(k)
            })
        })
    }

    /// As `id`, for an atomic. While exploring, its value lives in the kernel, and `value` is only where it starts:
    /// so an atomic that outlives an execution, a static for one, starts afresh in each, and two tests that explore
    /// at the same time do not meet in it.
    pub(crate) fn id_of_atomic(&self, value: impl FnOnce() -> u64) -> ObjId {
        let address = std::ptr::from_ref(self).addr();
        with(|k| {
            let id = self.index(k).unwrap_or_else(|used| {
                let known = k.atomics.get(&address).filter(|_| used).copied();
                known.unwrap_or_else(|| {
                    let id = self.register(k);
                    k.atomics.insert(address, id);
                    id
                })
            });
            k.first_store(id, value);
            id
        })
    }

    /// As `id_of_atomic`, if the kernel has a value of the atomic.
    pub(crate) fn known_atomic(&self, k: &Kernel) -> Option<ObjId> {
        let by_address = |used: bool| {
            let address = std::ptr::from_ref(self).addr();
            k.atomics.get(&address).filter(|_| used).copied()
        };
        // One that has been moved is not where it was, but still says which one it is.
        let id = self.index(k).map_or_else(by_address, Some)?;
        (!k.objects[id].stores.is_empty()).then_some(id)
    }

    /// Its index; `Err(true)` if it was used in an earlier execution, `Err(false)` if never.
    fn index(&self, k: &Kernel) -> Result<ObjId, bool> {
        let stamp = self.stamp.load(Relaxed);
        if stamp >> 24 == k.execution {
            return Ok((stamp & 0xff_ffff) as ObjId);
        }
        Err(stamp != 0)
    }

    fn register(&self, k: &mut Kernel) -> ObjId {
        let id = k.objects.len();
        let key = k.settings.stop_before.map_or(id as u64, |_| key_of(self.place));
        k.objects.push(Object::new(self.kind, self.place, key));
        self.stamp.store(k.execution << 24 | id as u64, Relaxed);
        id
    }
}

/// The state of one object in one execution. Which fields mean something depends on its kind.
pub(crate) struct Object {
    pub(crate) kind: Kind,
    pub(crate) place: Place,
    /// What fingerprints know it by.
    pub(super) key: u64,
    pub(super) hashes: Hashes,
    /// What an acquire of it learns.
    pub(crate) view: View,
    /// Holder of a mutex, writer of a rwlock, thread that runs an initialiser.
    pub(crate) owner: Option<ThreadId>,
    /// Readers of a rwlock, one entry for each guard.
    pub(crate) readers: Vec<ThreadId>,
    /// Threads asleep on a condvar, or in the current round of a barrier.
    pub(crate) waiters: Vec<ThreadId>,
    /// Messages in a channel, rounds of a barrier, threads inside a gauge.
    pub(crate) count: usize,
    /// Most threads that were inside a gauge at once; messages taken from a channel.
    pub(crate) total: usize,
    /// Capacity of a channel.
    pub(crate) bound: Option<usize>,
    /// Senders of a channel that are alive.
    pub(crate) senders: usize,
    /// The receiver of a channel is gone; an initialiser has run.
    pub(crate) done: bool,
    /// The receiver of a channel is waiting for a message.
    pub(crate) receiver_waits: bool,
    /// Stores to an atomic in modification order; only the newest without weak memory.
    pub(crate) stores: Vec<Store>,
    /// For each thread, which store it read last (index, how often in a row) and at which of its steps.
    pub(crate) reads: Vec<(ThreadId, u32, usize, usize)>,
    /// Accesses to a cell: the last exclusive one, and shared ones since.
    pub(crate) accesses: Vec<CellAccess>,
}

/// One access to an `UnsafeCell`.
#[derive(Clone, Copy)]
pub(crate) struct CellAccess {
    pub(crate) thread: ThreadId,
    pub(crate) epoch: u32,
    pub(crate) exclusive: bool,
    pub(crate) place: Place,
}

impl Object {
    fn new(kind: Kind, place: Place, key: u64) -> Object {
        Object {
            kind,
            place,
            key,
            hashes: Hashes::default(),
            view: View::default(),
            owner: None,
            readers: Vec::new(),
            waiters: Vec::new(),
            count: 0,
            total: 0,
            bound: None,
            senders: 0,
            done: false,
            receiver_waits: false,
            stores: Vec::new(),
            reads: Vec::new(),
            accesses: Vec::new(),
        }
    }
}

impl Kernel {
    fn outlived(&mut self, obj: &Obj) {
        let message = format!(
            "the {} made at {}:{} was used in an earlier interleaving as well; make it inside the closure, so that each run starts afresh",
            obj.kind.name(),
            obj.place.file(),
            obj.place.line()
        );
        self.fail(Verdict::Outlived, message);
    }
}
