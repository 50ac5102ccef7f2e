//! The numbers of Fibonacci, by threads.

use std::hint::black_box;
use std::thread;

use rayon::prelude::*;

use super::TIMES;
use super::serial::fibonacci;

/// A thread for each of the four.
pub fn scoped(n: u64) -> [u64; TIMES] {
    thread::scope(|scope| {
        let threads = [0; TIMES].map(|_| scope.spawn(|| fibonacci(black_box(n))));
        threads.map(|thread| thread.join().expect("it cannot panic"))
    })
}

/// The same with crossbeam's scope.
pub fn crossbeam(n: u64) -> [u64; TIMES] {
    crossbeam::thread::scope(|scope| {
        let threads = [0; TIMES].map(|_| scope.spawn(|_| fibonacci(black_box(n))));
        threads.map(|thread| thread.join().expect("it cannot panic"))
    })
    .expect("nobody panicked")
}

/// Four tasks for rayon's workers, of which there are as many as cores.
pub fn rayon_tasks(n: u64) -> [u64; TIMES] {
    let mut results = [0; TIMES];
    results.par_iter_mut().for_each(|result| *result = fibonacci(black_box(n)));
    results
}

/// Each call offers one of its two halves to whoever has nothing to do. From `cut_off` on down it does both itself:
/// an offer costs more than the half.
pub fn joined(n: u64, cut_off: u64) -> u64 {
    if n <= cut_off {
        return fibonacci(n);
    }
    let (one, two) = rayon::join(|| joined(n - 1, cut_off), || joined(n - 2, cut_off));
    one + two
}

/// The same work on two threads at once.
pub fn both(work: impl Fn() -> u64 + Sync) -> [u64; 2] {
    thread::scope(|scope| {
        let other = scope.spawn(&work);
        let mine = work();
        [mine, other.join().expect("the work cannot panic")]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_come_to_the_same() {
        assert_eq!(scoped(20), [6765; TIMES]);
        assert_eq!(crossbeam(20), [6765; TIMES]);
        assert_eq!(rayon_tasks(20), [6765; TIMES]);
        for cut_off in [1, 2, 10, 19, 20, 30] {
            assert_eq!(joined(20, cut_off), 6765, "cut off at {cut_off}");
        }
    }
}
