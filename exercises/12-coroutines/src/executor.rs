//! # An executor
//!
//! An `async` block does nothing until somebody polls it. `asyncio.run` in Python is such a somebody; std has none.
//! Write one, for one thread and many tasks.
//!
//! 1. `run` makes the main future, polls it until it is ready, and returns its result. The main future may borrow, and
//!    is never sent to another thread. Several `run` know nothing of each other, also if one is inside of another: each
//!    polls its own tasks.
//! 2. `spawner.spawn(future)` adds a task, and returns at once, with a `JoinHandle`. It polls nothing: the task waits in
//!    the queue like the others. A task may spawn tasks. It need not be `Send`.
//! 3. Ready tasks take turns. Whoever is woken goes to the end of the queue, and the main future has no more rights than
//!    the others.
//! 4. **Nobody is polled without a reason**: once when it is new, and after that when its waker was called. If that
//!    happens again before its turn, it stands in the queue once. What is ready is not polled again. If nobody can be
//!    polled, the thread sleeps. There are no other threads.
//! 5. Wakers are called from anywhere: inside a poll, from other threads, at any moment, twice, when the task is done,
//!    when `run` has returned. **No wake-up gets lost.**
//! 6. Whoever awaits a `JoinHandle`, also in another `run`, gets what the task has returned, or what it has panicked
//!    with; the others go on. A handle may be dropped: the task goes on.
//! 7. A task is dropped as soon as it is done, whether somebody asks its handle or not. What it holds may spawn another
//!    task when it is dropped. When the main future is ready, or panics, the tasks that are not done are dropped before
//!    `run` is left. After that `spawn` panics.
//!
//! Check it with `cargo test -p coroutines --test executor`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::task::{Context, Poll, Wake, Waker};

/// What a task has panicked with.
pub type Panic = Box<dyn Any + Send>;

/// The number under which the main future stands in the queue. Tasks have higher ones.
const MAIN: usize = 0;

/// Called when a task can go on, from whatever thread.
struct Bell {
    /// Whose it is.
    number: usize,
    /// It stands in the queue already.
    queued: AtomicBool,
    /// The queue, of numbers.
    queue: Sender<usize>,
}

impl Bell {
    /// The bell of a task that stands in the queue from the beginning.
    fn queued(number: usize, queue: Sender<usize>) -> Arc<Bell> {
        let bell = Arc::new(Bell { number, queued: AtomicBool::new(false), queue });
        Waker::from(Arc::clone(&bell)).wake();
        bell
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        todo!("to the end of the queue, unless it stands there already")
    }
}

struct Task {
    future: Pin<Box<dyn Future<Output = ()>>>,
    bell: Arc<Bell>,
}

#[derive(Default)]
struct Tasks {
    /// Those that are not done, by their number.
    alive: BTreeMap<usize, Task>,
    /// The number of the newest.
    latest: usize,
}

/// Adds tasks to a `run`. A clone adds to the same.
#[derive(Clone)]
pub struct Spawner {
    /// They belong to `run`. A task may hold a spawner, and must not keep itself alive.
    tasks: Weak<RefCell<Tasks>>,
    queue: Sender<usize>,
}

/// A future of what a task returns: `Ok`, or `Err` with what it has panicked with.
pub struct JoinHandle<T> {
    slot: Rc<RefCell<Slot<T>>>,
}

/// What a task and its handle share.
struct Slot<T> {
    outcome: Option<Result<T, Panic>>,
    /// Who waits for the outcome.
    waiting: Option<Waker>,
}

impl Spawner {
    /// Adds a task. It is polled when its turn comes.
    ///
    /// # Panics
    /// If `run` has returned.
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        todo!("a task that leaves its outcome in a slot, and wakes who waits there")
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, Panic>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T, Panic>> {
        todo!("the outcome; or leave the waker that you are given *now*")
    }
}

/// Makes the main future and runs it, and the tasks that are spawned meanwhile, until it is ready.
///
/// # Panics
/// If the main future panics.
pub fn run<F: Future>(main: impl FnOnce(Spawner) -> F) -> F::Output {
    todo!("receive a number, poll what has it; and when may its bell be heard again?")
}
