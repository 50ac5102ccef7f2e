//! VERDICT: TORN WRITE
//! Somebody who reads between the two stores sees half of the new value and half of the old one.

use std::io;
use std::marker::PhantomData;
use std::num::NonZeroUsize;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::SeqCst};

use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous, munmap};

pub trait Bits: Copy {
    fn to_bits(self) -> u64;
    fn from_bits(bits: u64) -> Self;
}

impl Bits for u64 {
    fn to_bits(self) -> u64 {
        self
    }

    fn from_bits(bits: u64) -> u64 {
        bits
    }
}

impl Bits for i64 {
    fn to_bits(self) -> u64 {
        self.cast_unsigned()
    }

    fn from_bits(bits: u64) -> i64 {
        bits.cast_signed()
    }
}

impl Bits for f64 {
    fn to_bits(self) -> u64 {
        f64::to_bits(self)
    }

    fn from_bits(bits: u64) -> f64 {
        f64::from_bits(bits)
    }
}

impl Bits for bool {
    fn to_bits(self) -> u64 {
        u64::from(self)
    }

    fn from_bits(bits: u64) -> bool {
        bits != 0
    }
}

pub struct SharedValue<T: Bits> {
    value: NonNull<AtomicU64>,
    kind: PhantomData<T>,
}

const SIZE: NonZeroUsize = NonZeroUsize::new(8).unwrap();

// SAFETY: all access is by `&AtomicU64`.
unsafe impl<T: Bits> Send for SharedValue<T> {}
// SAFETY: as above.
unsafe impl<T: Bits> Sync for SharedValue<T> {}

impl<T: Bits> SharedValue<T> {
    pub fn new(first: T) -> io::Result<SharedValue<T>> {
        let protection = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
        // SAFETY: a new mapping takes nothing away from anybody.
        let memory = unsafe { mmap_anonymous(None, SIZE, protection, MapFlags::MAP_SHARED) }?;
        let shared = SharedValue { value: memory.cast(), kind: PhantomData };
        shared.set(first);
        Ok(shared)
    }

    pub fn get(&self) -> T {
        T::from_bits(self.bits().load(SeqCst))
    }

    pub fn set(&self, value: T) {
        let bits = value.to_bits();
        // SAFETY: the value is as large as two of these.
        let halves: &[AtomicU32; 2] = unsafe { self.value.cast().as_ref() };
        halves[0].store(bits as u32, SeqCst);
        halves[1].store((bits >> 32) as u32, SeqCst);
    }

    pub fn update(&self, mut change: impl FnMut(T) -> T) -> T {
        let mut old = self.bits().load(SeqCst);
        loop {
            let new = change(T::from_bits(old)).to_bits();
            match self.bits().compare_exchange(old, new, SeqCst, SeqCst) {
                Ok(_) => return T::from_bits(old),
                Err(now) => old = now,
            }
        }
    }

    fn bits(&self) -> &AtomicU64 {
        // SAFETY: it is mapped until `drop`, and zeros are an `AtomicU64`.
        unsafe { self.value.as_ref() }
    }
}

impl<T: Bits> Drop for SharedValue<T> {
    fn drop(&mut self) {
        // SAFETY: it was mapped with this size.
        let _ = unsafe { munmap(self.value.cast(), SIZE.get()) };
    }
}
