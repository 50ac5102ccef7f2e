//! `iter_mut` hands out each item once, so two of them can be kept.

use std::thread;

pub fn two_of<T>(items: &mut [T], i: usize, j: usize) -> Option<(&mut T, &mut T)> {
    let (mut first, mut second) = (None, None);
    for (place, item) in items.iter_mut().enumerate() {
        if place == i {
            first = Some(item);
        } else if place == j {
            second = Some(item);
        }
    }
    first.zip(second)
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
    let (first_half, second_half) = items.split_at_mut(middle);
    let (mut of_left, mut of_right) = (None, None);
    thread::scope(|s| {
        s.spawn(|| of_left = Some(left(first_half)));
        s.spawn(|| of_right = Some(right(second_half)));
    });
    (of_left.unwrap(), of_right.unwrap())
}
