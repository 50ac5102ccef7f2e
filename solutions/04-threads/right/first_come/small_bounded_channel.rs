//! A channel with room for one: who is done waits until the answer before has been told.

use std::sync::mpsc;
use std::thread;

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    let (sender, receiver) = mpsc::sync_channel(1);
    thread::scope(|s| {
        for (number, question) in questions.into_iter().enumerate() {
            let sender = sender.clone();
            s.spawn(move || sender.send((number, question())));
        }
        drop(sender);
        while let Ok((number, answer)) = receiver.recv() {
            tell(number, answer);
        }
    });
}
