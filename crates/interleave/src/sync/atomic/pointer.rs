//! `AtomicPtr`.

use std::fmt;
use std::panic::Location;
use std::sync::atomic::Ordering;

use super::explored::{self, Bits as _};
use crate::kernel::{Kind, Obj, Place, exploring, with};

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
        fmt::Debug::fmt(self, f)
    }
}

macro_rules! fetch_address {
    ($($(#[$doc:meta])* $method:ident = $f:expr;)+) => {
        impl<P> AtomicPtr<P> {
            $(
                $(#[$doc])*
                #[doc = concat!(" Returns the old pointer. See [`std::sync::atomic::AtomicPtr::", stringify!($method), "`].")]
                #[track_caller]
                #[inline]
                pub fn $method(&self, value: usize, order: Ordering) -> *mut P {
                    if !exploring() {
                        return self.inner.$method(value, order);
                    }
                    let f: fn(*mut P, usize) -> *mut P = $f;
                    self.change(stringify!($method), order, Location::caller(), |old| f(old, value))
                }
            )+
        }
    };
}

fetch_address! {
    /// Adds so many times the size of the pointee, wrapping around, in one step.
    fetch_ptr_add = |old, value| old.wrapping_add(value);
    /// Subtracts so many times the size of the pointee, wrapping around, in one step.
    fetch_ptr_sub = |old, value| old.wrapping_sub(value);
    /// Adds so many bytes, wrapping around, in one step.
    fetch_byte_add = |old, value| old.wrapping_byte_add(value);
    /// Subtracts so many bytes, wrapping around, in one step.
    fetch_byte_sub = |old, value| old.wrapping_byte_sub(value);
    /// Bitwise or of the address, in one step.
    fetch_or = |old, value| old.map_addr(|a| a | value);
    /// Bitwise and of the address, in one step.
    fetch_and = |old, value| old.map_addr(|a| a & value);
    /// Bitwise exclusive or of the address, in one step.
    fetch_xor = |old, value| old.map_addr(|a| a ^ value);
}
