//! VERDICT: RAN SERIALLY
//! Four questions are asked at a time.

use std::sync::mpsc;
use std::thread;
pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    let mut questions: Vec<_> = questions.into_iter().enumerate().collect();
    while !questions.is_empty() {
        let rest = questions.split_off(questions.len().min(4));
        let (sender, receiver) = mpsc::channel();
        thread::scope(|s| {
            for (n, q) in questions {
                let sender = sender.clone();
                s.spawn(move || {
                    let _ = sender.send((n, q()));
                });
            }
            drop(sender);
            for (n, a) in receiver {
                tell(n, a);
            }
        });
        questions = rest;
    }
}
