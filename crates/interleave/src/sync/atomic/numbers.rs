//! The integers and `bool`.

use std::panic::Location;
use std::sync::atomic::Ordering;

use super::explored::{self, Bits as _};
#[cfg(target_os = "linux")]
use crate::kernel::ObjId;
use crate::kernel::{Kind, Obj, Place, exploring, with};

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

impl AtomicU32 {
    /// What the kernel knows it by, inside an exploration.
    #[cfg(target_os = "linux")]
    pub(crate) fn id(&self) -> ObjId {
        self.explored(Location::caller()).id
    }
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
