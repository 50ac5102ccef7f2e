//! A process to which the kernel gives no more processes, from a certain fork on.

use std::cell::Cell;
use std::ptr;

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

thread_local! {
    /// How many processes this one may still start.
    static LEFT: Cell<usize> = const { Cell::new(usize::MAX) };
}

/// From now on this process can start so many others. Each `fork` after that fails with `EAGAIN`.
pub(crate) fn processes_left(count: usize) {
    LEFT.set(count);
    // SAFETY: the function is there for as long as the program is, and touches nothing but a thread-local.
    let refused = unsafe { libc::pthread_atfork(Some(before_fork), None, None) };
    assert_eq!(refused, 0, "a process may say what is done before its forks");
}

/// Whether there is no process to be had any more. False if the machine does not keep to it.
pub(crate) fn none_is_left() -> bool {
    // SAFETY: a process of these tests has one thread.
    match unsafe { fork() } {
        Err(_) => true,
        // SAFETY: always allowed.
        Ok(ForkResult::Child) => unsafe { libc::_exit(0) },
        Ok(ForkResult::Parent { child }) => waitpid(child, None).is_err(),
    }
}

extern "C" fn before_fork() {
    match LEFT.get() {
        0 => refuse_forks(),
        left => LEFT.set(left - 1),
    }
}

/// Has the kernel refuse this process every call that starts a process. (A limit on the number of processes would not
/// hold for root.)
fn refuse_forks() {
    const CALLS: &[i64] = &[
        libc::SYS_clone,
        libc::SYS_clone3,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_fork,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_vfork,
    ];
    let step = |code: u32, k: u32, skip: usize| libc::sock_filter {
        code: code as u16,
        jt: skip as u8,
        jf: 0,
        k,
    };
    // What the kernel does at each call: it looks at the call's number, and skips the line that allows it.
    let mut lines = vec![step(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, 0, 0)];
    lines.extend(CALLS.iter().enumerate().map(|(at, &call)| {
        step(libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K, call as u32, CALLS.len() - at)
    }));
    let answer = libc::BPF_RET | libc::BPF_K;
    lines.push(step(answer, libc::SECCOMP_RET_ALLOW, 0));
    lines.push(step(answer, libc::SECCOMP_RET_ERRNO | libc::EAGAIN as u32, 0));
    let program = libc::sock_fprog { len: lines.len() as u16, filter: lines.as_mut_ptr() };
    // SAFETY: the program is there while the kernel copies it. If the kernel refuses, `none_is_left` says so.
    unsafe {
        libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_FILTER, ptr::from_ref(&program));
    }
}
