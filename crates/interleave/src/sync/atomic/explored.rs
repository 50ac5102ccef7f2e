//! What a load, a store and a read-modify-write are as steps.

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::Ordering;

use crate::kernel::{Event, Kernel, ObjId, Op, Place, Subject, Until, point, with};

/// Values as the kernel keeps them.
pub(super) trait Bits: Copy + fmt::Debug {
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

/// A result as the timeline shows it: value, and ordering where it is not the plain `SeqCst`.
fn told(value: String, order: Ordering) -> String {
    match order {
        Ordering::SeqCst => value,
        _ => format!("{value} {order:?}"),
    }
}

/// The steps of an explored atomic of type `T`; its value lives in the kernel.
pub(super) struct Explored<T> {
    pub(super) id: ObjId,
    pub(super) place: Place,
    pub(super) of: PhantomData<T>,
}

impl<T: Bits> Explored<T> {
    fn subject(&self) -> Subject {
        Subject::Object(self.id)
    }

    pub(super) fn load(&self, order: Ordering) -> T {
        assert!(
            !matches!(order, Ordering::Release | Ordering::AcqRel),
            "there is no such thing as a load with {order:?} ordering"
        );
        point(Op::Loads, self.subject(), self.place, Until::Now);
        with(|k| {
            let newest = T::from_bits(k.newest(self.id));
            let loaded = k.load(self.id, order);
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

    pub(super) fn store(&self, value: T, order: Ordering) {
        assert!(
            !matches!(order, Ordering::Acquire | Ordering::AcqRel),
            "there is no such thing as a store with {order:?} ordering"
        );
        point(Op::Stores, self.subject(), self.place, Until::Now);
        with(|k| {
            k.store(self.id, order, value.to_bits());
            k.did(Op::Stores, "store", self.subject(), self.place, |_, event| {
                event.detail(told(format!("← {value:?}"), order)).value(format!("{value:?}"))
            });
        });
    }

    /// A compare-exchange; a `weak` one may fail although the value is the expected one.
    pub(super) fn compare_exchange(
        &self,
        weak: bool,
        (current, new): (T, T),
        (success, failure): (Ordering, Ordering),
    ) -> Result<T, T>
    where
        T: PartialEq,
    {
        check_failure(failure);
        let verb = if weak { "compare_exchange_weak" } else { "compare_exchange" };
        self.update(verb, (success, failure), |k, old| {
            let fails = weak && old == current && k.spurious_left > 0 && k.choose(2) == 1;
            k.spurious_left -= usize::from(fails);
            (old == current && !fails).then_some(new)
        })
    }

    /// A read-modify-write; `change` gives the new value, or `None` to leave it.
    pub(super) fn update(
        &self,
        verb: &'static str,
        (success, failure): (Ordering, Ordering),
        change: impl FnOnce(&mut Kernel, T) -> Option<T>,
    ) -> Result<T, T> {
        point(Op::Updates, self.subject(), self.place, Until::Now);
        with(|k| {
            let old = T::from_bits(k.newest(self.id));
            match change(k, old) {
                Some(new) => {
                    let idle = (old.to_bits() == new.to_bits()).then_some(k.me().idle_steps + 1);
                    k.update(self.id, success, new.to_bits());
                    k.did(Op::Updates, verb, self.subject(), self.place, |_, event: Event| {
                        let change = told(format!("{old:?} → {new:?}"), success);
                        event.detail(change).value(format!("{new:?}"))
                    });
                    // One that leaves the value as it was is a look, as far as spinning is concerned.
                    k.me().idle_steps = idle.unwrap_or(0);
                    Ok(old)
                }
                None => {
                    k.update_failed(self.id, failure);
                    k.saw(Op::Updates, verb, self.subject(), self.place, |_, event: Event| {
                        event.detail(format!("fails: it is {old:?}")).value(format!("{old:?}"))
                    });
                    Err(old)
                }
            }
        })
    }
}

fn check_failure(order: Ordering) {
    assert!(
        !matches!(order, Ordering::Release | Ordering::AcqRel),
        "a failed compare_exchange is a load, and there is no such thing as a load with {order:?} ordering"
    );
}
