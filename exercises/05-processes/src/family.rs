//! # Nobody left behind
//!
//! A program has daemons: processes that are there for it, and for nobody else. When it goes, they go. That is easy as
//! long as the program can say goodbye. It may also be killed, from one moment to the next, and then nothing of it runs
//! any more that could say anything.
//!
//! A daemon may start processes itself. The daemon and all that comes of it is its *tree*.
//!
//! Build the `Family`.
//!
//! 1. `start` starts a daemon that runs `work`, and returns its number.
//! 2. `active` tells the numbers and names of those that have not ended, in the order in which they were started. It
//!    does not wait. One that is stopped (SIGSTOP) has not ended.
//! 3. `end` ends one of them, with its tree: when it returns, the daemon was waited for, and each process of its tree
//!    has ended or is about to (it has been sent SIGKILL). So it is for one that is stopped, for one that has not done
//!    a step yet, and if signals arrive meanwhile. The others go on. A number that is not in the family is left alone,
//!    and so is one that was: once somebody has waited for a process, its number may be another's, and its group's as
//!    well.
//! 4. A `Family` that is dropped ends all of them, in the same way. So does one that is dropped by a panic.
//! 5. A daemon that ends by itself leaves a tree, too. Its tree is ended at the latest when the next `active` is asked,
//!    when `end` is called for it, or at the drop. It is no zombie after that.
//! 6. When the program ends in any other way, by `exit` or by a SIGKILL, the daemons that have not ended by then end
//!    all the same, with their trees, at once, and at whatever point of the code above the program was. Nobody looks
//!    again and again whether it is still there.
//! 7. A daemon may have a family of its own. Other children of the program are none of this family's business.
//!
//! The processes of a tree do not leave the process group in which they were started, unless it is by another `Family`,
//! and they do not touch what you do about signals. `fork_child` is given in `child.rs`.
//! Check it with `cargo test -p processes --test family`.

use std::io;

use nix::unistd::Pid;

use crate::child::fork_child;
// Bring in what you need.

/// The daemons of this process.
pub struct Family {
    // Your choice.
}

impl Family {
    /// A family without daemons.
    pub fn new() -> Family {
        todo!("begin without any")
    }

    /// Starts a daemon that runs `work`. Returns its number.
    ///
    /// # Errors
    /// The kernel has no more processes.
    pub fn start(&mut self, name: &str, work: impl FnOnce() -> i32) -> io::Result<Pid> {
        todo!("fork a child that ends with this process, and can be ended with its tree")
    }

    /// The numbers and names of those that have not ended.
    pub fn active(&mut self) -> Vec<(Pid, String)> {
        todo!("see who has ended, without waiting, and what is left of them")
    }

    /// Ends the daemon of that number, and its tree.
    pub fn end(&mut self, pid: Pid) {
        todo!("end all of its tree, and wait for the daemon")
    }
}

impl Drop for Family {
    fn drop(&mut self) {
        // Also called when a panic comes by.
    }
}
