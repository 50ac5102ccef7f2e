//! The panic goes through the end of the scope, which waits for the others.

use std::{panic, thread};

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    thread::scope(|s| {
        let cooks: Vec<_> = dishes.into_iter().map(|dish| s.spawn(dish)).collect();
        let served: Vec<_> = cooks.into_iter().map(|cook| cook.join()).collect();
        served.into_iter().map(|dish| dish.unwrap_or_else(|p| panic::resume_unwind(p))).collect()
    })
}
