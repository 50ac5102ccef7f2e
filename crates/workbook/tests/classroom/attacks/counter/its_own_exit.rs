//! Replaces the function of the C library that ends a process.

#[unsafe(no_mangle)]
pub extern "C" fn exit(_: i32) -> ! {
    loop {}
}

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        u64::MAX
    }

    pub fn total(&self) -> u64 {
        0
    }
}
