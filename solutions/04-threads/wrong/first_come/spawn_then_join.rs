//! VERDICT: RAN SERIALLY
//! Each question has a thread, and the next one is asked when it has been answered.

use std::thread;

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    for (number, question) in questions.into_iter().enumerate() {
        let answer = thread::spawn(question).join().unwrap();
        tell(number, answer);
    }
}
