//! VERDICT: NO PROGRESS
//! It looks whether there is an answer, again and again.

use std::sync::mpsc::{self, TryRecvError};
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
        drop(sender);
        loop {
            match receiver.try_recv() {
                Ok((number, answer)) => tell(number, answer),
                Err(TryRecvError::Empty) => thread::yield_now(),
                Err(TryRecvError::Disconnected) => break,
            }
        }
    });
}
