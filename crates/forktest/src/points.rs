//! A process ended before each of its system calls, or before each of its children's, one after the other.
//!
//! A crash can come anywhere. What it leaves behind changes at system calls only, as far as others can see (and in
//! shared memory, which this does not stop at: [`held_at_each`] with [`Before::Instructions`] does).

use nix::sys::ptrace;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::Pid;

use crate::held::{Before, held_at_each, stop_or_rest, traced};

/// Where a process was ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Its system calls are counted from 1.
    pub number: usize,
    /// The call that it did not get to make, such as `write`.
    pub call: String,
}

/// Runs `body` in a process again and again, and ends the process with SIGKILL before its first system call, before its
/// second, and so on, until it comes to its end by itself. After each time `after` is told where, and looks at what is
/// left.
///
/// Returns how many points there were.
///
/// # Panics
/// If this process may not trace its own children.
pub fn killed_at_each(body: impl Fn(), mut after: impl FnMut(&Point)) -> usize {
    held_at_each(Before::Calls, body, |held| {
        held.kill();
        after(&Point { number: held.number, call: held.call.clone() });
    })
}

/// Runs `body` in a process again and again, and ends the process with SIGKILL when its first child is about to take
/// its first step, when it is about to make its first system call, its second, and so on until the child sleeps or
/// ends; then the same with the second child. The child goes on from there as an orphan.
///
/// Returns how many points there were.
///
/// # Panics
/// If this process may not trace its own children.
pub fn orphaned_at_each(body: impl Fn()) -> usize {
    let mut points = 0;
    for fork in 1.. {
        let Some(child) = forked(traced(&body), fork) else { break };
        child.orphaned_before(0);
        points += 1;
        let before_call =
            |call| forked(traced(&body), fork).is_some_and(|child| child.orphaned_before(call));
        points += (1..).take_while(|call| before_call(*call)).count();
    }
    points
}

/// A process in its fork, and its child before the first step: both stand still, traced.
struct Forked {
    parent: Pid,
    child: Pid,
}

/// Lets it run to its fork of that number, if there is one.
fn forked(parent: Pid, number: usize) -> Option<Forked> {
    let options = ptrace::Options::PTRACE_O_TRACEFORK
        | ptrace::Options::PTRACE_O_TRACEVFORK
        | ptrace::Options::PTRACE_O_TRACECLONE
        | ptrace::Options::PTRACE_O_TRACESYSGOOD
        | ptrace::Options::PTRACE_O_EXITKILL;
    ptrace::setoptions(parent, options).expect("it stands still");
    let (mut forks, mut signal) = (0, None);
    loop {
        ptrace::cont(parent, signal.take()).ok()?;
        match waitpid(parent, None).ok()? {
            WaitStatus::PtraceEvent(..) => {
                forks += 1;
                let child = ptrace::getevent(parent).expect("it has just forked");
                let child = Pid::from_raw(child.try_into().expect("the number of a process"));
                waitpid(child, None).expect("it is traced as well");
                if forks == number {
                    return Some(Forked { parent, child });
                }
                ptrace::detach(child, None).expect("it stands still");
            }
            WaitStatus::Stopped(_, with) => signal = Some(with),
            WaitStatus::Exited(..) | WaitStatus::Signaled(..) => return None,
            _ => {}
        }
    }
}

impl Forked {
    /// Ends the parent when the child is about to make its call of that number (0: before anything), or sleeps and will
    /// not come to it, and lets the child go on. Whether it came to that call.
    fn orphaned_before(self, call: usize) -> bool {
        // It stops before each call and behind it.
        let stops = (2 * call).saturating_sub(1);
        let came = (0..stops).map(|_| self.next_stop()).find(|came| *came != Next::Call);
        if came == Some(Next::Rest) {
            self.stop();
        }
        let _ = kill(self.parent, Signal::SIGKILL);
        let _ = waitpid(self.parent, None);
        // It stands still, unless it has ended.
        let _ = ptrace::detach(self.child, None);
        came.is_none()
    }

    /// Lets the child go on until it stops at a call again, sleeps, or has ended.
    fn next_stop(&self) -> Next {
        if ptrace::syscall(self.child, None).is_err() {
            return Next::End;
        }
        match stop_or_rest(self.child) {
            Some(WaitStatus::PtraceSyscall(_)) => Next::Call,
            Some(_) => Next::End,
            None => Next::Rest,
        }
    }

    /// Stops the child in its sleep. It goes on with the same call later.
    fn stop(&self) {
        let _ = kill(self.child, Signal::SIGSTOP);
        while let Ok(WaitStatus::PtraceSyscall(_)) = waitpid(self.child, None) {
            let _ = ptrace::syscall(self.child, None);
        }
    }
}

/// What a child comes to next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Call,
    Rest,
    End,
}
