//! VERDICT: DEADLOCK
//! The loop ends when all senders are gone, and one of them is in this function's own hands.

use std::sync::mpsc;
use std::thread;

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    thread::scope(|s| {
        for (number, question) in questions.into_iter().enumerate() {
            let sender = sender.clone();
            s.spawn(move || sender.send((number, question())).unwrap());
        }
        for (number, answer) in receiver {
            tell(number, answer);
        }
    });
}
