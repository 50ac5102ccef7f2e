//! VERDICT: WRONG RESULT
//! Who has not begun when somebody panics does not begin.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let closed = Arc::new(AtomicBool::new(false));
    let cook = |dish: F| {
        let closed = closed.clone();
        thread::spawn(move || {
            if closed.load(SeqCst) {
                return None;
            }
            let result = panic::catch_unwind(AssertUnwindSafe(dish));
            closed.fetch_or(result.is_err(), SeqCst);
            Some(result)
        })
    };
    let cooks: Vec<_> = dishes.into_iter().map(cook).collect();
    let ended: Vec<_> = cooks.into_iter().filter_map(|cook| cook.join().unwrap()).collect();
    let served: Result<Vec<D>, _> = ended.into_iter().collect();
    served.unwrap_or_else(|payload| panic::resume_unwind(payload))
}
