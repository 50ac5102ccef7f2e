//! Threads as coroutines on one OS thread, one execution after another, and a watchdog beside them.

use std::cell::RefCell;
use std::fs;
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use corosensei::stack::DefaultStack;
use corosensei::{Coroutine, CoroutineResult, Yielder};

use super::panics::is_todo;
use super::{
    Access, EXPLORING, KERNEL, Kernel, MAX_THREADS, Op, Place, Record, Settings, Subject, Thread,
    ThreadId, exploring, panics, with,
};
use crate::search::Strategy;
use crate::{Verdict, leaks, overflow};

/// The size of a thread's stack in bytes, as that of a `std` thread.
const STACK: usize = 2 << 20;
/// The watchdog looks this often, and gives up when the program has had so much time without a step.
const LOOK_EVERY: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_secs(2);

/// What a thread runs.
pub(crate) type Body = Box<dyn FnOnce()>;
type Fiber = Coroutine<(), (), (), DefaultStack>;

thread_local! {
    /// For each thread of the execution, the handle that suspends it.
    static YIELDERS: RefCell<Vec<*const Yielder<(), ()>>> = const { RefCell::new(Vec::new()) };
    /// Bodies of threads that have been spawned and have no coroutine yet.
    static SPAWNED: RefCell<Vec<Body>> = const { RefCell::new(Vec::new()) };
}

/// The number of the next execution; unique, so that an object knows which one it was used in.
static NEXT_EXECUTION: AtomicU64 = AtomicU64::new(1);

/// What the watchdog sees.
#[derive(Default)]
pub(super) struct Progress {
    steps: AtomicU64,
    place: AtomicPtr<Location<'static>>,
    /// What Linux tells about the thread that explores.
    thread: OnceLock<PathBuf>,
}

impl Progress {
    pub(super) fn step(&self, place: Option<Place>) {
        self.steps.fetch_add(1, Relaxed);
        if let Some(place) = place {
            self.place.store(std::ptr::from_ref(place).cast_mut(), Relaxed);
        }
    }

    /// To be called by the thread that explores.
    fn begin(&self) {
        if let Ok(thread) = fs::read_link("/proc/thread-self") {
            let _ = self.thread.set(Path::new("/proc").join(thread).join("schedstat"));
        }
    }

    /// How long the program could have run, and had no core since others had them; 0 where that is not known.
    fn kept_waiting(&self) -> Duration {
        let told = self.thread.get().and_then(|file| fs::read_to_string(file).ok());
        let nanoseconds = told.as_deref().and_then(|text| text.split(' ').nth(1)?.parse().ok());
        Duration::from_nanos(nanoseconds.unwrap_or(0))
    }

    fn place(&self) -> Option<Place> {
        // SAFETY: only ever null or a pointer made from a `&'static Location`, never written through.
        unsafe { self.place.load(Relaxed).cast_const().as_ref() }
    }
}

/// What came of running a strategy to its end, or to a failure.
pub(crate) enum Run {
    Done(Box<Kernel>),
    /// A thread is stuck inside one step; the last point that was reached.
    Stuck(Option<Place>),
}

/// Runs `f` again and again as `strategy` says, on an OS thread of its own: what a failed execution leaves
/// behind (a panic half unwound) must not touch the caller's.
pub(crate) fn run(
    strategy: Box<dyn Strategy>,
    settings: Settings,
    f: Arc<dyn Fn() + Send + Sync>,
) -> Run {
    panics::install_hook();
    overflow::install_handler();
    let progress = Arc::new(Progress::default());
    let seen = progress.clone();
    let (done, result) = mpsc::channel();
    let explore = move || {
        progress.begin();
        KERNEL.set(Some(Box::new(Kernel::new(strategy, settings, progress))));
        EXPLORING.set(true);
        executions(&*f);
        EXPLORING.set(false);
        let kernel = KERNEL.take().expect("set above");
        // The receiver is gone only if the watchdog gave up.
        let _ = done.send(kernel);
    };
    std::thread::Builder::new()
        .name("interleave".to_string())
        .spawn(explore)
        .expect("interleave: the system refuses another thread");
    let (mut steps, mut since, mut kept_waiting) = (0, Instant::now(), Duration::ZERO);
    loop {
        match result.recv_timeout(LOOK_EVERY) {
            Ok(kernel) => return Run::Done(kernel),
            Err(RecvTimeoutError::Disconnected) => {
                panic!(
                    "interleave: the exploration itself panicked; that is a defect of interleave"
                )
            }
            Err(RecvTimeoutError::Timeout) => {
                let (now, kept) = (seen.steps.load(Relaxed), seen.kept_waiting());
                if now != steps {
                    (steps, since, kept_waiting) = (now, Instant::now(), kept);
                }
                if since.elapsed().saturating_sub(kept.saturating_sub(kept_waiting)) >= PATIENCE {
                    return Run::Stuck(seen.place());
                }
            }
        }
    }
}

fn executions(f: &dyn Fn()) {
    let mut stacks: Vec<DefaultStack> = Vec::new();
    while with(Kernel::begin) {
        crate::thread::forget_locals();
        leaks::begin(with(|k| k.settings.record == Record::StepsAndMemory));
        execute(f, &mut stacks);
        let leaked = leaks::end();
        with(|k| k.finish(leaked));
    }
}

/// One execution, from the first step to the last.
fn execute(f: &dyn Fn(), stacks: &mut Vec<DefaultStack>) {
    YIELDERS.with_borrow_mut(Vec::clear);
    let body: Box<dyn FnOnce() + '_> = Box::new(|| {
        let _ = thread_main(0, f);
    });
    // SAFETY: the body is run or forgotten before this function returns, and `f` outlives it.
    start(unsafe { std::mem::transmute::<Box<dyn FnOnce() + '_>, Body>(body) });
    // If the exploration itself panics, they are left as they are: to unwind their stacks would crash.
    let mut fibers: ManuallyDrop<Vec<Option<Running>>> = ManuallyDrop::default();
    let mut next = with(|k| k.schedule(None));
    while let Some(thread) = next {
        for body in SPAWNED.take() {
            let stack = stacks.pop().unwrap_or_else(new_stack);
            let id = fibers.len();
            fibers.push(Some(Running::new(id, stack, body)));
        }
        let running = fibers[thread].as_mut().expect("only a live thread is scheduled");
        next = match running.resume() {
            Pause::AtPoint => with(|k| k.next.take()),
            Pause::Ended => {
                stacks.extend(fibers[thread].take().map(|r| r.fiber.into_stack()));
                with(|k| k.schedule(None))
            }
            Pause::Overflowed => {
                stacks.extend(fibers[thread].take().map(|r| r.fiber.into_stack()));
                let message = format!("the thread overflowed its stack of {} MiB", STACK >> 20);
                with(|k| k.fail(Verdict::Crashed, message));
                None
            }
        };
    }
    // Threads that a failure leaves behind are never resumed, and what their stacks own is leaked.
    for mut left in ManuallyDrop::into_inner(fibers).into_iter().flatten() {
        // SAFETY: nothing on the stack is used again; other threads' borrows of it are dead as well, since
        // no thread of this execution runs any more.
        unsafe { left.fiber.force_reset() };
        stacks.push(left.fiber.into_stack());
    }
    SPAWNED.take().into_iter().for_each(std::mem::forget);
}

fn new_stack() -> DefaultStack {
    DefaultStack::new(STACK).expect("interleave: no memory for another stack")
}

/// A thread that has not ended.
struct Running {
    fiber: Fiber,
    /// The lowest address of its stack.
    limit: usize,
}

/// Why a thread stopped running.
enum Pause {
    AtPoint,
    Ended,
    Overflowed,
}

impl Running {
    fn new(id: ThreadId, stack: DefaultStack, body: Body) -> Running {
        let limit = overflow::limit_of(&stack);
        let fiber = Coroutine::with_stack(stack, move |yielder: &Yielder<(), ()>, ()| {
            leaks::uncounted(|| {
                YIELDERS.with_borrow_mut(|y| {
                    y.resize(y.len().max(id + 1), std::ptr::null());
                    y[id] = yielder;
                });
            });
            body();
        });
        Running { fiber, limit }
    }

    fn resume(&mut self) -> Pause {
        let handler = self.fiber.trap_handler();
        let resume = || leaks::counted(|| self.fiber.resume(()));
        match overflow::guarded(handler, self.limit, resume) {
            (_, true) => Pause::Overflowed,
            (CoroutineResult::Yield(()), _) => Pause::AtPoint,
            (CoroutineResult::Return(()), _) => Pause::Ended,
        }
    }
}

/// Gives a spawned thread's body to the coroutine loop. Thread numbers and bodies go in step.
pub(crate) fn start(body: Body) {
    SPAWNED.with_borrow_mut(|s| s.push(body));
}

/// Lets the scheduler pick who goes on; returns when it picks this thread again.
pub(super) fn switch() {
    let (me, next) = with(|k| {
        let me = k.current;
        k.next = k.schedule(Some(me));
        (me, k.next)
    });
    if next != Some(me) {
        let yielder = YIELDERS.with_borrow(|y| y[me]);
        // SAFETY: set when this coroutine started, which is running now, and valid until it ends.
        unsafe { &*yielder }.suspend(());
    }
}

/// Ends the execution from inside a thread, which never goes on.
fn give_up(verdict: Verdict, message: &str, place: Place) -> ! {
    with(|k| {
        let place = Some((place.file().to_string(), place.line()));
        k.fail_at(verdict, k.current, message.to_string(), place, k.trace.len());
    });
    switch();
    unreachable!("a failed execution resumes nobody")
}

/// The root of every thread: runs `f`, catches its panic, and marks the thread as ended.
pub(crate) fn thread_main(id: ThreadId, f: impl FnOnce()) -> std::thread::Result<()> {
    let result = catch_unwind(AssertUnwindSafe(f));
    crate::thread::drop_locals();
    with(|k| k.end_thread(id, result.as_ref().err()));
    result
}

impl Kernel {
    /// Begins the next execution, if there is to be one.
    fn begin(&mut self) -> bool {
        if self.failure.is_some() || self.enough || !self.strategy.begin() {
            return false;
        }
        self.reset(NEXT_EXECUTION.fetch_add(1, Relaxed));
        true
    }

    /// Registers a new thread and returns its number.
    pub(crate) fn begin_thread(
        &mut self,
        name: Option<String>,
        scope: Option<usize>,
        place: Place,
    ) -> ThreadId {
        let id = self.threads.len();
        if id >= MAX_THREADS {
            let message = format!("more than {MAX_THREADS} threads are too many to explore");
            self.fail(Verdict::NoProgress, message);
        }
        self.touch(Subject::None, Op::Spawns, Access::Write);
        let mut child = Thread::child(id, name, place, &self.threads[self.current]);
        child.scope = scope;
        self.threads.push(child);
        // What the parent does from here on the child does not know.
        self.tick();
        self.show(Op::Spawns, "spawns", Subject::Thread(id), place, |_, e| e);
        id
    }

    fn end_thread(&mut self, id: ThreadId, payload: Option<&Box<dyn std::any::Any + Send>>) {
        self.current = id;
        if let Some(payload) = payload {
            self.note_panic(id, &**payload);
        }
        self.threads[id].panicking = false;
        self.threads[id].finished = true;
        self.touch(Subject::Thread(id), Op::Ends, Access::Write);
        let place = self.threads[id].doing.map(|d| d.place).or(self.threads[id].spawned_at);
        if let Some(place) = place {
            let (op, verb) = match payload {
                None => (Op::Ends, "ends"),
                Some(_) => (Op::Panics, "ends by panic"),
            };
            self.show(op, verb, Subject::None, place, |_, e| e);
        }
        let to_do = || self.threads[id].panic.as_ref().is_some_and(|p| is_todo(&p.message));
        if payload.is_some() && (id == 0 || to_do()) {
            self.fail_by_panic(id);
        }
    }

    /// After the last step: a panic that nobody took, or memory that nobody gave back.
    fn finish(&mut self, leaked: Option<leaks::Leak>) {
        if !self.stopped.is_empty() {
            return;
        }
        if self.settings.keep_output && self.failure.is_none() {
            self.outputs.add(std::mem::take(&mut self.printed), &self.choices);
        }
        let swallowed = self.threads.iter().position(|t| t.panic.is_some() && !t.joined);
        if let Some(thread) = swallowed.filter(|_| self.failure.is_none()) {
            self.fail_by_panic(thread);
        }
        if let Some(leak) = leaked.filter(|_| self.failure.is_none() && !self.settings.allow_leaks)
        {
            let at = self.trace.len();
            self.fail_at(Verdict::MemoryLeaked, 0, leak.to_string(), leak.place, at);
        }
    }
}

/// Fails the running execution if explored, as `process::exit` and `abort` do.
pub(crate) fn refuse_exit(what: &str, place: Place) {
    if exploring() {
        give_up(Verdict::Exited, &format!("the program called `{what}`"), place);
    }
}
