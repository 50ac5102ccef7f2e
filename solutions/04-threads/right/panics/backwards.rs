//! Joined from the last to the first, so that the first panic is the one that is kept.

use std::collections::VecDeque;
use std::{panic, thread};

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let mut cooks: Vec<_> = dishes.into_iter().map(thread::spawn).collect();
    let (mut served, mut died) = (VecDeque::new(), None);
    while let Some(cook) = cooks.pop() {
        match cook.join() {
            Ok(dish) => served.push_front(dish),
            Err(payload) => died = Some(payload),
        }
    }
    if let Some(payload) = died {
        panic::resume_unwind(payload);
    }
    served.into()
}
