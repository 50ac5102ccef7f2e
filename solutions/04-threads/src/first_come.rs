//! # First come, first told
//!
//! You ask three libraries for a book. The first one thinks for a minute, the second answers at once. You do not want to
//! wait for the first to hear what the second has said.
//!
//! Write `ask_all`.
//!
//! 1. Each question is asked by a thread of its own, all of them at the same time.
//! 2. As soon as an answer is there, `tell` is called with it and with the number of its question, whichever question
//!    that is. The first question is number 0.
//! 3. While no answer is there, `ask_all` waits without looking again and again.
//! 4. When all answers have been told, `ask_all` returns. Every thread that it started has ended then.
//!
//! `tell` is called by the thread that called `ask_all`. The compiler sees to that: `tell` cannot be sent to another.
//!
//! Check it with `cargo test -p threads --test first_come`.

// ANSWER
// | // Bring in what you need, for example `use std::sync::mpsc;` and `use std::thread;`.
use std::sync::mpsc;
use std::thread;
// END

/// Asks all `questions` at the same time, and tells each answer, with the number of its question, as soon as it is
/// there.
///
/// The questions do not panic.
pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    // ANSWER
    // | todo!("start a thread for each question, and tell what they send")
    let (sender, receiver) = mpsc::channel();
    thread::scope(|s| {
        for (number, question) in questions.into_iter().enumerate() {
            let sender = sender.clone();
            s.spawn(move || {
                // The receiver lives as long as there are senders, so this cannot fail.
                let _ = sender.send((number, question()));
            });
        }
        // The loop ends when the last sender is gone. This one must not be the last.
        drop(sender);
        for (number, answer) in receiver {
            tell(number, answer);
        }
    });
    // END
}
