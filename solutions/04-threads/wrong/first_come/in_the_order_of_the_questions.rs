//! VERDICT: WRONG RESULT
//! All are asked at once, and told in the order in which they were asked.

use std::thread;

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    let threads: Vec<_> = questions.into_iter().map(thread::spawn).collect();
    for (number, thread) in threads.into_iter().enumerate() {
        tell(number, thread.join().unwrap());
    }
}
