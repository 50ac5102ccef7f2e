//! In a scope, with a loop that keeps the first payload.

use std::{panic, thread};

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let (mut served, mut died) = (Vec::new(), None);
    thread::scope(|s| {
        let mut cooks = Vec::new();
        for dish in dishes {
            cooks.push(s.spawn(dish));
        }
        for cook in cooks {
            match cook.join() {
                Ok(dish) => served.push(dish),
                Err(payload) if died.is_none() => died = Some(payload),
                Err(_) => {}
            }
        }
    });
    match died {
        Some(payload) => panic::resume_unwind(payload),
        None => served,
    }
}
