//! VERDICT: DEADLOCK
//! The sender that was cloned is still there, so a worker who never sends is waited for without end.

use std::sync::mpsc;
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
    enum Done<L, R> {
        Left(L),
        Right(R),
    }
    let (first_half, second_half) = items.split_at_mut(items.len() / 2);
    let (sender, results) = mpsc::channel();
    thread::scope(|s| {
        let of_left = sender.clone();
        s.spawn(move || of_left.send(Done::Left(left(first_half))).unwrap());
        let of_right = sender.clone();
        s.spawn(move || of_right.send(Done::Right(right(second_half))).unwrap());
        let (mut of_left, mut of_right) = (None, None);
        while of_left.is_none() || of_right.is_none() {
            match results.recv().unwrap() {
                Done::Left(result) => of_left = Some(result),
                Done::Right(result) => of_right = Some(result),
            }
        }
        (of_left.unwrap(), of_right.unwrap())
    })
}
