//! VERDICT: RAN SERIALLY
//! Each cook is joined before the next one is started.

use std::{panic, thread};

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let ended: Vec<_> = dishes.into_iter().map(|dish| thread::spawn(dish).join()).collect();
    let served: Result<Vec<D>, _> = ended.into_iter().collect();
    served.unwrap_or_else(|payload| panic::resume_unwind(payload))
}
