//! VERDICT: DEADLOCK
//! It waits for as many dishes as were asked for, and one will never come.

use std::sync::mpsc;
use std::thread;

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    let count = dishes.len();
    let mut cooks = Vec::new();
    for (number, dish) in dishes.into_iter().enumerate() {
        let sender = sender.clone();
        cooks.push(thread::spawn(move || {
            sender.send((number, dish())).unwrap();
        }));
    }
    let mut served: Vec<_> = (0..count).map(|_| receiver.recv().unwrap()).collect();
    served.sort_by_key(|(number, _)| *number);
    for cook in cooks {
        cook.join().unwrap();
    }
    served.into_iter().map(|(_, dish)| dish).collect()
}
