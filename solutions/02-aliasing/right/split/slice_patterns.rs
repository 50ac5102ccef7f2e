//! Patterns on slices cut them, too; the thread that calls works on the first half.

use std::thread;

pub fn two_of<T>(mut items: &mut [T], i: usize, j: usize) -> Option<(&mut T, &mut T)> {
    if i > j {
        let (first, second) = two_of(items, j, i)?;
        return Some((second, first));
    }
    let mut place = 0;
    let mut earlier = None;
    while let [item, rest @ ..] = items {
        if place == i {
            earlier = Some(item);
        } else if place == j {
            return Some((earlier?, item));
        }
        (items, place) = (rest, place + 1);
    }
    None
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
    thread::scope(move |s| {
        let right = s.spawn(move || right(second_half));
        let left = left(first_half);
        (left, right.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}
