//! Adding numbers up with threads.

use std::thread;

use rayon::prelude::*;

use super::serial::by_iterator;

/// Each of `n` threads sums a part; the slice is lent to them.
pub fn scoped(numbers: &[i64], n: usize) -> i64 {
    parts(numbers, n, by_iterator)
}

/// Two threads, each with half of the numbers.
pub fn halves(numbers: &[i64], sum: fn(&[i64]) -> i64) -> i64 {
    parts(numbers, 2, sum)
}

fn parts(numbers: &[i64], n: usize, sum: fn(&[i64]) -> i64) -> i64 {
    thread::scope(|scope| {
        let threads: Vec<_> = numbers
            .chunks(numbers.len().div_ceil(n))
            .map(|part| scope.spawn(move || sum(part)))
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("a part cannot panic")).sum()
    })
}

/// The same with crossbeam's scope, which is older than that of std.
pub fn crossbeam(numbers: &[i64], n: usize) -> i64 {
    crossbeam::thread::scope(|scope| {
        let threads: Vec<_> = numbers
            .chunks(numbers.len().div_ceil(n))
            .map(|part| scope.spawn(move |_| by_iterator(part)))
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("a part cannot panic")).sum()
    })
    .expect("no part panicked")
}

/// rayon splits as it sees fit, down to single numbers.
pub fn rayon_items(numbers: &[i64]) -> i64 {
    numbers.par_iter().sum()
}

/// rayon's workers share `n` parts among themselves.
pub fn rayon_chunks(numbers: &[i64], n: usize) -> i64 {
    numbers.par_chunks(numbers.len().div_ceil(n)).map(by_iterator).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_come_to_the_same() {
        for n in [1, 7, 1000] {
            let numbers: Vec<i64> = (1..=n).collect();
            let sum = n * (n + 1) / 2;
            assert_eq!(scoped(&numbers, 8), sum, "of {n} numbers");
            assert_eq!(crossbeam(&numbers, 8), sum, "of {n} numbers");
            assert_eq!(rayon_items(&numbers), sum, "of {n} numbers");
            assert_eq!(rayon_chunks(&numbers, 8), sum, "of {n} numbers");
        }
    }
}
