//! # Two halves of one wall
//!
//! A wall of photographs, and two people to clean them. Each photograph may be touched by one of them only, and both
//! work at the same time. The photographs cannot be copied, and there is no lock on the wall: who has the only name
//! for a part of it needs none.
//!
//! The wall is a slice, `&mut [T]`. The compiler does not calculate with indices, so `&mut wall[i]` and
//! `&mut wall[j]` cannot both be alive, even if you know that `i` and `j` differ. You have to cut the slice.
//!
//! 1. Write `two_of`: the only names for two photographs, at the same time.
//! 2. Write `in_two`: two workers, half of the wall each.
//!
//! This crate forbids `unsafe`. You do not need it.
//!
//! Check it with `cargo test -p aliasing --test split`.

// ANSWER
// | // Bring in what you need, for example `use std::thread;`.
use std::thread;
// END

/// Exclusive access to two different items at once: first to the one at `i`, then to the one at `j`.
///
/// `None` if `i` and `j` are the same, since that would be two names for one item, or if one of them is no place of
/// the slice. `i` may be the larger of the two.
pub fn two_of<T>(items: &mut [T], i: usize, j: usize) -> Option<(&mut T, &mut T)> {
    // ANSWER
    // | todo!("cut the slice between the two places")
    if i == j || i.max(j) >= items.len() {
        return None;
    }
    // The larger of the two is the first item of the second piece.
    let (front, back) = items.split_at_mut(i.max(j));
    let (smaller, larger) = (&mut front[i.min(j)], &mut back[0]);
    Some(if i < j { (smaller, larger) } else { (larger, smaller) })
    // END
}

/// Gives the first half of the items to `left` and the rest to `right`, and returns what each of them returns.
///
/// The two run at the same time, on two threads; one of these may be the thread that calls. Of an odd number of
/// items, `right` gets one more. It returns when both have ended. If one of them panics, so does `in_two`, and the
/// other one is not cut short. If both panic, `in_two` does.
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
    // ANSWER
    // | todo!("two workers at the same time, half of the items each")
    let (first_half, second_half) = items.split_at_mut(items.len() / 2);
    thread::scope(|s| {
        let left = s.spawn(move || left(first_half));
        // This thread has nothing to do meanwhile, so it is the second worker.
        let right = right(second_half);
        (left.join().unwrap(), right)
    })
    // END
}
