//! VERDICT: WRONG RESULT
//! The order is right. Nothing is told before the last answer.

use std::sync::mpsc;
use std::thread;

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    let threads: Vec<_> = (questions.into_iter().enumerate())
        .map(|(number, question)| {
            let sender = sender.clone();
            thread::spawn(move || sender.send((number, question())).unwrap())
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    drop(sender);
    for (number, answer) in receiver {
        tell(number, answer);
    }
}
