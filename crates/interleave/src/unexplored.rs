//! A part of a test that is run once, on real threads, and has to come to its end.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::Verdict;
use crate::gauge::broken;
use crate::kernel::exploring;
use crate::thread::{Task, left, task};

/// How often it is looked whether anybody gets anywhere.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// Who has computed for less between two looks has slept. Others who only look as well need a small part of it.
const NEXT_TO_NOTHING: Duration = Duration::from_millis(1);
/// How many looks in a row must find everybody asleep. A thread that can go on gets a core many times meanwhile, on the
/// busiest machine, and what it waits for on a disk comes.
const LOOKS: u32 = 30;
/// How long the thread that calls `f` may compute.
const PATIENCE: Duration = Duration::from_secs(20);

/// Runs `f` once, on real threads: for what takes more steps than are explored, such as a count that must not overflow.
/// Unlike the same code in the test itself, it comes to an end where the tested code waits for ever.
///
/// # Panics
/// As `f` does; with `DEADLOCK` when all threads of this process go on sleeping; and on Linux with `NEVER FINISHED` when
/// `f` has computed for 20 s of processor time. Its threads are left behind then.
pub fn unexplored<R: Send + 'static>(f: impl FnOnce() -> R + Send + 'static) -> R {
    assert!(!exploring(), "`unexplored` is for tests, outside of what is explored");
    let (task, slot) = task(f);
    watched(task);
    left(&slot)
}

fn watched(f: Task<'static>) {
    let (done, result) = mpsc::channel();
    // What it panics with is said under the name of the test, and shown with its output.
    let name = thread::current().name().unwrap_or("test").to_owned();
    let call = move || {
        let _ = done.send(Word::Begins(clocks::of_this_thread()));
        let _ = done.send(Word::Ends(catch_unwind(AssertUnwindSafe(f))));
    };
    thread::Builder::new().name(name).spawn(call).expect("the system refuses another thread");
    let (mut clock, mut before, mut asleep) = (None, None, 0);
    loop {
        match result.recv_timeout(LOOK_EVERY) {
            Ok(Word::Begins(told)) => clock = told,
            Ok(Word::Ends(ended)) => return ended.unwrap_or_else(|payload| resume_unwind(payload)),
            Err(RecvTimeoutError::Disconnected) => unreachable!("it says that it ends"),
            Err(RecvTimeoutError::Timeout) => {
                let now = clocks::computed_by_others();
                let slept = before.zip(now).is_some_and(|(before, now): (Duration, _)| {
                    now.saturating_sub(before) < NEXT_TO_NOTHING
                });
                asleep = if slept { asleep + 1 } else { 0 };
                before = now;
            }
        }
        if asleep == LOOKS {
            broken(
                Verdict::Deadlock,
                format_args!(
                    "this part of the test ran on real threads, and all of them sleep: nobody is left to wake one"
                ),
            );
        }
        if clock.and_then(clocks::computed).is_some_and(|computed| computed > PATIENCE) {
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
enum Word {
    /// The clock of its processor time.
    Begins(Option<clocks::Id>),
    Ends(thread::Result<()>),
}

/// Clocks of processor time. A sandbox may have no `/proc`, and has these.
mod clocks {
    use std::time::Duration;

    pub(super) type Id = libc::clockid_t;

    pub(super) fn computed(clock: Id) -> Option<Duration> {
        let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: `time` is valid for writes. A clock that is gone is an error.
        let known = unsafe { libc::clock_gettime(clock, &mut time) } == 0;
        known.then(|| Duration::new(time.tv_sec as u64, time.tv_nsec as u32))
    }

    /// How long all threads of this process have computed, without this one.
    pub(super) fn computed_by_others() -> Option<Duration> {
        let all = computed(libc::CLOCK_PROCESS_CPUTIME_ID)?;
        Some(all.saturating_sub(computed(libc::CLOCK_THREAD_CPUTIME_ID)?))
    }

    #[cfg(target_os = "linux")]
    pub(super) fn of_this_thread() -> Option<Id> {
        let mut clock = 0;
        // SAFETY: this thread is alive, and `clock` is valid for writes.
        let known = unsafe { libc::pthread_getcpuclockid(libc::pthread_self(), &mut clock) } == 0;
        known.then_some(clock)
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn of_this_thread() -> Option<Id> {
        None
    }
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
    fn who_waits_for_ever_is_in_a_deadlock() {
        let message = said(|| {
            let lock = Mutex::new(());
            let _held = lock.lock();
            let _again = lock.lock();
        });
        assert!(message.starts_with("DEADLOCK: "), "{message}");
    }

    #[test]
    fn who_sleeps_for_less_is_waited_for() {
        unexplored(|| thread::sleep(Duration::from_millis(500)));
    }
}
