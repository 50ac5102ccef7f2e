//! VERDICT: WRONG RESULT
//! Of two panics, the later one covers the earlier.

use std::{panic, thread};

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let cooks: Vec<_> = dishes.into_iter().map(thread::spawn).collect();
    let (mut served, mut died) = (Vec::new(), None);
    for cook in cooks {
        match cook.join() {
            Ok(dish) => served.push(dish),
            Err(payload) => died = Some(payload),
        }
    }
    if let Some(payload) = died {
        panic::resume_unwind(payload);
    }
    served
}
