//! The channel says who is done; the answer comes from that thread's `join`.

use std::sync::mpsc;
use std::thread;

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    let mut threads: Vec<_> = (questions.into_iter().enumerate())
        .map(|(number, question)| {
            let sender = sender.clone();
            Some(thread::spawn(move || {
                let answer = question();
                sender.send(number).unwrap();
                answer
            }))
        })
        .collect();
    drop(sender);
    for number in receiver {
        let thread = threads[number].take().expect("each one sends once");
        tell(number, thread.join().unwrap());
    }
}
