//! VERDICT: WRONG RESULT
//! Answers are put into one place, and one that is not fetched in time is covered by the next.

use std::sync::{Condvar, Mutex};
use std::thread;

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    let count = questions.len();
    let slot = Mutex::new((0, None));
    let filled = Condvar::new();
    thread::scope(|s| {
        for (number, question) in questions.into_iter().enumerate() {
            let (slot, filled) = (&slot, &filled);
            s.spawn(move || {
                let answer = question();
                let mut slot = slot.lock().unwrap();
                *slot = (slot.0 + 1, Some((number, answer)));
                filled.notify_one();
            });
        }
        loop {
            let mut slot =
                filled.wait_while(slot.lock().unwrap(), |s| s.0 < count && s.1.is_none()).unwrap();
            let (came, answer) = (slot.0, slot.1.take());
            drop(slot);
            if let Some((number, answer)) = answer {
                tell(number, answer);
            }
            if came == count {
                break;
            }
        }
    });
}
