//! Work that has a name and some data: a trait, or a closure.

use std::process::exit;

use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

// ANCHOR: program
trait Run {
    fn run(self) -> i32;
}

/// Whatever can be called is work as well.
impl<F: FnOnce() -> i32> Run for F {
    fn run(self) -> i32 {
        self()
    }
}

struct Sorter {
    letters: Vec<&'static str>,
}

impl Run for Sorter {
    fn run(mut self) -> i32 {
        self.letters.sort_unstable();
        println!("{}", self.letters.join(" "));
        self.letters.len() as i32
    }
}

fn run_in_a_process(work: impl Run) -> i32 {
    // SAFETY: this program has one thread.
    match unsafe { fork() }.unwrap() {
        ForkResult::Child => exit(work.run()),
        ForkResult::Parent { child } => match waitpid(child, None) {
            Ok(WaitStatus::Exited(_, code)) => code,
            other => panic!("{other:?}"),
        },
    }
}

fn main() {
    println!("{}", run_in_a_process(Sorter { letters: vec!["cleo", "ann", "ben"] }));
    println!("{}", run_in_a_process(|| 40 + 2));
}
// ANCHOR_END: program
