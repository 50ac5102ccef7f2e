//! Both workers are threads, and send what they return.

use std::sync::mpsc;
use std::thread;

pub fn two_of<T>(items: &mut [T], i: usize, j: usize) -> Option<(&mut T, &mut T)> {
    if i > j {
        return two_of(items, j, i).map(|(first, second)| (second, first));
    }
    if i == j {
        return None;
    }
    let (front, back) = items.split_at_mut_checked(j)?;
    Some((&mut front[i], back.first_mut()?))
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
    let (left_sends, from_left) = mpsc::channel();
    let (right_sends, from_right) = mpsc::channel();
    thread::scope(|s| {
        s.spawn(move || left_sends.send(left(first_half)).unwrap());
        s.spawn(move || right_sends.send(right(second_half)).unwrap());
        let left = from_left.recv().expect("the left worker has a result");
        (left, from_right.recv().expect("the right worker has a result"))
    })
}
