//! A queue behind a lock, and a condition variable to wait for it.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
use std::thread;

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    let count = questions.len();
    let (answers, arrived) = (Mutex::new(VecDeque::new()), Condvar::new());
    thread::scope(|s| {
        for (number, question) in questions.into_iter().enumerate() {
            let (answers, arrived) = (&answers, &arrived);
            s.spawn(move || {
                let answer = question();
                answers.lock().unwrap().push_back((number, answer));
                arrived.notify_one();
            });
        }
        for _ in 0..count {
            let next = answers.lock().unwrap();
            let mut next = arrived.wait_while(next, |answers| answers.is_empty()).unwrap();
            let first = next.pop_front();
            drop(next);
            if let Some((number, answer)) = first {
                tell(number, answer);
            }
        }
    });
}
