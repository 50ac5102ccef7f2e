//! The kernel: one running program as the scheduler sees it.
//!
//! # Layout
//! - `point`: where a thread may be interrupted, and what it may wait for
//! - `schedule`: who may go on, fairness, virtual time, and what it means when nobody can
//! - `run`: threads as coroutines, one execution after another, and the watchdog
//! - `object`: locks, channels and atomics as the kernel sees them
//! - `memory`, `clock`: happens-before, and which stores a load may read
//! - `history`: fingerprints of what has happened, to know equivalent interleavings
//! - `event`: what a recorded run tells
//! - `panics`: panics of explored threads, kept off the terminal

mod clock;
mod event;
mod history;
mod memory;
mod object;
mod panics;
mod point;
mod run;
mod schedule;
mod thread;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::panic::Location;

pub(crate) use clock::View;
pub(crate) use event::{Event, Op, Subject};
pub(crate) use history::{Access, key_of, mix};
pub(crate) use memory::Store;
pub(crate) use object::{Kind, Obj, Object};
pub(crate) use point::{Doing, Until, point, point_before};
pub(crate) use run::{Body, Run, refuse_exit, run, start, thread_main};
pub(crate) use schedule::Wait;
pub(crate) use thread::{Panic, Thread, Yield};

use crate::outcomes::Tally;
use crate::search::{Choice, Strategy};
use crate::{Verdict, leaks, overflow};
use history::Hashes;

/// Index of a thread in one execution; 0 is the closure that is explored.
pub(crate) type ThreadId = usize;
/// Index of an object in one execution, in the order of first use.
pub(crate) type ObjId = usize;
/// A line of source.
pub(crate) type Place = &'static Location<'static>;

/// Most threads that one execution may have: the width of the sets used for fairness.
pub(crate) const MAX_THREADS: usize = 128;

thread_local! {
    static EXPLORING: Cell<bool> = const { Cell::new(false) };
    static KERNEL: RefCell<Option<Box<Kernel>>> = const { RefCell::new(None) };
}

/// Whether the caller runs inside an exploration, where all threads are one thread of the system. Outside one, the facade
/// goes to the real `std`.
#[inline]
pub fn exploring() -> bool {
    EXPLORING.get()
}

/// Looks at, or changes, the state of the running program.
pub(crate) fn with<R>(f: impl FnOnce(&mut Kernel) -> R) -> R {
    let (mut f, mut result) = (Some(f), None);
    with_kernel(&mut |k| result = f.take().map(|f| f(k)));
    result.expect("it was called, once")
}

/// Compiled once, and not for each caller: the facade's types are generic, so a test would compile it anew for each.
fn with_kernel(f: &mut dyn FnMut(&mut Kernel)) {
    overflow::check();
    leaks::uncounted(|| {
        KERNEL.with(|k| f(k.borrow_mut().as_mut().expect("interleave: not inside an exploration")));
    });
}

/// What an exploration allows and how far it goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// Loads may read older stores where the orderings allow it.
    pub(crate) weak_memory: bool,
    /// Condvar wake-ups without a notification that one execution may contain.
    pub(crate) spurious_wakeups: usize,
    /// Time-outs that may fire although somebody else could still run, in one execution.
    pub(crate) early_timeouts: usize,
    /// Scheduling steps after which an execution counts as one that gets nowhere.
    pub(crate) max_steps: usize,
    /// Whether memory that is never given back is accepted.
    pub(crate) allow_leaks: bool,
    /// What is kept for a report.
    pub(crate) record: Record,
    /// Whether to keep what each execution printed.
    pub(crate) keep_output: bool,
    /// For a graph: an execution stops before this step, to be looked at. Equal states should then look equal, so
    /// objects are told apart by the lines that made them, and no time slice ends.
    pub(crate) stop_before: Option<usize>,
}

/// What is kept of an execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Record {
    Nothing,
    /// Events, for a timeline.
    Steps,
    /// Also where memory was allocated, which takes much longer.
    StepsAndMemory,
}

/// Why an execution failed.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) verdict: Verdict,
    pub(crate) thread: ThreadId,
    /// One sentence.
    pub(crate) message: String,
    /// Where it happened, if it has one place.
    pub(crate) place: Option<(String, u32)>,
    /// How many recorded events led there.
    pub(crate) at: usize,
}

/// The program under exploration: reset for each execution.
pub(crate) struct Kernel {
    pub(crate) settings: Settings,
    pub(crate) strategy: Box<dyn Strategy>,
    /// Number of this execution, unique in the process; objects remember it.
    execution: u64,
    pub(crate) current: ThreadId,
    /// Whom the coroutine loop resumes next.
    next: Option<ThreadId>,
    /// Who may go on, where the execution was stopped.
    pub(crate) stopped: Vec<ThreadId>,
    pub(crate) threads: Vec<Thread>,
    pub(crate) objects: Vec<Object>,
    /// The atomics among them by address, since two explorations may use one at the same time.
    atomics: HashMap<usize, ObjId>,
    /// Virtual time in nanoseconds since the start of the execution.
    pub(crate) now: u64,
    early_left: usize,
    pub(crate) spurious_left: usize,
    steps: usize,
    /// The threads that could run at the last step.
    runnable: u128,
    /// Steps the current thread has made in a row.
    run_length: usize,
    /// How many steps the current thread has made since all others stand still, if they do.
    pub(crate) alone: Option<usize>,
    /// What `SeqCst` fences have seen so far.
    fence_view: clock::Clock,
    /// Histories of what has no object of its own: the output and the clock.
    console: Hashes,
    time: Hashes,
    pub(crate) trace: Vec<Event>,
    /// Everything the program printed in this execution, up to a limit.
    pub(crate) printed: String,
    /// What executions printed, with the choices that led to it first; if that is to be kept.
    pub(crate) outputs: Tally<String>,
    pub(crate) choices: Vec<Choice>,
    pub(crate) failure: Option<Failure>,
    /// Set by `reachable`: the goal was reached, no further execution is needed.
    pub(crate) enough: bool,
    /// A stale load was read in this execution.
    pub(crate) stale_reads: usize,
    pub(crate) executions: usize,
    progress: std::sync::Arc<run::Progress>,
}

impl Kernel {
    fn new(
        strategy: Box<dyn Strategy>,
        settings: Settings,
        progress: std::sync::Arc<run::Progress>,
    ) -> Kernel {
        Kernel {
            settings,
            strategy,
            execution: 0,
            current: 0,
            next: None,
            stopped: Vec::new(),
            threads: Vec::new(),
            objects: Vec::new(),
            atomics: HashMap::new(),
            now: 0,
            early_left: 0,
            spurious_left: 0,
            steps: 0,
            runnable: 0,
            run_length: 0,
            alone: None,
            fence_view: clock::Clock::default(),
            console: Hashes::default(),
            time: Hashes::default(),
            trace: Vec::new(),
            printed: String::new(),
            outputs: Tally::default(),
            choices: Vec::new(),
            failure: None,
            enough: false,
            stale_reads: 0,
            executions: 0,
            progress,
        }
    }

    /// Forgets the last execution.
    fn reset(&mut self, execution: u64) {
        self.execution = execution;
        self.executions += 1;
        self.current = 0;
        self.next = None;
        self.stopped.clear();
        self.threads.clear();
        self.objects.clear();
        self.atomics.clear();
        self.now = 0;
        self.early_left = self.settings.early_timeouts;
        self.spurious_left = self.settings.spurious_wakeups;
        self.steps = 0;
        self.runnable = 0;
        self.run_length = 0;
        self.alone = None;
        self.fence_view = clock::Clock::default();
        self.console = Hashes::default();
        self.time = Hashes::default();
        self.trace.clear();
        self.printed.clear();
        self.choices.clear();
        self.stale_reads = 0;
        self.threads.push(Thread::main());
    }

    /// The running thread.
    pub(crate) fn me(&mut self) -> &mut Thread {
        &mut self.threads[self.current]
    }

    /// Ends the execution with a failure, unless it has one already.
    pub(crate) fn fail(&mut self, verdict: Verdict, message: impl Into<String>) {
        let place = self.me().doing.map(|d| (d.place.file().to_string(), d.place.line()));
        self.fail_at(verdict, self.current, message.into(), place, self.trace.len());
    }

    fn fail_at(
        &mut self,
        verdict: Verdict,
        thread: ThreadId,
        message: String,
        place: Option<(String, u32)>,
        at: usize,
    ) {
        if self.failure.is_none() {
            self.failure = Some(Failure { verdict, thread, message, place, at });
        }
    }

    /// A choice among `n` that is no scheduling: which waiter wakes, which store is read.
    pub(crate) fn choose(&mut self, n: usize) -> usize {
        if n <= 1 || self.failure.is_some() {
            return 0;
        }
        let chosen = self.strategy.value(n);
        self.choices.push(Choice::Value(chosen));
        let me = self.me();
        me.history = mix(me.history, chosen as u64 + 1);
        chosen
    }
}
