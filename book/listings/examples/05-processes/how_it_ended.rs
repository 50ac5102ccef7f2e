//! What a parent can learn about the end of its child.

use std::process::exit;

use nix::sys::signal::{Signal, raise};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

/// Runs `work` in a child; how that ended.
fn ending(work: fn()) -> WaitStatus {
    // SAFETY: this program has one thread.
    match unsafe { fork() }.unwrap() {
        ForkResult::Parent { child } => waitpid(child, None).unwrap(),
        ForkResult::Child => {
            // What the panic below says is left out here.
            std::panic::set_hook(Box::new(|_| ()));
            let panicked = std::panic::catch_unwind(work).is_err();
            exit(if panicked { 101 } else { 0 })
        }
    }
}

fn main() {
    // ANCHOR: program
    let works: [(&str, fn()); 6] = [
        ("comes to its end", || ()),
        ("exit(3)", || exit(3)),
        ("exit(256)", || exit(256)),
        ("exit(-1)", || exit(-1)),
        ("panics", || panic!("no paper")),
        ("is killed", || raise(Signal::SIGKILL).unwrap()),
    ];
    for (what, work) in works {
        match ending(work) {
            WaitStatus::Exited(_, code) => println!("{what}: exit code {code}"),
            WaitStatus::Signaled(_, signal, _) => println!("{what}: ended by {signal}"),
            other => println!("{what}: {other:?}"),
        }
    }
    // ANCHOR_END: program
}
