//! VERDICT: THREAD LEAKED
//! All answers are told. The last thread has sent its own, and has not ended.

use std::sync::mpsc;
use std::thread;

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    for (number, question) in questions.into_iter().enumerate() {
        let sender = sender.clone();
        thread::spawn(move || {
            sender.send((number, question())).unwrap();
        });
    }
    drop(sender);
    for (number, answer) in receiver {
        tell(number, answer);
    }
}
