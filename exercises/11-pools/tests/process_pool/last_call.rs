//! A process that is killed in the middle of a system call to come.

use nix::sys::prctl;

/// From here on the kernel ends this process as soon as it makes that call, and before the call has done anything.
pub(crate) fn ends_before(call: libc::c_long) {
    prctl::set_no_new_privs().expect("any process may");
    let call = u32::try_from(call).expect("calls have small numbers");
    let step = |code: u32, if_so: u8, if_not: u8, value: u32| libc::sock_filter {
        code: code as u16,
        jt: if_so,
        jf: if_not,
        k: value,
    };
    let mut program = [
        // The number of the call is the first word of what the filter is shown.
        step(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, 0, 0, 0),
        step(libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K, 0, 1, call),
        step(libc::BPF_RET | libc::BPF_K, 0, 0, libc::SECCOMP_RET_KILL_PROCESS),
        step(libc::BPF_RET | libc::BPF_K, 0, 0, libc::SECCOMP_RET_ALLOW),
    ];
    let filter = libc::sock_fprog { len: program.len() as u16, filter: program.as_mut_ptr() };
    // SAFETY: the kernel copies the filter, which is there during the call.
    let set =
        unsafe { libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_FILTER, &raw const filter) };
    assert_eq!(set, 0, "this machine does not let a process filter its own calls");
}
