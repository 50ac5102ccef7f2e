//! VERDICT: WRONG RESULT
//! `panic_any` makes a payload of the payload: a box in a box.

use std::{panic, thread};

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let cooks: Vec<_> = dishes.into_iter().map(thread::spawn).collect();
    let ended: Vec<_> = cooks.into_iter().map(|cook| cook.join()).collect();
    let served: Result<Vec<D>, _> = ended.into_iter().collect();
    served.unwrap_or_else(|payload| panic::panic_any(payload))
}
