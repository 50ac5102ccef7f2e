//! VERDICT: WRONG RESULT
//! The dishes come over a channel, and nobody holds the handle of the one who died.

use std::sync::mpsc;
use std::thread;

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    for (number, dish) in dishes.into_iter().enumerate() {
        let sender = sender.clone();
        thread::spawn(move || sender.send((number, dish())));
    }
    drop(sender);
    let mut served: Vec<_> = receiver.into_iter().collect();
    served.sort_by_key(|(number, _)| *number);
    served.into_iter().map(|(_, dish)| dish).collect()
}
