//! A process whose parent has ended, and who its parent is then.

use std::io::{self, Read, Write};

use forktest::process::parent;
use nix::sys::prctl;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork, getpid, pause};

fn start(work: impl FnOnce()) -> Pid {
    // SAFETY: this program has one thread.
    match unsafe { fork() }.unwrap() {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            work();
            // SAFETY: `_exit` may be called at any time.
            unsafe { libc::_exit(0) }
        }
    }
}

fn main() -> io::Result<()> {
    // ANCHOR: program
    for takes_orphans in [false, true] {
        prctl::set_child_subreaper(takes_orphans)?;
        let (mut number, mut tell) = io::pipe()?;
        let clerk = start(|| {
            let helper = start(|| {
                loop {
                    pause();
                }
            });
            tell.write_all(&helper.as_raw().to_ne_bytes()).unwrap();
        });
        let mut bytes = [0; 4];
        number.read_exact(&mut bytes)?;
        let helper = Pid::from_raw(i32::from_ne_bytes(bytes));
        waitpid(clerk, None)?;
        println!(
            "the clerk has ended, and the helper is mine: {}",
            parent(helper) == Some(getpid())
        );
        kill(helper, Signal::SIGKILL)?;
        println!("may I wait for it? {}", waitpid(helper, None).is_ok());
    }
    // ANCHOR_END: program
    Ok(())
}
