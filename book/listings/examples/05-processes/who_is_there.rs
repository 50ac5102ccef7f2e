//! A table of the children that are there.

use std::io::{self, Read};

use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};

// ANCHOR: program
/// The children that were started, with their names.
#[derive(Default)]
struct Table(Vec<(Pid, String)>);

impl Table {
    /// The names of those that have not ended.
    /// Those that have are waited for on the way, and taken out.
    fn active_children(&mut self) -> Vec<&str> {
        let runs = |pid| waitpid(pid, Some(WaitPidFlag::WNOHANG)) == Ok(WaitStatus::StillAlive);
        self.0.retain(|(pid, _)| runs(*pid));
        self.0.iter().map(|(_, name)| name.as_str()).collect()
    }
}
// ANCHOR_END: program

/// Starts a clerk who works until the end of a pipe.
fn start(table: &mut Table, name: &str) -> io::Result<io::PipeWriter> {
    let (mut work, more) = io::pipe()?;
    // SAFETY: this program has one thread.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => table.0.push((child, name.to_owned())),
        ForkResult::Child => {
            drop(more);
            let _ = work.read(&mut [0]);
            // SAFETY: `_exit` may be called at any time.
            unsafe { libc::_exit(0) }
        }
    }
    Ok(more)
}

fn main() -> io::Result<()> {
    let mut table = Table::default();
    // ANCHOR: run
    let ben = start(&mut table, "ben")?;
    let ann = start(&mut table, "ann")?;
    println!("{:?}", table.active_children());
    drop(ann);
    while table.active_children().len() == 2 {}
    println!("{:?}", table.active_children());
    drop(ben);
    while !table.active_children().is_empty() {}
    println!("{:?}", table.active_children());
    // ANCHOR_END: run
    Ok(())
}
