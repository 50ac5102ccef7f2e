//! Without a scope: as many answers are awaited as questions were asked, then every handle is joined.

use std::sync::mpsc;
use std::thread;

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    let mut threads = Vec::new();
    for (number, question) in questions.into_iter().enumerate() {
        let sender = sender.clone();
        threads.push(thread::spawn(move || sender.send((number, question())).unwrap()));
    }
    for _ in 0..threads.len() {
        let (number, answer) = receiver.recv().unwrap();
        tell(number, answer);
    }
    for thread in threads {
        thread.join().unwrap();
    }
}
