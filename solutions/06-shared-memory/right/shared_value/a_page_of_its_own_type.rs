//! The memory is a type of its own, which gives itself back.

use std::io;
use std::marker::PhantomData;
use std::num::NonZeroUsize;
use std::ops::Deref;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

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

/// A page that is shared with all forked processes.
struct Page(NonNull<AtomicU64>);

const SIZE: NonZeroUsize = NonZeroUsize::new(4096).unwrap();

// SAFETY: all access is by `&AtomicU64`.
unsafe impl Send for Page {}
// SAFETY: as above.
unsafe impl Sync for Page {}

impl Page {
    fn new() -> io::Result<Page> {
        let protection = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
        // SAFETY: a new mapping takes nothing away from anybody.
        let memory = unsafe { mmap_anonymous(None, SIZE, protection, MapFlags::MAP_SHARED) };
        Ok(Page(memory?.cast()))
    }
}

impl Deref for Page {
    type Target = AtomicU64;

    fn deref(&self) -> &AtomicU64 {
        // SAFETY: it is mapped until `drop`, and zeros are an `AtomicU64`.
        unsafe { self.0.as_ref() }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // SAFETY: it was mapped with this size.
        let _ = unsafe { munmap(self.0.cast(), SIZE.get()) };
    }
}

pub struct SharedValue<T: Bits> {
    page: Page,
    kind: PhantomData<T>,
}

impl<T: Bits> SharedValue<T> {
    pub fn new(first: T) -> io::Result<SharedValue<T>> {
        let page = Page::new()?;
        page.store(first.to_bits(), SeqCst);
        Ok(SharedValue { page, kind: PhantomData })
    }

    pub fn get(&self) -> T {
        T::from_bits(self.bits().load(SeqCst))
    }

    pub fn set(&self, value: T) {
        self.bits().store(value.to_bits(), SeqCst);
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
        &self.page
    }
}
