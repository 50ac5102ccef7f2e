//! VERDICT: DOES NOT COMPILE
//! Two exclusive references out of one slice, by two indices.

use std::thread;

pub fn two_of<T>(items: &mut [T], i: usize, j: usize) -> Option<(&mut T, &mut T)> {
    if i == j {
        return None;
    }
    Some((items.get_mut(i)?, items.get_mut(j)?))
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
