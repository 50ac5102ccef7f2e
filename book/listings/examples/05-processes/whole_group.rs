//! A tree of processes, ended by its number and by its group.

use std::io::{self, Read, Write};
use std::thread;

use forktest::process::{State, state};
use nix::sys::prctl;
use nix::sys::signal::{Signal, kill, killpg};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork, pause, setpgid};

// ANCHOR: program
/// Starts a daemon that leads a group of its own and has a helper.
/// Returns the numbers of both.
fn start_tree() -> io::Result<(Pid, Pid)> {
    let (mut number, mut tell) = io::pipe()?;
    let daemon = start(|| {
        // 0 is this process: a new group, with its own number.
        setpgid(Pid::from_raw(0), Pid::from_raw(0)).unwrap();
        let helper = start(|| {
            loop {
                pause();
            }
        });
        tell.write_all(&helper.as_raw().to_ne_bytes()).unwrap();
        loop {
            pause();
        }
    });
    let mut bytes = [0; 4];
    number.read_exact(&mut bytes)?;
    Ok((daemon, Pid::from_raw(i32::from_ne_bytes(bytes))))
}

fn main() -> io::Result<()> {
    prctl::set_child_subreaper(true)?;
    for end in [kill, killpg] {
        let (daemon, helper) = start_tree()?;
        end(daemon, Signal::SIGKILL)?;
        waitpid(daemon, None)?;
        println!("the daemon was ended, and its helper {}", settled(helper));
        kill(helper, Signal::SIGKILL)?;
        waitpid(helper, None)?;
    }
    Ok(())
}
// ANCHOR_END: program

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

/// What it does when it has stopped running.
fn settled(pid: Pid) -> State {
    while state(pid) == State::Runs {
        thread::yield_now();
    }
    state(pid)
}
