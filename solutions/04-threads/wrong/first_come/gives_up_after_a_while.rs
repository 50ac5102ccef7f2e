//! VERDICT: WRONG RESULT
//! An answer that takes longer than expected is not told.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    let threads: Vec<_> = (questions.into_iter().enumerate())
        .map(|(number, question)| {
            let sender = sender.clone();
            thread::spawn(move || {
                let _ = sender.send((number, question()));
            })
        })
        .collect();
    drop(sender);
    while let Ok((number, answer)) = receiver.recv_timeout(Duration::from_secs(1)) {
        tell(number, answer);
    }
    for thread in threads {
        thread.join().unwrap();
    }
}
