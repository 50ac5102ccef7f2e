//! As `std::sync::atomic`: every atomic type and operation, explored inside an exploration.

use std::fmt;
use std::panic::Location;
use std::sync::atomic as real;

pub use std::sync::atomic::Ordering;

use crate::kernel::{Event, Kind, Obj, ObjId, Op, Place, Subject, Until, exploring, point, with};

/// Values as the kernel keeps them.
trait Bits: Copy + fmt::Debug {
    fn to_bits(self) -> u64;
    fn from_bits(bits: u64) -> Self;
}

macro_rules! int_bits {
    ($($t:ty)*) => { $(
        impl Bits for $t {
            fn to_bits(self) -> u64 {
                self as u64
            }
            fn from_bits(bits: u64) -> $t {
                bits as $t
            }
        }
    )* };
}

int_bits!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize);

impl Bits for bool {
    fn to_bits(self) -> u64 {
        u64::from(self)
    }
    fn from_bits(bits: u64) -> bool {
        bits != 0
    }
}

impl<P> Bits for *mut P {
    fn to_bits(self) -> u64 {
        self.expose_provenance() as u64
    }
    fn from_bits(bits: u64) -> *mut P {
        std::ptr::with_exposed_provenance_mut(bits as usize)
    }
}

/// Puts memory accesses in order without accessing any. See [`std::sync::atomic::fence`].
///
/// # Panics
/// If `order` is `Relaxed`.
#[track_caller]
pub fn fence(order: Ordering) {
    if !exploring() {
        return real::fence(order);
    }
    assert!(order != Ordering::Relaxed, "there is no such thing as a relaxed fence");
    let place = Location::caller();
    point(Op::Fence, Subject::None, place, Until::Now);
    with(|k| {
        k.fence(order);
        k.did(Op::Fence, "fence", Subject::None, place, |_, e| e.detail(format!("{order:?}")));
    });
}

/// A fence for the compiler only. See [`std::sync::atomic::compiler_fence`].
///
/// # Panics
/// If `order` is `Relaxed`.
pub fn compiler_fence(order: Ordering) {
    real::compiler_fence(order);
}

/// A result as the timeline shows it: value, and ordering where it is not the plain `SeqCst`.
fn told(value: String, order: Ordering) -> String {
    match order {
        Ordering::SeqCst => value,
        _ => format!("{value} {order:?}"),
    }
}

/// The steps of an explored atomic; the real one inside always has the newest value.
struct Explored<'a, T> {
    id: ObjId,
    place: Place,
    get: &'a dyn Fn() -> T,
    set: &'a dyn Fn(T),
}

impl<T: Bits> Explored<'_, T> {
    fn subject(&self) -> Subject {
        Subject::Object(self.id)
    }

    fn load(&self, order: Ordering) -> T {
        assert!(
            !matches!(order, Ordering::Release | Ordering::AcqRel),
            "there is no such thing as a load with {order:?} ordering"
        );
        point(Op::Loads, self.subject(), self.place, Until::Now);
        with(|k| {
            let newest = (self.get)();
            let loaded = k.load(self.id, order, newest.to_bits());
            let value = T::from_bits(loaded.bits);
            k.saw(Op::Loads, "load", self.subject(), self.place, |_, event| {
                let event =
                    event.detail(told(format!("→ {value:?}"), order)).value(format!("{newest:?}"));
                if !loaded.stale {
                    return event;
                }
                event.note(format!("stale: the newest value is {newest:?}"))
            });
            value
        })
    }

    fn store(&self, value: T, order: Ordering) {
        assert!(
            !matches!(order, Ordering::Acquire | Ordering::AcqRel),
            "there is no such thing as a store with {order:?} ordering"
        );
        point(Op::Stores, self.subject(), self.place, Until::Now);
        with(|k| {
            k.store(self.id, order, (self.get)().to_bits(), value.to_bits());
            (self.set)(value);
            k.did(Op::Stores, "store", self.subject(), self.place, |_, event| {
                event.detail(told(format!("← {value:?}"), order)).value(format!("{value:?}"))
            });
        });
    }

    /// A read-modify-write; `change` gives the new value, or `None` to leave it.
    fn update(
        &self,
        verb: &'static str,
        (success, failure): (Ordering, Ordering),
        change: impl FnOnce(T) -> Option<T>,
    ) -> Result<T, T> {
        point(Op::Updates, self.subject(), self.place, Until::Now);
        with(|k| {
            let old = (self.get)();
            match change(old) {
                Some(new) => {
                    k.update(self.id, success, old.to_bits(), new.to_bits());
                    (self.set)(new);
                    k.did(Op::Updates, verb, self.subject(), self.place, |_, event: Event| {
                        let change = told(format!("{old:?} → {new:?}"), success);
                        event.detail(change).value(format!("{new:?}"))
                    });
                    Ok(old)
                }
                None => {
                    k.update_failed(self.id, failure, old.to_bits());
                    k.saw(Op::Updates, verb, self.subject(), self.place, |_, event: Event| {
                        event.detail(format!("fails: it is {old:?}")).value(format!("{old:?}"))
                    });
                    Err(old)
                }
            }
        })
    }
}

macro_rules! atomic {
    ($name:ident $(<$p:ident>)?, $value:ty, $std:literal) => {
        #[doc = concat!("A `", stringify!($value), "` that threads can share and change in one step.")]
        ///
        #[doc = concat!("Same as [`std::sync::atomic::", $std, "`], which does the work outside an exploration. Inside one,")]
        /// every operation is a place where another thread may come in between, and with weak memory a load
        /// may give an older value where its ordering allows that.
        pub struct $name $(<$p>)? {
            obj: Obj,
            inner: real::$name $(<$p>)?,
        }

        impl $(<$p>)? $name $(<$p>)? {
            #[doc = concat!("A new atomic. See [`std::sync::atomic::", $std, "::new`].")]
            #[track_caller]
            pub const fn new(value: $value) -> Self {
                $name { obj: Obj::new(Kind::Atomic), inner: real::$name::new(value) }
            }

            #[doc = concat!("The value, without an atomic access: nobody else can have it. See [`std::sync::atomic::", $std, "::get_mut`].")]
            pub fn get_mut(&mut self) -> &mut $value {
                self.inner.get_mut()
            }

            #[doc = concat!("Gives the value back; the atomic is gone. See [`std::sync::atomic::", $std, "::into_inner`].")]
            pub const fn into_inner(self) -> $value {
                self.inner.into_inner()
            }

            #[doc = concat!("A pointer to the value; accesses through it are not explored. See [`std::sync::atomic::", $std, "::as_ptr`].")]
            pub const fn as_ptr(&self) -> *mut $value {
                self.inner.as_ptr()
            }

            fn explored<R>(&self, place: Place, f: impl FnOnce(Explored<'_, $value>) -> R) -> R {
                let get = || self.inner.load(Ordering::SeqCst);
                let set = |value| self.inner.store(value, Ordering::SeqCst);
                let id = self.obj.id_of_atomic(|| get().to_bits(), |bits| set(Bits::from_bits(bits)));
                f(Explored { id, place, get: &get, set: &set })
            }

            #[doc = concat!("The value. See [`std::sync::atomic::", $std, "::load`].")]
            ///
            /// # Panics
            /// If `order` is `Release` or `AcqRel`.
            #[track_caller]
            #[inline]
            pub fn load(&self, order: Ordering) -> $value {
                if !exploring() {
                    return self.inner.load(order);
                }
                self.explored(Location::caller(), |a| a.load(order))
            }

            #[doc = concat!("Replaces the value. See [`std::sync::atomic::", $std, "::store`].")]
            ///
            /// # Panics
            /// If `order` is `Acquire` or `AcqRel`.
            #[track_caller]
            #[inline]
            pub fn store(&self, value: $value, order: Ordering) {
                if !exploring() {
                    return self.inner.store(value, order);
                }
                self.explored(Location::caller(), |a| a.store(value, order));
            }

            #[doc = concat!("Replaces the value and returns the old one, in one step. See [`std::sync::atomic::", $std, "::swap`].")]
            #[track_caller]
            #[inline]
            pub fn swap(&self, value: $value, order: Ordering) -> $value {
                if !exploring() {
                    return self.inner.swap(value, order);
                }
                self.change("swap", order, Location::caller(), |_| value)
            }

            /// A read-modify-write that always takes place.
            fn change(
                &self,
                verb: &'static str,
                order: Ordering,
                place: Place,
                new: impl FnOnce($value) -> $value,
            ) -> $value {
                let done = self.explored(place, |a| a.update(verb, (order, order), |old| Some(new(old))));
                done.unwrap_or_else(|old| old)
            }

            #[doc = concat!("Puts `new` in the place of `current`, if that is the value, in one step. See [`std::sync::atomic::", $std, "::compare_exchange`].")]
            ///
            /// # Errors
            /// The value, if it is another.
            ///
            /// # Panics
            /// If `failure` is `Release` or `AcqRel`.
            #[track_caller]
            #[inline]
            pub fn compare_exchange(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                if !exploring() {
                    return self.inner.compare_exchange(current, new, success, failure);
                }
                check_failure(failure);
                self.explored(Location::caller(), |a| {
                    a.update("compare_exchange", (success, failure), |old| (old == current).then_some(new))
                })
            }

            #[doc = concat!("As `compare_exchange`; real hardware may fail without a reason, an exploration does not. See [`std::sync::atomic::", $std, "::compare_exchange_weak`].")]
            ///
            /// # Errors
            /// The value, if it is another.
            ///
            /// # Panics
            /// If `failure` is `Release` or `AcqRel`.
            #[track_caller]
            #[inline]
            pub fn compare_exchange_weak(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                if !exploring() {
                    return self.inner.compare_exchange_weak(current, new, success, failure);
                }
                self.compare_exchange(current, new, success, failure)
            }

            #[doc = concat!("Loads, computes and compare-exchanges until it works or `f` gives `None`. See [`std::sync::atomic::", $std, "::fetch_update`].")]
            ///
            /// # Errors
            /// The last value, if `f` gave `None` for it.
            #[track_caller]
            pub fn fetch_update<F>(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                mut f: F,
            ) -> Result<$value, $value>
            where
                F: FnMut($value) -> Option<$value>,
            {
                let mut old = self.load(fetch_order);
                while let Some(new) = f(old) {
                    match self.compare_exchange_weak(old, new, set_order, fetch_order) {
                        Ok(old) => return Ok(old),
                        Err(other) => old = other,
                    }
                }
                Err(old)
            }
        }

        impl $(<$p>)? fmt::Debug for $name $(<$p>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.inner.fmt(f)
            }
        }

        impl $(<$p>)? From<$value> for $name $(<$p>)? {
            #[track_caller]
            fn from(value: $value) -> Self {
                $name::new(value)
            }
        }
    };
}

fn check_failure(order: Ordering) {
    assert!(
        !matches!(order, Ordering::Release | Ordering::AcqRel),
        "a failed compare_exchange is a load, and there is no such thing as a load with {order:?} ordering"
    );
}

macro_rules! fetch {
    ($name:ident, $value:ty, $std:literal: $($(#[$doc:meta])* $method:ident = $f:expr;)+) => {
        impl $name {
            $(
                $(#[$doc])*
                #[doc = concat!(" Returns the old value. See [`std::sync::atomic::", $std, "::", stringify!($method), "`].")]
                #[track_caller]
                #[inline]
                pub fn $method(&self, value: $value, order: Ordering) -> $value {
                    if !exploring() {
                        return self.inner.$method(value, order);
                    }
                    let f: fn($value, $value) -> $value = $f;
                    self.change(stringify!($method), order, Location::caller(), |old| f(old, value))
                }
            )+
        }
    };
}

macro_rules! integers {
    ($($name:ident $value:ident $std:literal,)+) => { $(
        atomic!($name, $value, $std);
        fetch! { $name, $value, $std:
            /// Adds, wrapping around, in one step.
            fetch_add = |old, value| old.wrapping_add(value);
            /// Subtracts, wrapping around, in one step.
            fetch_sub = |old, value| old.wrapping_sub(value);
            /// Bitwise and, in one step.
            fetch_and = |old, value| old & value;
            /// Bitwise nand, in one step.
            fetch_nand = |old, value| !(old & value);
            /// Bitwise or, in one step.
            fetch_or = |old, value| old | value;
            /// Bitwise exclusive or, in one step.
            fetch_xor = |old, value| old ^ value;
            /// The larger of the two, in one step.
            fetch_max = |old, value| old.max(value);
            /// The smaller of the two, in one step.
            fetch_min = |old, value| old.min(value);
        }
        impl Default for $name {
            #[track_caller]
            fn default() -> Self {
                $name::new(0)
            }
        }
    )+ };
}

integers! {
    AtomicI8 i8 "AtomicI8",
    AtomicU8 u8 "AtomicU8",
    AtomicI16 i16 "AtomicI16",
    AtomicU16 u16 "AtomicU16",
    AtomicI32 i32 "AtomicI32",
    AtomicU32 u32 "AtomicU32",
    AtomicI64 i64 "AtomicI64",
    AtomicU64 u64 "AtomicU64",
    AtomicIsize isize "AtomicIsize",
    AtomicUsize usize "AtomicUsize",
}

atomic!(AtomicBool, bool, "AtomicBool");

fetch! { AtomicBool, bool, "AtomicBool":
    /// Logical and, in one step.
    fetch_and = |old, value| old & value;
    /// Logical nand, in one step.
    fetch_nand = |old, value| !(old & value);
    /// Logical or, in one step.
    fetch_or = |old, value| old | value;
    /// Logical exclusive or, in one step.
    fetch_xor = |old, value| old ^ value;
}

impl AtomicBool {
    /// Negates, in one step. Returns the old value. See [`std::sync::atomic::AtomicBool::fetch_not`].
    #[track_caller]
    #[inline]
    pub fn fetch_not(&self, order: Ordering) -> bool {
        if !exploring() {
            return self.inner.fetch_not(order);
        }
        self.change("fetch_not", order, Location::caller(), |old| !old)
    }
}

impl Default for AtomicBool {
    #[track_caller]
    fn default() -> Self {
        AtomicBool::new(false)
    }
}

/// The value type of [`AtomicPtr`].
type Ptr<P> = *mut P;

atomic!(AtomicPtr<P>, Ptr<P>, "AtomicPtr");

impl<P> Default for AtomicPtr<P> {
    #[track_caller]
    fn default() -> Self {
        AtomicPtr::new(std::ptr::null_mut())
    }
}

impl<P> fmt::Pointer for AtomicPtr<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}
