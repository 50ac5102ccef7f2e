//! VERDICT: DOES NOT COMPILE
//! It takes over from the compiler with `unsafe`, which this crate forbids.

use std::thread;

pub fn two_of<T>(items: &mut [T], i: usize, j: usize) -> Option<(&mut T, &mut T)> {
    if i == j || i >= items.len() || j >= items.len() {
        return None;
    }
    let start = items.as_mut_ptr();
    // SAFETY: both places are in the slice, and they differ.
    unsafe { Some((&mut *start.add(i), &mut *start.add(j))) }
}

pub fn in_two<T, L, R>(
    items: &mut [T],
    left: impl FnOnce(&mut [T]) -> L + Send,
    right: impl FnOnce(&mut [T]) -> R + Send,
) -> (L, R)
where
    T: Send,
    L: Send,
    R: Send,
{
    let (first_half, second_half) = items.split_at_mut(items.len() / 2);
    thread::scope(|s| {
        let left = s.spawn(|| left(first_half));
        let right = s.spawn(|| right(second_half));
        (left.join().unwrap(), right.join().unwrap())
    })
}
