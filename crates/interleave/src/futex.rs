//! Sleeping on a number in memory: Linux' `futex`, which std has inside its locks and does not show.
//!
//! A thread that found nothing to do sleeps while the number is what it was; whoever changes the number wakes it. The
//! kernel compares and puts to sleep in one step, so no wake-up is lost in between. Outside an exploration these
//! are the system calls, and the number may be in memory that several processes share.
//! See [futex(2)](https://man7.org/linux/man-pages/man2/futex.2.html).

use std::panic::Location;
use std::ptr;

use crate::kernel::{Op, Place, Subject, Until, exploring, point, point_before, with};
use crate::sync::atomic::AtomicU32;
use crate::time::{self, Duration};

/// Sleeps until somebody calls [`wake`], if `word` is `expected`; otherwise returns at once.
///
/// It may return without a `wake`, on a signal for one, so callers look again in a loop. An exploration tries that
/// if it is to try spurious wake-ups.
#[track_caller]
pub fn wait(word: &AtomicU32, expected: u32) {
    if exploring() {
        explored_wait(word, expected, None, Location::caller());
    } else {
        real_wait(word, expected, ptr::null());
    }
}

/// As [`wait`], but not longer than `limit`. Returns false if the time was over.
#[track_caller]
pub fn wait_timeout(word: &AtomicU32, expected: u32, limit: Duration) -> bool {
    if exploring() {
        return explored_wait(word, expected, Some(time::after(limit)), Location::caller());
    }
    let most = libc::time_t::MAX;
    let limit = libc::timespec {
        tv_sec: limit.as_secs().try_into().unwrap_or(most),
        tv_nsec: limit.subsec_nanos().into(),
    };
    real_wait(word, expected, &limit)
}

/// Wakes up to `most` of those that sleep on `word`. Returns how many they were.
#[track_caller]
pub fn wake(word: &AtomicU32, most: u32) -> u32 {
    if exploring() {
        return explored_wake(word, most, Location::caller());
    }
    // The kernel takes the number as an `int`.
    let most = most.min(i32::MAX as u32);
    // SAFETY: the kernel uses the address to find those who sleep, and accesses nothing.
    let woken = unsafe { libc::syscall(libc::SYS_futex, word.as_ptr(), libc::FUTEX_WAKE, most) };
    woken.try_into().unwrap_or(0)
}

/// False if the time was over.
fn real_wait(word: &AtomicU32, expected: u32, limit: *const libc::timespec) -> bool {
    // SAFETY: the kernel reads the word, which is a valid `u32` as long as `word` is borrowed, and the time, if any.
    let status =
        unsafe { libc::syscall(libc::SYS_futex, word.as_ptr(), libc::FUTEX_WAIT, expected, limit) };
    // Another number and a signal are reasons to look again, as a wake-up is.
    status == 0 || std::io::Error::last_os_error().raw_os_error() != Some(libc::ETIMEDOUT)
}

fn explored_wait(word: &AtomicU32, expected: u32, deadline: Option<u64>, place: Place) -> bool {
    let id = word.id();
    let subject = Subject::Object(id);
    point(Op::Waits, subject, place, Until::Now);
    let sleeps = with(|k| {
        let value = k.newest(id);
        if value != u64::from(expected) {
            k.saw(Op::Waits, "does not wait on", subject, place, |_, event| {
                event.detail(format!("it is {value}, not {expected}")).value(format!("{value}"))
            });
            return false;
        }
        let me = k.current;
        k.me().woken = false;
        k.objects[id].waiters.push(me);
        k.did(Op::Waits, "waits on", subject, place, |_, event| {
            event.detail(format!("as it is {value}")).value(format!("{value}"))
        });
        let wakes = k.spurious_left > 0 && k.choose(2) == 1;
        if wakes {
            k.spurious_left -= 1;
            k.objects[id].waiters.retain(|&t| t != me);
            k.did(Op::Wakes, "wakes for no reason from", subject, place, |_, e| e);
        }
        !wakes
    });
    if !sleeps {
        return true;
    }
    let woken = point_before(Op::Waits, subject, place, Until::Awake, deadline);
    with(|k| {
        let me = k.current;
        k.objects[id].waiters.retain(|&t| t != me);
        k.me().woken = true;
        let verb = if woken { "wakes from" } else { "times out on" };
        let op = if woken { Op::Wakes } else { Op::TimesOut };
        k.did(op, verb, subject, place, |_, e| e);
    });
    woken
}

/// Which of the sleepers are woken is a choice.
fn explored_wake(word: &AtomicU32, most: u32, place: Place) -> u32 {
    let id = word.id();
    let subject = Subject::Object(id);
    point(Op::Notifies, subject, place, Until::Now);
    with(|k| {
        let mut woken = Vec::new();
        while woken.len() < most as usize && !k.objects[id].waiters.is_empty() {
            let waiting = k.objects[id].waiters.len();
            // The order in which all of them are woken is no difference.
            let chosen = if most as usize >= woken.len() + waiting { 0 } else { k.choose(waiting) };
            let thread = k.objects[id].waiters.remove(chosen);
            k.threads[thread].woken = true;
            k.threads[thread].deadline = None;
            woken.push(thread);
        }
        let value = k.newest(id);
        k.did(Op::Notifies, "wake", subject, place, |_, event| {
            let event = event.value(format!("{value}"));
            if woken.is_empty() {
                return event.detail("but nobody waits");
            }
            event.link("wakes", woken.iter().map(|&t| Subject::Thread(t)).collect())
        });
        woken.len() as u32
    })
}
