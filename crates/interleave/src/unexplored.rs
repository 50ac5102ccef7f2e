//! A part of a test that is run once, on real threads, and has to come to its end.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::gauge::broken;
use crate::kernel::exploring;
use crate::{Verdict, linux};

/// How often it is looked whether `f` gets anywhere.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// How many times in a row nobody may be seen awake.
const LOOKS: u32 = 20;
/// How long the thread that calls `f` may compute.
const PATIENCE: Duration = Duration::from_secs(20);

/// Runs `f` once, on real threads: for what takes more steps than are explored, such as a count that must not overflow.
/// Unlike the same code in the test itself, it comes to an end where the tested code waits for ever.
///
/// # Panics
/// As `f` does. On Linux also with `DEADLOCK` when all threads of this process sleep and go on sleeping, and with
/// `NEVER FINISHED` when `f` has computed for 20 s of processor time. Its threads are left behind then.
pub fn unexplored<R: Send + 'static>(f: impl FnOnce() -> R + Send + 'static) -> R {
    assert!(!exploring(), "`unexplored` is for tests, outside of what is explored");
    let (done, result) = mpsc::channel();
    // What it panics with is said under the name of the test, and shown with its output.
    let name = thread::current().name().unwrap_or("test").to_owned();
    let call = move || {
        let _ = done.send(Word::Begins(linux::this_thread()));
        let _ = done.send(Word::Ends(catch_unwind(AssertUnwindSafe(f))));
    };
    thread::Builder::new().name(name).spawn(call).expect("the system refuses another thread");
    let (mut caller, mut asleep) = (None, 0);
    loop {
        match result.recv_timeout(LOOK_EVERY) {
            Ok(Word::Begins(thread)) => caller = thread,
            Ok(Word::Ends(ended)) => return ended.unwrap_or_else(|payload| resume_unwind(payload)),
            Err(RecvTimeoutError::Disconnected) => unreachable!("it says that it ends"),
            Err(RecvTimeoutError::Timeout) => {}
        }
        asleep = if linux::others_are_asleep() { asleep + 1 } else { 0 };
        if asleep == LOOKS {
            broken(
                Verdict::Deadlock,
                format_args!(
                    "this part of the test ran on real threads, and all of them sleep: nobody is left to wake one"
                ),
            );
        }
        let ran = caller.as_deref().and_then(linux::times).map_or(Duration::ZERO, |[ran, _]| ran);
        if ran > PATIENCE {
            let seconds = PATIENCE.as_secs();
            broken(
                Verdict::NeverFinished,
                format_args!(
                    "this part of the test ran on real threads, and computed for {seconds} s"
                ),
            );
        }
    }
}

/// What the thread that calls `f` says.
enum Word<R> {
    /// Where Linux tells about it.
    Begins(Option<std::path::PathBuf>),
    Ends(thread::Result<R>),
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    fn said(f: impl FnOnce() + Send + 'static) -> String {
        let payload =
            catch_unwind(AssertUnwindSafe(|| unexplored(f))).expect_err("it should panic");
        payload.downcast_ref::<String>().cloned().unwrap_or_default()
    }

    #[test]
    fn what_it_returns_comes_back() {
        assert_eq!(unexplored(|| (1..=70_000).sum::<u64>()), 35_000 * 70_001);
    }

    #[test]
    fn it_panics_as_the_code_does() {
        let number = 3;
        assert_eq!(said(move || panic!("there are {number}")), "there are 3");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn who_waits_for_ever_is_in_a_deadlock() {
        let message = said(|| {
            let lock = Mutex::new(());
            let _held = lock.lock();
            let _again = lock.lock();
        });
        assert!(message.starts_with("DEADLOCK: "), "{message}");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn who_sleeps_for_less_is_waited_for() {
        unexplored(|| thread::sleep(Duration::from_millis(500)));
    }
}
