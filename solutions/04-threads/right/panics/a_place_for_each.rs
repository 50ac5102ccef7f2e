//! Each thread borrows its place in a list. A place that is still empty at the end is one who died.

use std::panic::{self, AssertUnwindSafe};
use std::thread;

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let mut places: Vec<_> = dishes.iter().map(|_| None).collect();
    thread::scope(|s| {
        for (place, dish) in places.iter_mut().zip(dishes) {
            s.spawn(move || *place = Some(panic::catch_unwind(AssertUnwindSafe(dish))));
        }
    });
    let ended = places.into_iter().map(|place| place.expect("the scope has waited for it"));
    ended.map(|result| result.unwrap_or_else(|payload| panic::resume_unwind(payload))).collect()
}
