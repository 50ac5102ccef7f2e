//! A process that is killed around each of the steps in which it changes shared memory.

use std::{slice, thread};

use forktest::process::{State, state};
use nix::sys::ptrace;
use nix::sys::signal::{Signal, kill, raise};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};

/// Runs `body` in a process, from where it calls [`begin`] one instruction at a time, and notes after which ones
/// `memory` has changed. Then runs it again and again, and kills it just before each change, just after it, and at a few
/// places behind it. Each time `meanwhile` is called when the process has come to [`begin`], and `after` when it is gone, with
/// the number of instructions that it did from there.
///
/// Not every processor can step through an atomic operation: on others than x86-64 nothing is done.
pub(super) fn killed_around_each_change<T, W>(
    memory: &T,
    body: impl Fn(),
    mut meanwhile: impl FnMut() -> W,
    mut after: impl FnMut(W, usize),
) {
    if !cfg!(target_arch = "x86_64") {
        return;
    }
    let mut places = Vec::new();
    let pid = begun(&body);
    let others = meanwhile();
    let (mut last, mut count) = (bytes(memory), 0);
    while step(pid) {
        count += 1;
        let now = bytes(memory);
        if now != last {
            places.extend([count - 1, count, count + 1, count + 16, count + 64]);
            last = now;
        }
    }
    after(others, count);
    places.retain(|&place| place < count);
    places.sort_unstable();
    places.dedup();
    for place in places {
        let pid = begun(&body);
        let others = meanwhile();
        for _ in 0..place {
            step(pid);
        }
        let _ = kill(pid, Signal::SIGKILL);
        let _ = waitpid(pid, None);
        after(others, place);
    }
}

/// What follows is run one instruction at a time.
pub(super) fn begin() {
    raise(Signal::SIGSTOP).expect("a process may stop itself");
}

/// A process that stands still in [`begin`].
fn begun(body: &impl Fn()) -> Pid {
    // SAFETY: a process with process tests has one thread, so no lock is held that the child would wait for.
    match unsafe { fork() }.expect("one more process") {
        ForkResult::Parent { child } => {
            let stopped = waitpid(child, None).expect("it was just started");
            assert!(
                matches!(stopped, WaitStatus::Stopped(_, Signal::SIGSTOP)),
                "a process that is to be traced {stopped:?} (a container may need `--cap-add SYS_PTRACE`)"
            );
            ptrace::setoptions(child, ptrace::Options::PTRACE_O_EXITKILL).expect("it stands still");
            child
        }
        ForkResult::Child => {
            let traced = ptrace::traceme().is_ok();
            let ended =
                traced && std::panic::catch_unwind(std::panic::AssertUnwindSafe(body)).is_ok();
            // SAFETY: `_exit` may be called at any time.
            unsafe { libc::_exit(if ended { 0 } else { 101 }) }
        }
    }
}

/// Lets it take one step; false if it has ended.
fn step(pid: Pid) -> bool {
    ptrace::step(pid, None).is_ok() && matches!(waitpid(pid, None), Ok(WaitStatus::Stopped(..)))
}

/// A process that runs `body`, which has come to sleep in a `futex` call. When it is woken, it stands still behind the
/// call.
pub(super) fn asleep(body: impl Fn()) -> Pid {
    let pid = begun(&|| {
        begin();
        body();
    });
    loop {
        ptrace::syscall(pid, None).expect("it stands still");
        loop {
            match waitpid(pid, Some(WaitPidFlag::WNOHANG)).expect("it is a child of this process") {
                WaitStatus::StillAlive => {}
                WaitStatus::Stopped(..) => break,
                ended => panic!("a process had to wait for the lock, and {ended:?}"),
            }
            if matches!(state(pid), State::Sleeps(call) if call == "futex") {
                return pid;
            }
            thread::yield_now();
        }
    }
}

/// Ends it with SIGKILL where it stands.
pub(super) fn kill_it(pid: Pid) {
    let _ = kill(pid, Signal::SIGKILL);
    while let Ok(WaitStatus::Stopped(..)) = waitpid(pid, None) {}
}

/// What is in memory, byte by byte.
fn bytes<T>(memory: &T) -> Vec<u8> {
    // SAFETY: it is as long as this, and the only process that could change it stands still.
    unsafe { slice::from_raw_parts(std::ptr::from_ref(memory).cast(), size_of::<T>()) }.to_vec()
}
