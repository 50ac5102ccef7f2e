//! On which core a thread runs.

use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
use nix::unistd::Pid;

/// Where two threads or processes that talk to each other run. A wake-up on the same core is a switch; on another core
/// it is an interrupt, and perhaps the end of that core's sleep: several times as long. Left alone, the kernel chooses
/// now this and now that.
#[derive(Clone, Copy)]
pub enum Places {
    /// Both on the first core.
    Same,
    /// Each on a core of its own.
    Two,
}

impl Places {
    /// What cases call it.
    pub fn name(self) -> &'static str {
        match self {
            Places::Same => "same core",
            Places::Two => "two cores",
        }
    }

    /// The places that this machine has: both, or only one if it has one core.
    pub fn here() -> Vec<Places> {
        if cores().len() > 1 { vec![Places::Same, Places::Two] } else { vec![Places::Same] }
    }

    /// The core of the thread that asks, and that of the one that answers.
    pub fn cores(self) -> (usize, usize) {
        let cores = cores();
        match self {
            Places::Same => (cores[0], cores[0]),
            Places::Two => (cores[0], *cores.get(1).expect("a machine with two cores")),
        }
    }
}

/// The cores that this thread may run on.
pub fn cores() -> Vec<usize> {
    let allowed = sched_getaffinity(Pid::from_raw(0)).expect("ask for our own cores");
    (0..CpuSet::count()).filter(|&core| allowed.is_set(core) == Ok(true)).collect()
}

/// Keeps this thread on a core until dropped.
pub struct Pinned(CpuSet);

impl Pinned {
    /// Moves this thread to `core`, which must be one of [`cores`].
    pub fn to(core: usize) -> Pinned {
        let before = sched_getaffinity(Pid::from_raw(0)).expect("ask for our own cores");
        let mut one = CpuSet::new();
        one.set(core).expect("a number of a core");
        sched_setaffinity(Pid::from_raw(0), &one).expect("move to a core that is allowed");
        Pinned(before)
    }
}

impl Drop for Pinned {
    fn drop(&mut self) {
        sched_setaffinity(Pid::from_raw(0), &self.0).expect("go back to the cores from before");
    }
}
