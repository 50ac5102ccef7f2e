//! VERDICT: RAN SERIALLY
//! Caught and passed on as it should be, by one thread.

use std::panic::{self, AssertUnwindSafe};

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let cook = |dish| panic::catch_unwind(AssertUnwindSafe(dish));
    let ended: Vec<_> = dishes.into_iter().map(cook).collect();
    let served: Result<Vec<D>, _> = ended.into_iter().collect();
    served.unwrap_or_else(|payload| panic::resume_unwind(payload))
}
