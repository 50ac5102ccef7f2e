//! Which system calls are refused, by seccomp.

use std::collections::BTreeMap;
use std::ffi::OsStr;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter,
};

/// What the program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// A compiler, or tests that run in one process.
    Tests,
    /// Tests of several processes: some of them trace their children.
    Processes,
}

impl Profile {
    /// The profile of that name.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn named(name: &OsStr) -> Result<Profile, String> {
        match name.to_str() {
            Some("tests" | "compiler") => Ok(Profile::Tests),
            Some("processes") => Ok(Profile::Processes),
            _ => Err(format!("there are no calls for {}", name.to_string_lossy())),
        }
    }
}

/// What no answer needs, and much that has let programs out of sandboxes.
const NEVER: &[libc::c_long] = &[
    libc::SYS_add_key,
    libc::SYS_bpf,
    libc::SYS_chroot,
    libc::SYS_delete_module,
    libc::SYS_fanotify_init,
    libc::SYS_finit_module,
    libc::SYS_fsconfig,
    libc::SYS_fsmount,
    libc::SYS_fsopen,
    libc::SYS_fspick,
    libc::SYS_init_module,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_io_uring_setup,
    libc::SYS_kexec_load,
    libc::SYS_keyctl,
    libc::SYS_mount,
    libc::SYS_mount_setattr,
    libc::SYS_move_mount,
    libc::SYS_name_to_handle_at,
    libc::SYS_open_by_handle_at,
    libc::SYS_open_tree,
    libc::SYS_perf_event_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_pivot_root,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_quotactl,
    libc::SYS_reboot,
    libc::SYS_request_key,
    libc::SYS_setns,
    libc::SYS_swapoff,
    libc::SYS_swapon,
    libc::SYS_umount2,
    libc::SYS_unshare,
    libc::SYS_userfaultfd,
];

/// Refuses them from now on, for this process and all that come of it; and sockets to other machines, unless the
/// process has a network of its own.
///
/// # Errors
/// When the kernel has no seccomp.
pub(crate) fn refuse(profile: Profile, own_network: bool) -> Result<(), String> {
    // `clone3` is not there: the C library then takes `clone`, whose flags can be looked at.
    let clone3 = BTreeMap::from([(libc::SYS_clone3, vec![])]);
    install(clone3, libc::ENOSYS)?;
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        NEVER.iter().map(|call| (*call, vec![])).collect();
    if profile == Profile::Tests {
        rules.insert(libc::SYS_ptrace, vec![]);
    }
    let new_user = libc::CLONE_NEWUSER as u64;
    rules.insert(
        libc::SYS_clone,
        vec![when(0, SeccompCmpArgLen::Qword, SeccompCmpOp::MaskedEq(new_user), new_user)?],
    );
    if !own_network {
        let unix = libc::AF_UNIX as u64;
        rules.insert(
            libc::SYS_socket,
            vec![when(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, unix)?],
        );
    }
    // Nothing is typed into somebody's terminal.
    rules.insert(
        libc::SYS_ioctl,
        vec![when(1, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, libc::TIOCSTI)?],
    );
    install(rules, libc::EPERM)
}

fn when(
    argument: u8,
    length: SeccompCmpArgLen,
    is: SeccompCmpOp,
    value: u64,
) -> Result<SeccompRule, String> {
    SeccompCondition::new(argument, length, is, value)
        .and_then(|condition| SeccompRule::new(vec![condition]))
        .map_err(|error| format!("seccomp: {error}"))
}

fn install(rules: BTreeMap<i64, Vec<SeccompRule>>, error: i32) -> Result<(), String> {
    let architecture = std::env::consts::ARCH;
    let filter = architecture
        .try_into()
        .and_then(|architecture| {
            SeccompFilter::new(
                rules,
                SeccompAction::Allow,
                SeccompAction::Errno(error as u32),
                architecture,
            )
        })
        .and_then(BpfProgram::try_from)
        .map_err(|error| format!("seccomp on {architecture}: {error}"))?;
    apply_filter(&filter).map_err(|error| format!("seccomp: {error}"))
}
