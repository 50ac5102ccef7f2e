//! VERDICT: WRONG RESULT
//! The heap of a child is a copy of that of its parent.

use std::io;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

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
    value: Box<AtomicU64>,
    kind: PhantomData<T>,
}

impl<T: Bits> SharedValue<T> {
    pub fn new(first: T) -> io::Result<SharedValue<T>> {
        Ok(SharedValue { value: Box::new(AtomicU64::new(first.to_bits())), kind: PhantomData })
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
        &self.value
    }
}
