//! VERDICT: WRONG RESULT
//! The number told is that of the answer, not that of the question.

use std::sync::mpsc;
use std::thread;

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    thread::scope(|s| {
        for question in questions {
            let sender = sender.clone();
            s.spawn(move || sender.send(question()).unwrap());
        }
        drop(sender);
        for (number, answer) in receiver.iter().enumerate() {
            tell(number, answer);
        }
    });
}
