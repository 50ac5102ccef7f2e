//! Adds two numbers.

/// The sum of `a` and `b`.
pub fn add(a: u32, b: u32) -> u32 {
    a + c
}
