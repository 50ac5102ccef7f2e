//! Caught in the thread and sent over a channel, with the number of the dish.

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::thread;

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    let mut ended: Vec<_> = thread::scope(|s| {
        for (number, dish) in dishes.into_iter().enumerate() {
            let sender = sender.clone();
            s.spawn(move || {
                let result = panic::catch_unwind(AssertUnwindSafe(dish));
                sender.send((number, result)).unwrap();
            });
        }
        drop(sender);
        receiver.into_iter().collect()
    });
    ended.sort_by_key(|(number, _)| *number);
    let mut served = Vec::new();
    for (_, result) in ended {
        match result {
            Ok(dish) => served.push(dish),
            Err(payload) => panic::resume_unwind(payload),
        }
    }
    served
}
