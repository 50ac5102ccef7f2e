//! Three ways to ask whether a process is still there.

use std::fs;

use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{Id, WaitPidFlag, waitid, waitpid};
use nix::unistd::{ForkResult, Pid, fork, pause};

// ANCHOR: program
fn ask(when: &str, holder: Pid) {
    let by_kill = kill(holder, None).is_ok();
    let stat = fs::read_to_string(format!("/proc/{holder}/stat")).unwrap_or_default();
    let state = stat.rsplit_once(") ").map_or("nothing", |(_, rest)| &rest[..1]);
    println!("{when}: kill(pid, 0) finds it: {by_kill}; its state in /proc: {state}");
}
// ANCHOR_END: program

fn main() -> nix::Result<()> {
    // SAFETY: this process has one thread.
    let holder = match unsafe { fork() }? {
        ForkResult::Parent { child } => child,
        ForkResult::Child => loop {
            pause();
        },
    };
    kill(holder, Signal::SIGKILL)?;
    // It is dead when this returns, and its parent has not asked how it ended.
    waitid(Id::Pid(holder), WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT)?;
    ask("killed", holder);
    waitpid(holder, None)?;
    ask("waited for", holder);
    Ok(())
}
