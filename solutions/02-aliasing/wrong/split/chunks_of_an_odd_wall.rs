//! VERDICT: PANICKED
//! `chunks_mut` takes a size, and the halves of one photograph, or of none, have the size 0.

use std::thread;

pub fn two_of<T>(items: &mut [T], i: usize, j: usize) -> Option<(&mut T, &mut T)> {
    if i == j || i >= items.len() || j >= items.len() {
        return None;
    }
    let (front, back) = items.split_at_mut(i.max(j));
    let (smaller, larger) = (&mut front[i.min(j)], &mut back[0]);
    Some(if i < j { (smaller, larger) } else { (larger, smaller) })
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
    let middle = items.len() / 2;
    let mut halves = items.chunks_mut(middle);
    let (first_half, second_half) = (halves.next().unwrap(), halves.next().unwrap());
    thread::scope(|s| {
        let left = s.spawn(|| left(first_half));
        let right = s.spawn(|| right(second_half));
        (left.join().unwrap(), right.join().unwrap())
    })
}
