//! VERDICT: WRONG RESULT
//! The first answer is told as soon as it is there, and the rest is silence.

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
            s.spawn(move || sender.send((number, question())));
        }
        if let Ok((number, answer)) = receiver.recv() {
            tell(number, answer);
        }
    });
}
