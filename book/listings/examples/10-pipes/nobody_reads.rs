//! What a write to a pipe comes to that nobody reads from any more.

use std::io::{self, Write};
use std::process::exit;

use nix::sys::signal::{SigHandler, Signal, signal};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

// ANCHOR: program
fn writes_to_nobody() -> i32 {
    let (reader, mut writer) = io::pipe().unwrap();
    drop(reader);
    match writer.write(b"fog") {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => 7,
        _ => 0,
    }
}

fn main() -> io::Result<()> {
    for like_other_programs in [false, true] {
        // SAFETY: this program has one thread.
        match unsafe { fork() }? {
            ForkResult::Child => {
                if like_other_programs {
                    // SAFETY: the default action is no code of ours.
                    unsafe { signal(Signal::SIGPIPE, SigHandler::SigDfl) }.unwrap();
                }
                exit(writes_to_nobody());
            }
            ForkResult::Parent { child } => match waitpid(child, None)? {
                WaitStatus::Exited(_, code) => println!("ended with exit code {code}"),
                WaitStatus::Signaled(_, signal, _) => println!("ended by {signal}"),
                status => println!("{status:?}"),
            },
        }
    }
    Ok(())
}
// ANCHOR_END: program
