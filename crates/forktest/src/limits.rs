//! When a test has had enough of the machine.
//!
//! What a test uses is counted, not what the clock says: on a machine with too much to do, a right answer takes longer,
//! and neither computes more nor sleeps more.

use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;
use nix::sys::wait::{WaitPidFlag, waitpid};
use nix::unistd::{Pid, getpid};

use crate::process::{self, State};
use crate::settled::{Rest, Watch};

/// How many processes one test may have at a time.
const PROCESSES: usize = 64;
/// How long the processes of one test may compute, all together.
const COMPUTED: Duration = Duration::from_secs(4);
/// How often they may be found asleep with a time set: some 2 ms lie between two looks.
const NAPS: usize = 1000;
/// How often in a row they must be found asleep for good: a timer that is no part of a system call may wake one.
const ASLEEP: usize = 100;
/// How long a test may take on a machine that gives it next to no time.
const NET: Duration = Duration::from_secs(600);

/// Why a test is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Enough {
    TooMany,
    /// All processes sleep, and nobody will wake them.
    Asleep,
    Computed,
    Napped,
    Overdue,
}

impl Enough {
    /// In words.
    pub(crate) fn told(self) -> String {
        match self {
            Enough::TooMany => format!(
                "more than {PROCESSES} processes were running at the same time, and all were ended"
            ),
            Enough::Asleep => "no process can go on".into(),
            Enough::Computed => {
                format!("stopped when it had computed for {} s", COMPUTED.as_secs())
            }
            Enough::Napped => {
                format!("stopped when all its processes had been found asleep {NAPS} times")
            }
            Enough::Overdue => format!("stopped after {} s", NET.as_secs()),
        }
    }
}

/// Waits for orphans that have ended, all but `test` itself: they were given to this process.
pub(crate) fn reap_orphans(test: Pid) {
    for orphan in process::children(getpid()).into_iter().filter(|pid| *pid != test) {
        let _ = waitpid(orphan, Some(WaitPidFlag::WNOHANG));
    }
}

/// Whether more processes are running than a test may have. Those that are about to end do not count.
///
/// This is asked often, and must be quick when they are many: a program that forks without end makes thousands in the
/// time in which all of `/proc` is read.
pub(crate) fn too_many() -> bool {
    let (mut below, mut running) = (process::children(getpid()), 0);
    while let Some(pid) = below.pop() {
        running += usize::from(!process::ends(pid));
        if running > PROCESSES {
            return true;
        }
        below.extend(process::children(pid));
    }
    false
}

/// What the processes of a test have used so far: all processes below this one.
#[derive(Debug)]
pub(crate) struct Used {
    begin: Instant,
    /// What children of this process had computed before the test.
    before: Duration,
    watch: Watch,
    looks: Looks,
}

impl Used {
    pub(crate) fn nothing() -> Used {
        Used {
            begin: Instant::now(),
            before: waited_for(),
            watch: Watch::below(getpid()),
            looks: Looks::default(),
        }
    }

    /// Looks at all processes once more; why it is enough, if it is, and what each of them is doing.
    pub(crate) fn enough(&mut self) -> Option<(Enough, Vec<(Pid, State)>)> {
        let states = states();
        let all = |at_rest: fn(&State) -> bool| states.iter().all(|(_, state)| at_rest(state));
        let doing = if all(|state| !matches!(state, State::Runs | State::Naps(_))) {
            if self.nobody_wakes() { Doing::Sleep } else { Doing::Work }
        } else if all(|state| *state != State::Runs) {
            Doing::Nap
        } else {
            Doing::Work
        };
        let (computed, passed) = (self.computed(&states), self.begin.elapsed());
        let why = self.looks.add(doing, computed, passed)?;
        Some((why, states))
    }

    /// Whether all of them sleep during a moment that they have in common.
    fn nobody_wakes(&mut self) -> bool {
        self.watch
            .all_at_rest()
            .is_some_and(|all| all.values().all(|rest| matches!(rest, Rest::Sleeps(_) | Rest::Out)))
    }

    /// How long those that are there and those that were waited for have computed.
    fn computed(&self, states: &[(Pid, State)]) -> Duration {
        let living: Duration = states.iter().map(|(pid, _)| process::computed(*pid)).sum();
        living + waited_for().saturating_sub(self.before)
    }
}

/// What all processes of a test were doing in one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    /// Some run, or would if they got a processor.
    Work,
    /// Some sleep until a time has passed, and the others until somebody wakes them.
    Nap,
    /// All sleep until somebody wakes them, and nobody will.
    Sleep,
}

/// What came of the looks so far.
#[derive(Debug, Default)]
struct Looks {
    naps: usize,
    asleep: usize,
}

impl Looks {
    /// Takes one more look into account.
    fn add(&mut self, doing: Doing, computed: Duration, passed: Duration) -> Option<Enough> {
        self.naps += usize::from(doing == Doing::Nap);
        self.asleep = if doing == Doing::Sleep { self.asleep + 1 } else { 0 };
        match () {
            () if self.asleep == ASLEEP => Some(Enough::Asleep),
            () if self.naps == NAPS => Some(Enough::Napped),
            () if computed > COMPUTED => Some(Enough::Computed),
            () if passed > NET => Some(Enough::Overdue),
            () => None,
        }
    }
}

/// The processes of the test, and what each is doing.
pub(crate) fn states() -> Vec<(Pid, State)> {
    process::descendants(getpid()).into_iter().map(|pid| (pid, process::state(pid))).collect()
}

/// How long the children of this process have computed that it has waited for, with the children they waited for.
fn waited_for() -> Duration {
    let duration = |time: TimeVal| {
        Duration::from_secs(time.tv_sec().unsigned_abs())
            + Duration::from_micros(time.tv_usec().unsigned_abs())
    };
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("a process may ask for its usage");
    duration(usage.user_time()) + duration(usage.system_time())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks so often at two processes that do the same all the time, with 2 ms between two looks; what came of it.
    fn looks(count: u32, doing: Doing, computing: bool) -> Option<Enough> {
        let mut looks = Looks::default();
        let time = |number: u32| Duration::from_millis(2) * number;
        (0..count).find_map(|number| {
            let computed = if computing { time(number) } else { Duration::ZERO };
            looks.add(doing, computed, time(number))
        })
    }

    #[test]
    fn who_waits_for_a_processor_uses_nothing() {
        assert_eq!(looks(30_000, Doing::Work, false), None, "a minute in a queue");
    }

    #[test]
    fn a_machine_that_gives_no_time_at_all_is_not_waited_for_for_ever() {
        assert_eq!(looks(u32::MAX, Doing::Work, false), Some(Enough::Overdue));
    }

    #[test]
    fn who_computes_or_naps_for_ever_is_ended() {
        assert_eq!(looks(1000, Doing::Work, true), None);
        assert_eq!(looks(2500, Doing::Work, true), Some(Enough::Computed));
        assert_eq!(looks(999, Doing::Nap, false), None);
        assert_eq!(looks(1000, Doing::Nap, false), Some(Enough::Napped));
    }

    #[test]
    fn who_wakes_now_and_then_is_not_asleep() {
        let mut looks = Looks::default();
        for number in 1..10_000 {
            let doing = if number % ASLEEP == 0 { Doing::Work } else { Doing::Sleep };
            assert_eq!(looks.add(doing, Duration::ZERO, Duration::ZERO), None, "look {number}");
        }
        assert_eq!(self::looks(100, Doing::Sleep, false), Some(Enough::Asleep));
    }
}
