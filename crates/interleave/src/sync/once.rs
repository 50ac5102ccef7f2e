//! `Once`, as in `std::sync`, and the steps that `OnceLock` and `LazyLock` share with it.
//!
//! Of the kernel's object, `owner` is the thread that runs an initialiser, `count` is 1 once one has returned,
//! and `done` says that nobody will be let in to try: one has returned, or one has panicked for good.

use std::fmt;
use std::panic::Location;
use std::sync as real;

pub use std::sync::OnceState;

use crate::kernel::{Kind, Obj, ObjId, Op, Place, Subject, Until, exploring, point, with};

/// Something that is to be done once.
///
/// Same as [`std::sync::Once`], which does the work outside an exploration. Inside one, an initialiser that
/// calls the `Once` it runs for is a `DEADLOCK`; what std does then it leaves open.
pub struct Once {
    obj: Obj,
    inner: real::Once,
}

impl Once {
    /// Nothing has been done yet. See [`std::sync::Once::new`].
    #[track_caller]
    #[must_use]
    #[expect(clippy::new_without_default, reason = "as in std")]
    pub const fn new() -> Once {
        Once { obj: Obj::new(Kind::Once), inner: real::Once::new() }
    }

    /// Calls `f` if nothing has been called before, else waits until that has returned. See
    /// [`std::sync::Once::call_once`].
    ///
    /// # Panics
    /// If `f` does, or an earlier one did.
    #[track_caller]
    pub fn call_once<F: FnOnce()>(&self, f: F) {
        if !exploring() {
            return self.inner.call_once(f);
        }
        let poison = Poison::Refused("Once");
        let Some(turn) = Turn::take(self.id(), Location::caller(), poison) else {
            return;
        };
        self.inner.call_once(|| {
            f();
            turn.before_end();
        });
        turn.end(|| None);
    }

    /// As `call_once`, but tries again if an earlier one panicked. See [`std::sync::Once::call_once_force`].
    ///
    /// # Panics
    /// If `f` does.
    #[track_caller]
    pub fn call_once_force<F: FnOnce(&OnceState)>(&self, f: F) {
        if !exploring() {
            return self.inner.call_once_force(f);
        }
        let (id, place) = (self.id(), Location::caller());
        let Some(turn) = Turn::take(id, place, Poison::Accepted) else {
            return;
        };
        self.inner.call_once_force(|state| {
            f(state);
            turn.before_end();
        });
        turn.end(|| None);
    }

    /// Whether it has been done. See [`std::sync::Once::is_completed`].
    #[track_caller]
    pub fn is_completed(&self) -> bool {
        if !exploring() {
            return self.inner.is_completed();
        }
        look(self.id(), "is_completed", Location::caller(), || {
            self.inner.is_completed().to_string()
        });
        self.inner.is_completed()
    }

    /// Waits until somebody else has done it. See [`std::sync::Once::wait`].
    ///
    /// # Panics
    /// If whoever did it panicked.
    #[track_caller]
    pub fn wait(&self) {
        if !exploring() {
            return self.inner.wait();
        }
        let id = self.id();
        wait(id, Location::caller(), Until::Done(id));
        if !self.inner.is_completed() {
            panic_as_poisoned("Once");
        }
    }

    /// As `wait`, but goes on waiting if whoever did it panicked. See [`std::sync::Once::wait_force`].
    #[track_caller]
    pub fn wait_force(&self) {
        if !exploring() {
            return self.inner.wait_force();
        }
        let id = self.id();
        // Not `Done`, which a panic is enough for.
        wait(id, Location::caller(), Until::Round(id, 0));
    }

    fn id(&self) -> ObjId {
        id_of(&self.obj, self.inner.is_completed())
    }
}

impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

/// The index of `obj`. `initialised` is what the real object says: that may have happened outside the
/// exploration, or have been undone by a `take`.
pub(super) fn id_of(obj: &Obj, initialised: bool) -> ObjId {
    let id = obj.id();
    with(|k| {
        let object = &mut k.objects[id];
        if initialised != (object.count > 0) {
            object.count = usize::from(initialised);
            object.done = initialised;
        }
    });
    id
}

/// A step that tells whether the object is initialised; `tell` says what it finds.
pub(super) fn look(id: ObjId, verb: &'static str, place: Place, tell: impl FnOnce() -> String) {
    let subject = Subject::Object(id);
    point(Op::Loads, subject, place, Until::Now);
    with(|k| {
        if k.objects[id].count > 0 {
            k.acquire_from(id);
        }
        k.saw(Op::Loads, verb, subject, place, |_, e| e.detail(format!("→ {}", tell())));
    });
}

/// Waits for somebody else's initialiser.
pub(super) fn wait(id: ObjId, place: Place, until: Until) {
    let subject = Subject::Object(id);
    point(Op::Loads, subject, place, until);
    with(|k| {
        k.acquire_from(id);
        let found = if k.objects[id].count > 0 { "initialised" } else { "poisoned" };
        k.saw(Op::Loads, "finds", subject, place, |_, e| e.detail(found));
    });
}

#[track_caller]
fn panic_as_poisoned(name: &str) -> ! {
    panic!("{name} instance has previously been poisoned")
}

/// What it means that an initialiser panics.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Poison {
    /// The next one may try.
    None,
    /// It is for good, but this caller tries all the same.
    Accepted,
    /// It is for good, and this caller of the named type panics if it has happened.
    Refused(&'static str),
}

/// The right to run an initialiser while all others wait; given back when dropped.
pub(super) struct Turn {
    id: ObjId,
    place: Place,
    poison: Poison,
    completed: bool,
}

impl Turn {
    /// Waits until nobody else runs an initialiser. `None`: one has returned, so there is nothing to do.
    #[track_caller]
    pub(super) fn take(id: ObjId, place: Place, poison: Poison) -> Option<Turn> {
        let subject = Subject::Object(id);
        point(Op::Initialises, subject, place, Until::Free(id));
        let poisoned = with(|k| {
            k.acquire_from(id);
            let object = &mut k.objects[id];
            if object.count > 0 {
                k.saw(Op::Loads, "finds", subject, place, |_, e| e.detail("initialised"));
                return None;
            }
            if object.done && matches!(poison, Poison::Refused(_)) {
                k.saw(Op::Loads, "finds", subject, place, |_, e| e.detail("poisoned"));
                return Some(true);
            }
            object.done = false;
            object.owner = Some(k.current);
            k.did(Op::Initialises, "initialises", subject, place, |_, e| e);
            Some(false)
        });
        match (poisoned?, poison) {
            (true, Poison::Refused(name)) => panic_as_poisoned(name),
            _ => Some(Turn { id, place, poison, completed: false }),
        }
    }

    /// The initialiser has returned. Others who do not wait can tell whether it has been noted yet.
    pub(super) fn before_end(&self) {
        point(Op::Initialises, Subject::Object(self.id), self.place, Until::Now);
    }

    /// The object is initialised now, and `shown` is its value where it is one that can be shown.
    pub(super) fn end(mut self, shown: impl FnOnce() -> Option<String>) {
        self.completed = true;
        self.give_back("has initialised", shown);
    }

    fn give_back(&self, verb: &'static str, shown: impl FnOnce() -> Option<String>) {
        let subject = Subject::Object(self.id);
        with(|k| {
            let object = &mut k.objects[self.id];
            object.owner = None;
            object.count = usize::from(self.completed);
            object.done = self.completed || self.poison != Poison::None;
            k.release_to(self.id);
            k.did(Op::Initialises, verb, subject, self.place, |_, e| match shown() {
                Some(value) => e.detail(format!("= {value}")).value(value),
                None => e,
            });
        });
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if !self.completed && exploring() {
            self.give_back("fails to initialise", || None);
        }
    }
}
