//! VERDICT: WRONG RESULT
//! The scope waits for the others. What `unwrap` panics with is a message about a payload.

use std::thread;

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    thread::scope(|s| {
        let cooks: Vec<_> = dishes.into_iter().map(|dish| s.spawn(dish)).collect();
        cooks.into_iter().map(|cook| cook.join().unwrap()).collect()
    })
}
