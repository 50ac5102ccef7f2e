//! VERDICT: DOES NOT COMPILE
//! Both threads index into the same slice: the compiler does not calculate that the ranges differ.

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
    thread::scope(|s| {
        let left = s.spawn(|| left(&mut items[..middle]));
        let right = s.spawn(|| right(&mut items[middle..]));
        (left.join().unwrap(), right.join().unwrap())
    })
}
