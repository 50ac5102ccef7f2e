//! As `std::cell`, with an `UnsafeCell` whose data races are found.

pub use std::cell::{BorrowError, BorrowMutError, Cell, LazyCell, OnceCell, Ref, RefCell, RefMut};

use std::fmt;
use std::panic::Location;

use crate::kernel::{Kind, Obj, Op, Place, Subject, Until, exploring, point, with};

/// The cell that locks are built on. Same as [`std::cell::UnsafeCell`].
///
/// Inside an exploration, two accesses that nothing puts in order are a `DATA RACE`. `get` counts as an
/// exclusive access, since the pointer may be written through; use `with` to look only.
#[derive(Default)]
pub struct UnsafeCell<T: ?Sized> {
    obj: CellObj,
    inner: std::cell::UnsafeCell<T>,
}

struct CellObj(Obj);

impl Default for CellObj {
    #[track_caller]
    fn default() -> CellObj {
        CellObj(Obj::new(Kind::Cell))
    }
}

impl<T> UnsafeCell<T> {
    /// A cell around `value`. See [`std::cell::UnsafeCell::new`].
    #[track_caller]
    pub const fn new(value: T) -> UnsafeCell<T> {
        UnsafeCell { obj: CellObj(Obj::new(Kind::Cell)), inner: std::cell::UnsafeCell::new(value) }
    }

    /// Gives the value back. See [`std::cell::UnsafeCell::into_inner`].
    pub fn into_inner(self) -> T {
        self.inner.into_inner()
    }
}

impl<T: ?Sized> UnsafeCell<T> {
    /// A pointer to the value, to be used at once. See [`std::cell::UnsafeCell::get`].
    #[track_caller]
    pub fn get(&self) -> *mut T {
        self.access("accesses", true, Location::caller());
        self.inner.get()
    }

    /// The value, exclusively: nobody else can have it. See [`std::cell::UnsafeCell::get_mut`].
    pub fn get_mut(&mut self) -> &mut T {
        self.inner.get_mut()
    }

    /// Calls `f` with a pointer that is only read through: others may look at the same time. std has no such
    /// method; its like is in the crate loom.
    #[track_caller]
    pub fn with<R>(&self, f: impl FnOnce(*const T) -> R) -> R {
        self.access("looks at", false, Location::caller());
        f(self.inner.get())
    }

    /// Calls `f` with a pointer that may be written through. std has no such method; its like is in the crate
    /// loom.
    #[track_caller]
    pub fn with_mut<R>(&self, f: impl FnOnce(*mut T) -> R) -> R {
        f(self.get())
    }

    fn access(&self, verb: &'static str, exclusive: bool, place: Place) {
        if !exploring() {
            return;
        }
        let id = self.obj.0.id();
        let subject = Subject::Object(id);
        point(Op::Accesses, subject, place, Until::Now);
        with(|k| {
            if exclusive {
                k.did(Op::Accesses, verb, subject, place, |_, e| e);
            } else {
                k.saw(Op::Accesses, verb, subject, place, |_, e| e);
            }
            k.access(id, exclusive, place);
        });
    }
}

impl<T> From<T> for UnsafeCell<T> {
    #[track_caller]
    fn from(value: T) -> UnsafeCell<T> {
        UnsafeCell::new(value)
    }
}

impl<T: ?Sized> fmt::Debug for UnsafeCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnsafeCell").finish_non_exhaustive()
    }
}
