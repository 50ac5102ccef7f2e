//! VERDICT: THREAD LEAKED
//! The first `Err` ends the function, and the cooks after it are still at their stoves.

use std::{panic, thread};

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let cooks: Vec<_> = dishes.into_iter().map(thread::spawn).collect();
    cooks
        .into_iter()
        .map(|cook| cook.join().unwrap_or_else(|payload| panic::resume_unwind(payload)))
        .collect()
}
