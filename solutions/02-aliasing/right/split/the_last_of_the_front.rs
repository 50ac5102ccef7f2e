//! The larger place is the last one of what is left when the rest is cut off.

use std::panic;
use std::thread;

pub fn two_of<T>(items: &mut [T], i: usize, j: usize) -> Option<(&mut T, &mut T)> {
    let (low, high) = (i.min(j), i.max(j));
    let (larger, front) = items.get_mut(..=high)?.split_last_mut()?;
    let smaller = front.get_mut(low)?;
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
    let (left, right) = thread::scope(|s| {
        let left = thread::Builder::new().name("left".into()).spawn_scoped(s, || left(first_half));
        let right =
            thread::Builder::new().name("right".into()).spawn_scoped(s, || right(second_half));
        (left.unwrap().join(), right.unwrap().join())
    });
    match (left, right) {
        (Ok(left), Ok(right)) => (left, right),
        (Err(panic), _) | (_, Err(panic)) => panic::resume_unwind(panic),
    }
}
