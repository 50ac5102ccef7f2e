//! VERDICT: CRASHED
//! A guard joins the other worker and panics again while the first panic is under way, which ends the program.

use std::thread;
use std::thread::ScopedJoinHandle;

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
    struct Joined<'scope, L>(Option<ScopedJoinHandle<'scope, L>>);
    impl<L> Drop for Joined<'_, L> {
        fn drop(&mut self) {
            if let Some(left) = self.0.take() {
                left.join().expect("the left worker is done");
            }
        }
    }
    let (first_half, second_half) = items.split_at_mut(items.len() / 2);
    thread::scope(|s| {
        let mut left = Joined(Some(s.spawn(|| left(first_half))));
        let right = right(second_half);
        (left.0.take().unwrap().join().unwrap(), right)
    })
}
