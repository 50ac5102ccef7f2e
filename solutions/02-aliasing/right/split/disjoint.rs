//! std has it: `get_disjoint_mut` refuses two places that are the same or not there.

use std::thread;

pub fn two_of<T>(items: &mut [T], i: usize, j: usize) -> Option<(&mut T, &mut T)> {
    let [first, second] = items.get_disjoint_mut([i, j]).ok()?;
    Some((first, second))
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
