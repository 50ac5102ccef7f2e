//! The kernel's way to sleep until a number changes. Works between processes that share the number's memory.

use std::ptr::null;
use std::sync::atomic::AtomicU32;
use std::time::Duration;

/// Sleeps while `number` is `expected`, until somebody wakes this thread. It may also return for no reason, so that a
/// caller looks again.
pub fn wait(number: &AtomicU32, expected: u32) {
    // SAFETY: the kernel reads the number through a reference that is valid during the call; no time-out is passed.
    unsafe {
        libc::syscall(
            libc::SYS_futex,
            number.as_ptr(),
            libc::FUTEX_WAIT,
            expected,
            null::<libc::timespec>(),
        );
    }
}

/// As [`wait`], but not longer than `most`. `false` if that time is over.
pub fn wait_timeout(number: &AtomicU32, expected: u32, most: Duration) -> bool {
    let most = libc::timespec {
        tv_sec: most.as_secs().try_into().unwrap_or(libc::time_t::MAX),
        tv_nsec: most.subsec_nanos().into(),
    };
    // SAFETY: the kernel reads the number and the time through references that are valid during the call.
    let result = unsafe {
        libc::syscall(libc::SYS_futex, number.as_ptr(), libc::FUTEX_WAIT, expected, &raw const most)
    };
    result == 0 || std::io::Error::last_os_error().raw_os_error() != Some(libc::ETIMEDOUT)
}

/// Wakes up to `most` threads that wait on `number`, and returns how many there were.
pub fn wake(number: &AtomicU32, most: u32) -> u32 {
    let most = most.min(i32::MAX as u32);
    // SAFETY: the kernel uses the address as a name only.
    let woken = unsafe { libc::syscall(libc::SYS_futex, number.as_ptr(), libc::FUTEX_WAKE, most) };
    u32::try_from(woken).expect("waking fails only for an address that is none")
}
