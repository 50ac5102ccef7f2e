//! As `std::sync::atomic`: every atomic type and operation, explored inside an exploration.
//!
//! # Layout
//! - `explored`: what a load, a store and a read-modify-write are as steps
//! - `common`: the operations that all atomic types have
//! - `numbers`: the integers and `bool`
//! - `pointer`: `AtomicPtr`

#[macro_use]
mod common;
mod explored;
mod numbers;
mod pointer;

pub use std::sync::atomic::Ordering;

pub use numbers::{
    AtomicBool, AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize, AtomicU8, AtomicU16,
    AtomicU32, AtomicU64, AtomicUsize,
};
pub use pointer::AtomicPtr;

use std::panic::Location;
use std::sync::atomic as real;

use crate::kernel::{Op, Subject, Until, exploring, point, with};

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
