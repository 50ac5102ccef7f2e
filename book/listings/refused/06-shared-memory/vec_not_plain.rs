/// # Safety
/// Every pattern of bits is a value of the type, and it is nothing but its own bytes.
unsafe trait Plain: Copy {}

// SAFETY: an integer is its bytes, and any bytes are one.
unsafe impl Plain for u64 {}
// SAFETY: an array is its elements.
unsafe impl<T: Plain, const N: usize> Plain for [T; N] {}

/// Puts a value into shared memory.
fn share<T: Plain>(_value: T) {}

fn main() {
    share(7_u64);
    share([1_u64, 2, 3]);
    share(vec![1_u64, 2, 3]); //~ E0277
}
