//! A process that was forked when there was little to copy, and forks for others.

use std::io::{self, PipeReader, PipeWriter, Read, Write};

use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};

// ANCHOR: program
/// The work that the server knows how to start, by the number that asks for it.
fn work(number: u8) -> i32 {
    i32::from(number) * 2
}

/// Forks a child for every number that comes in, waits for it, and sends its exit code back.
fn serve(mut requests: PipeReader, mut answers: PipeWriter) -> io::Result<()> {
    let mut number = [0];
    while requests.read(&mut number)? == 1 {
        let child = fork_child(|| work(number[0]))?;
        if let WaitStatus::Exited(_, code) = waitpid(child, None)? {
            answers.write_all(&[code as u8])?;
        }
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let (requests, mut ask) = io::pipe()?;
    let (mut hear, answers) = io::pipe()?;
    // SAFETY: this program has one thread.
    let server = match unsafe { fork() }? {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            // Its own copies: with them it would never see the end of the requests.
            drop((ask, hear));
            let code = i32::from(serve(requests, answers).is_err());
            // SAFETY: `_exit` may be called at any time.
            unsafe { libc::_exit(code) }
        }
    };
    drop((requests, answers));
    // From here on this program may start threads, and grow as large as it likes.
    for number in [1, 2, 3] {
        ask.write_all(&[number])?;
        let mut code = [0];
        hear.read_exact(&mut code)?;
        println!("work {number} ended with {}", code[0]);
    }
    drop(ask);
    waitpid(server, None)?;
    Ok(())
}
// ANCHOR_END: program

fn fork_child(work: impl FnOnce() -> i32) -> io::Result<Pid> {
    // SAFETY: this program has one thread.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => Ok(child),
        ForkResult::Child => {
            let code = work();
            // SAFETY: `_exit` may be called at any time.
            unsafe { libc::_exit(code) }
        }
    }
}
