//! VERDICT: WRONG RESULT
//! Whoever panicked is left out of what is served.

use std::thread;

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let cooks: Vec<_> = dishes.into_iter().map(thread::spawn).collect();
    cooks.into_iter().filter_map(|cook| cook.join().ok()).collect()
}
