//! A program is killed. What becomes of its daemons?

use std::io::{self, Read, Write};
use std::thread;

use forktest::process::{State, state};
use nix::sys::prctl;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork, getpid, getppid, pause};

// ANCHOR: program
/// Works until somebody ends it.
fn forgotten() {
    loop {
        pause();
    }
}

/// The same, and asks the kernel to be killed when its parent dies.
fn tied(parent: Pid) {
    prctl::set_pdeathsig(Signal::SIGKILL).unwrap();
    if getppid() == parent {
        forgotten();
    }
}
// ANCHOR_END: program

/// Starts a program that starts a daemon, and kills the program; what the daemon does then.
fn after_the_kill(asks: bool) -> io::Result<State> {
    let (mut number, mut tell) = io::pipe()?;
    // SAFETY: this program has one thread.
    let ForkResult::Parent { child: program } = unsafe { fork() }? else {
        let parent = getpid();
        // SAFETY: as above.
        if let ForkResult::Child = unsafe { fork() }.unwrap() {
            tell.write_all(&getpid().as_raw().to_ne_bytes()).unwrap();
            if asks { tied(parent) } else { forgotten() }
        }
        loop {
            pause();
        }
    };
    let mut bytes = [0; 4];
    number.read_exact(&mut bytes)?;
    let daemon = Pid::from_raw(i32::from_ne_bytes(bytes));
    while !matches!(state(daemon), State::Sleeps(_)) {
        thread::yield_now();
    }
    kill(program, Signal::SIGKILL)?;
    waitpid(program, None)?;
    while state(daemon) == State::Runs {
        thread::yield_now();
    }
    let found = state(daemon);
    kill(daemon, Signal::SIGKILL)?;
    waitpid(daemon, None)?;
    Ok(found)
}

fn main() -> io::Result<()> {
    // Orphans come to this program, so that what is left of them can be seen.
    prctl::set_child_subreaper(true)?;
    println!("the program was killed, and the forgotten daemon {}", after_the_kill(false)?);
    println!(
        "the program was killed, and the daemon that was tied to it {}",
        after_the_kill(true)?
    );
    Ok(())
}
