//! VERDICT: PANICKED
//! It cuts at `i`, and looks for `j` behind it even if `j` is the smaller one.

use std::thread;

pub fn two_of<T>(items: &mut [T], i: usize, j: usize) -> Option<(&mut T, &mut T)> {
    if i == j || i >= items.len() || j >= items.len() {
        return None;
    }
    let (front, back) = items.split_at_mut(i + 1);
    Some((&mut front[i], &mut back[j - i - 1]))
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
