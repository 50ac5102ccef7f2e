//! VERDICT: WRONG RESULT
//! Nothing is lost. The dishes are in the order in which they were done.

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::thread;

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    let cooks: Vec<_> = (dishes.into_iter())
        .map(|dish| {
            let sender = sender.clone();
            thread::spawn(move || sender.send(panic::catch_unwind(AssertUnwindSafe(dish))).unwrap())
        })
        .collect();
    drop(sender);
    let ended: Vec<_> = receiver.into_iter().collect();
    for cook in cooks {
        cook.join().unwrap();
    }
    let served: Result<Vec<D>, _> = ended.into_iter().collect();
    served.unwrap_or_else(|payload| panic::resume_unwind(payload))
}
