//! VERDICT: RAN SERIALLY
//! There are two threads, and the second one is started when the first one has ended.

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
    let (first_half, second_half) = items.split_at_mut(items.len() / 2);
    thread::scope(|s| {
        let left = s.spawn(|| left(first_half)).join().unwrap();
        let right = s.spawn(|| right(second_half)).join().unwrap();
        (left, right)
    })
}
