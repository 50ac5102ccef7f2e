//! VERDICT: NO PROGRESS
//! It goes round the handles and asks each of them whether its thread has ended.

use std::thread;
use std::time::Duration;

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    let mut threads: Vec<_> = questions
        .into_iter()
        .enumerate()
        .map(|(n, question)| (n, thread::spawn(question)))
        .collect();
    while !threads.is_empty() {
        match threads.iter().position(|(_, thread)| thread.is_finished()) {
            Some(done) => {
                let (number, thread) = threads.remove(done);
                tell(number, thread.join().unwrap());
            }
            None => thread::sleep(Duration::from_millis(10)),
        }
    }
}
