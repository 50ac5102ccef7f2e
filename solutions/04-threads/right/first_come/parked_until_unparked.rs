//! The caller parks, and whoever has put an answer into the list unparks it.

use std::sync::Mutex;
use std::thread;

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    let mut waiting = questions.len();
    let answers = Mutex::new(Vec::new());
    let caller = thread::current();
    thread::scope(|s| {
        for (number, question) in questions.into_iter().enumerate() {
            let (answers, caller) = (&answers, caller.clone());
            s.spawn(move || {
                let answer = question();
                answers.lock().unwrap().push((number, answer));
                caller.unpark();
            });
        }
        while waiting > 0 {
            let came = std::mem::take(&mut *answers.lock().unwrap());
            if came.is_empty() {
                thread::park();
            }
            for (number, answer) in came {
                waiting -= 1;
                tell(number, answer);
            }
        }
    });
}
