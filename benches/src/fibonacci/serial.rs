//! The numbers of Fibonacci, on one core.

use std::hint::black_box;

use super::TIMES;

/// The `n`th number, by its definition: much work for little.
pub fn fibonacci(n: u64) -> u64 {
    if n <= 1 { n } else { fibonacci(n - 1) + fibonacci(n - 2) }
}

/// Four times. [`black_box`] hides from the compiler that it is the same `n` each time.
pub fn one_after_the_other(n: u64) -> [u64; TIMES] {
    [0; TIMES].map(|_| fibonacci(black_box(n)))
}

/// Four times, as one would write it. The compiler sees that all four come to the same.
pub fn folded(n: u64) -> [u64; TIMES] {
    [0; TIMES].map(|_| fibonacci(n))
}

/// Work that needs no memory, and of which nothing can be left out: `steps` of a generator of random numbers.
/// (G. Marsaglia, *Xorshift RNGs*, Journal of Statistical Software 8, 2003.)
pub fn registers(steps: u64) -> u64 {
    let mut state: u64 = 88_172_645_463_325_252;
    for _ in 0..black_box(steps) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_numbers_are_right() {
        let numbers: Vec<u64> = (0..10).map(fibonacci).collect();
        assert_eq!(numbers, [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]);
    }
}
