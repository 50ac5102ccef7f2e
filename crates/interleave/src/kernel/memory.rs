//! Happens-before, and loads that may read an older store when nothing forbids it.
//!
//! The model is that of C++20 (P0668): release and acquire, release sequences through read-modify-writes, fences,
//! and `SeqCst`. A store is out of reach for a load when a newer one happened before it, was read before it, or
//! lies below the floor that `SeqCst` fences raise. It is narrower than C++20 in four ways, each because a step
//! sees only what ran before it: no load buffering; the modification order of an atomic, and the order of the
//! `SeqCst` operations, are the orders of running; a compare-exchange that fails reads the newest store.

use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Release, SeqCst};

use super::object::CellAccess;
use super::{Kernel, ObjId, Place, ThreadId, View};
use crate::Verdict;

/// How often in a row a thread may read the same old store: stores become visible in the end.
const STALE_IN_A_ROW: usize = 2;

/// One store in the modification order of an atomic.
#[derive(Clone)]
pub(crate) struct Store {
    pub(crate) bits: u64,
    thread: ThreadId,
    epoch: u32,
    seq_cst: bool,
    /// What a load that acquires it learns.
    released: View,
}

/// What a load read.
pub(crate) struct Loaded {
    pub(crate) bits: u64,
    /// There is a newer store.
    pub(crate) stale: bool,
}

fn acquires(order: Ordering) -> bool {
    matches!(order, Acquire | AcqRel | SeqCst)
}

fn releases(order: Ordering) -> bool {
    matches!(order, Release | AcqRel | SeqCst)
}

impl Kernel {
    /// One more step of the running thread; returns its number.
    pub(crate) fn tick(&mut self) -> u32 {
        let id = self.current;
        let me = self.me();
        let epoch = me.view.before.of(id) + 1;
        me.view.raise(id, epoch);
        epoch
    }

    /// What the running thread has done so far becomes visible to whoever acquires the object.
    pub(crate) fn release_to(&mut self, id: ObjId) {
        let me = self.current;
        self.objects[id].view.join(&self.threads[me].view);
        self.tick();
    }

    /// The running thread learns what was released to the object.
    pub(crate) fn acquire_from(&mut self, id: ObjId) {
        let me = self.current;
        self.threads[me].view.join(&self.objects[id].view);
    }

    /// The running thread learns everything that another one knows.
    pub(crate) fn learn_from(&mut self, other: ThreadId) {
        let view = self.threads[other].view.clone();
        self.me().view.join(&view);
    }

    /// The value an atomic had when it was first used is a store that everyone knows.
    pub(super) fn first_store(&mut self, id: ObjId, value: impl FnOnce() -> u64) {
        if self.objects[id].stores.is_empty() {
            let bits = value();
            let first =
                Store { bits, thread: 0, epoch: 0, seq_cst: false, released: View::default() };
            self.objects[id].stores.push(first);
        }
    }

    /// The newest value of an atomic.
    pub(crate) fn newest(&self, id: ObjId) -> u64 {
        self.objects[id].stores.last().expect("an atomic has a first store").bits
    }

    /// Somebody has the atomic for himself and may change it without a step: what is told of it begins anew.
    pub(crate) fn forget_stores(&mut self, id: ObjId) {
        self.objects[id].stores.clear();
        self.objects[id].reads.clear();
    }

    /// The oldest store that a load by the running thread may read.
    fn oldest_readable(&self, id: ObjId, order: Ordering) -> usize {
        let object = &self.objects[id];
        let floor = &self.threads[self.current].view.floor;
        let known = |s: &Store| {
            floor.knows(s.thread, s.epoch)
                || order == SeqCst && (s.seq_cst || self.fence_view.knows(s.thread, s.epoch))
        };
        let stored = object.stores.iter().rposition(known).unwrap_or(0);
        let read = object.reads.iter().filter(|r| r.0 == self.current || floor.knows(r.0, r.1));
        let read = read.map(|r| r.2).max().unwrap_or(0);
        let tired = object.reads.iter().find(|r| r.0 == self.current && r.3 >= STALE_IN_A_ROW);
        let fresh = tired.map_or(0, |r| r.2 + 1);
        stored.max(read).max(fresh).min(object.stores.len() - 1)
    }

    /// A load.
    pub(crate) fn load(&mut self, id: ObjId, order: Ordering) -> Loaded {
        let newest = self.objects[id].stores.len() - 1;
        let oldest = self.oldest_readable(id, order);
        let index = newest - self.choose(newest - oldest + 1);
        self.read_store(id, index, order);
        let stale = index != newest;
        self.stale_reads += usize::from(stale);
        Loaded { bits: self.objects[id].stores[index].bits, stale }
    }

    fn read_store(&mut self, id: ObjId, index: usize, order: Ordering) {
        let released = self.objects[id].stores[index].released.clone();
        let me = self.me();
        if acquires(order) {
            me.view.join(&released);
        } else {
            me.acquired_later.join(&released);
        }
        self.note_read(id, index);
    }

    fn note_read(&mut self, id: ObjId, index: usize) {
        let epoch = self.tick();
        let me = self.current;
        let newest = self.objects[id].stores.len() - 1;
        let reads = &mut self.objects[id].reads;
        let before = reads.iter().position(|r| r.0 == me).map(|at| reads.swap_remove(at));
        let again = before.filter(|b| b.2 == index && index != newest).map_or(0, |b| b.3);
        reads.push((me, epoch, index, if index == newest { 0 } else { again + 1 }));
    }

    /// A store.
    pub(crate) fn store(&mut self, id: ObjId, order: Ordering, new: u64) {
        self.push_store(id, order, new, None);
    }

    /// A read-modify-write that took place: reads the newest store and continues its release sequence.
    pub(crate) fn update(&mut self, id: ObjId, order: Ordering, new: u64) {
        let index = self.objects[id].stores.len() - 1;
        let released = self.objects[id].stores[index].released.clone();
        self.read_store(id, index, order);
        self.push_store(id, order, new, Some(released));
    }

    /// A compare-exchange that failed: a load of the newest store.
    pub(crate) fn update_failed(&mut self, id: ObjId, order: Ordering) {
        let index = self.objects[id].stores.len() - 1;
        self.read_store(id, index, order);
    }

    fn push_store(&mut self, id: ObjId, order: Ordering, bits: u64, sequence: Option<View>) {
        let epoch = self.tick();
        let thread = self.current;
        let me = self.me();
        let mut released = match (&me.released_by_fence, releases(order)) {
            (_, true) => me.view.clone(),
            (Some(fence), false) => fence.clone(),
            (None, false) => View::default(),
        };
        if let Some(sequence) = sequence {
            released.join(&sequence);
        }
        let stores = &mut self.objects[id].stores;
        if !self.settings.weak_memory {
            stores.clear();
            self.objects[id].reads.clear();
        }
        let store = Store { bits, thread, epoch, seq_cst: order == SeqCst, released };
        self.objects[id].stores.push(store);
        let index = self.objects[id].stores.len() - 1;
        self.note_read(id, index);
    }

    /// A fence.
    pub(crate) fn fence(&mut self, order: Ordering) {
        let me = self.current;
        if acquires(order) {
            let later = std::mem::take(&mut self.threads[me].acquired_later);
            self.threads[me].view.join(&later);
        }
        if order == SeqCst {
            self.threads[me].view.floor.join(&self.fence_view);
            self.tick();
            self.fence_view.join(&self.threads[me].view.floor);
        }
        if releases(order) {
            self.threads[me].released_by_fence = Some(self.threads[me].view.clone());
        }
    }

    /// An access to a cell; two of which one is exclusive must be ordered by happens-before.
    pub(crate) fn access(&mut self, id: ObjId, exclusive: bool, place: Place) {
        let epoch = self.tick();
        let me = self.current;
        let before = self.threads[me].view.before.clone();
        let object = &mut self.objects[id];
        let clash = object.accesses.iter().copied().find(|a| {
            a.thread != me && (a.exclusive || exclusive) && !before.knows(a.thread, a.epoch)
        });
        // An access is out of date once a later one by the same thread clashes with all that it would.
        object.accesses.retain(|a| a.thread != me || a.exclusive && !exclusive);
        object.accesses.push(CellAccess { thread: me, epoch, exclusive, place });
        if let Some(other) = clash {
            let message = format!(
                "the accesses at {}:{} and at {}:{} are not ordered by anything",
                other.place.file(),
                other.place.line(),
                place.file(),
                place.line()
            );
            self.fail(Verdict::DataRace, message);
        }
    }
}
