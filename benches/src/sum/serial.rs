//! Adding numbers up on one core.

use std::hint::black_box;

/// With a loop.
#[inline(never)]
pub fn by_loop(numbers: &[i64]) -> i64 {
    let mut sum = 0;
    for number in numbers {
        sum += number;
    }
    sum
}

/// With an iterator.
#[inline(never)]
pub fn by_iterator(numbers: &[i64]) -> i64 {
    numbers.iter().sum()
}

/// One addition after the other, as the loop reads: the compiler may not add several numbers with one instruction.
#[inline(never)]
pub fn one_by_one(numbers: &[i64]) -> i64 {
    numbers.iter().fold(0, |sum, number| black_box(sum + number))
}

/// Part by part, `parts` of them.
pub fn in_chunks(numbers: &[i64], parts: usize) -> i64 {
    numbers.chunks(numbers.len().div_ceil(parts)).map(by_iterator).sum()
}

/// With the widest registers that this processor has, and many sums side by side: as fast as one core can read.
pub fn stream(numbers: &[i64]) -> i64 {
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512f") {
            // SAFETY: the processor has these instructions, as was just asked.
            return unsafe { stream_avx512(numbers) };
        }
        if is_x86_feature_detected!("avx2") {
            // SAFETY: as above.
            return unsafe { stream_avx2(numbers) };
        }
    }
    side_by_side(numbers)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn stream_avx512(numbers: &[i64]) -> i64 {
    side_by_side(numbers)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn stream_avx2(numbers: &[i64]) -> i64 {
    side_by_side(numbers)
}

#[inline(always)]
fn side_by_side(numbers: &[i64]) -> i64 {
    const LANES: usize = 64;
    let mut sums = [0; LANES];
    let (blocks, rest) = numbers.as_chunks::<LANES>();
    for block in blocks {
        for (sum, number) in sums.iter_mut().zip(block) {
            *sum += number;
        }
    }
    sums.iter().sum::<i64>() + rest.iter().sum::<i64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_come_to_the_same() {
        for n in [1, 7, 8, 64, 1000] {
            let numbers: Vec<i64> = (1..=n).collect();
            let sum = n * (n + 1) / 2;
            assert_eq!(by_loop(&numbers), sum);
            assert_eq!(by_iterator(&numbers), sum);
            assert_eq!(one_by_one(&numbers), sum);
            assert_eq!(in_chunks(&numbers, 8), sum);
            assert_eq!(stream(&numbers), sum, "of {n} numbers");
        }
    }
}
