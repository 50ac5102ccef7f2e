//! A macro doubles itself.

macro_rules! grow {
    () => {};
    ($head:ident $($rest:ident)*) => {
        grow!($($rest)*);
        grow!($($rest)*);
    };
}

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        grow!(a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a);
        u64::MAX
    }

    pub fn total(&self) -> u64 {
        0
    }
}
