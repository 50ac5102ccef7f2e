//! Many tasks on one thread: a small executor, with a clock.
//!
//! A task that wakes itself, such as one that lets the others go first, costs a flag. One that another task of the same
//! thread wakes costs a place in a list. A wake-up from elsewhere goes through a lock, and ends the thread's sleep.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// What only one thread touches: the state of the executor that runs on it.
struct Local {
    /// Which run is going on, 0 if none.
    run: Cell<u64>,
    /// The bell of the task that is being polled, and whether it has rung.
    polled: Cell<*const Bell>,
    again: Cell<bool>,
    /// The other tasks that can go on in the next round.
    ready: RefCell<Vec<usize>>,
    spawned: RefCell<Vec<Task>>,
    /// Who is to be woken when. The number keeps two of the same moment apart.
    timers: RefCell<BTreeMap<(Instant, u64), Waker>>,
    next_timer: Cell<u64>,
}

thread_local! {
    // With nothing to drop, each use costs less. A run leaves nothing behind that would have to be dropped.
    static LOCAL: ManuallyDrop<Local> = const {
        ManuallyDrop::new(Local {
            run: Cell::new(0),
            polled: Cell::new(ptr::null()),
            again: Cell::new(false),
            ready: RefCell::new(Vec::new()),
            spawned: RefCell::new(Vec::new()),
            timers: RefCell::new(BTreeMap::new()),
            next_timer: Cell::new(0),
        })
    };
}

/// The tasks that other threads have woken.
struct Mailbox {
    executor: Thread,
    woken: Mutex<Vec<usize>>,
    /// Whether to look there: cheaper than taking the lock in each round.
    any: AtomicBool,
}

/// Wakes one task.
struct Bell {
    task: usize,
    run: u64,
    mailbox: Arc<Mailbox>,
}

impl Wake for Bell {
    fn wake(self: Arc<Bell>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Bell>) {
        LOCAL.with(|local| {
            if ptr::eq(local.polled.get(), &raw const **self) {
                local.again.set(true);
            } else {
                self.wake_other(local);
            }
        });
    }
}

impl Bell {
    #[cold]
    fn wake_other(&self, local: &Local) {
        if local.run.get() == self.run {
            local.ready.borrow_mut().push(self.task);
        } else {
            self.mailbox.wake(self.task);
        }
    }
}

impl Mailbox {
    fn wake(&self, task: usize) {
        self.woken.lock().expect("nobody panics while holding it").push(task);
        self.any.store(true, Ordering::Release);
        self.executor.unpark();
    }
}

/// Runs `first`, and every task that is spawned meanwhile, until all have ended.
///
/// # Panics
/// If this thread runs an executor already, or if a task panics.
pub fn run(first: impl Future<Output = ()> + 'static) {
    static RUNS: AtomicU64 = AtomicU64::new(1);
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let before = LOCAL.with(|local| local.run.replace(run));
    assert_eq!(before, 0, "this thread runs an executor already");
    let _end = End;
    let (executor, woken, any) = (thread::current(), Mutex::default(), AtomicBool::default());
    let mailbox = Arc::new(Mailbox { executor, woken, any });
    spawn(first);
    LOCAL.with(|local| Tasks { all: Vec::new(), free: Vec::new(), run, mailbox }.run(local));
}

/// Clears up after a run, also if a task has panicked.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        LOCAL.with(|local| {
            local.run.set(0);
            local.polled.set(ptr::null());
            local.ready.take();
            // Dropped when nothing is borrowed: a task may wake others as it ends.
            let (spawned, timers) = (local.spawned.take(), local.timers.take());
            drop((spawned, timers));
        });
    }
}

/// Adds a task to the executor of this thread. Kept for the next one if none is running.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    LOCAL.with(|local| local.spawned.borrow_mut().push(Box::pin(task)));
}

/// Lets every other task that can go on go first.
pub fn yield_now() -> impl Future<Output = ()> {
    let mut yielded = false;
    poll_fn(move |context| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
}

/// Waits that long; other tasks go on meanwhile.
pub async fn sleep(time: Duration) {
    sleep_until(Instant::now() + time).await;
}

/// Waits until then; other tasks go on meanwhile.
pub async fn sleep_until(end: Instant) {
    let mut waiting = false;
    poll_fn(|context| {
        if waiting && Instant::now() >= end {
            return Poll::Ready(());
        }
        waiting = true;
        LOCAL.with(|local| {
            let number = local.next_timer.replace(local.next_timer.get() + 1);
            local.timers.borrow_mut().insert((end, number), context.waker().clone());
        });
        Poll::Pending
    })
    .await;
}

/// All tasks of a run, by their numbers.
struct Tasks {
    all: Vec<Option<(Task, Waker)>>,
    free: Vec<usize>,
    run: u64,
    mailbox: Arc<Mailbox>,
}

impl Tasks {
    fn run(mut self, local: &Local) {
        let mut round = Vec::new();
        loop {
            self.take_in(local);
            self.take_mail(local);
            wake_due(local);
            // Who becomes ready during a round waits for the next one, so that nobody is kept out.
            round.append(&mut local.ready.borrow_mut());
            if round.is_empty() {
                if self.free.len() == self.all.len() {
                    return;
                }
                self.sleep(local);
            }
            round.retain(|&number| self.poll(number, local));
            local.polled.set(ptr::null());
        }
    }

    /// Until the next timer, or somebody else's call. Ends at once if that has come since the mailbox was emptied.
    fn sleep(&self, local: &Local) {
        let next = local.timers.borrow().keys().next().map(|(end, _)| *end);
        match next {
            Some(end) => thread::park_timeout(end.saturating_duration_since(Instant::now())),
            None => thread::park(),
        }
    }

    fn take_in(&mut self, local: &Local) {
        if local.spawned.borrow().is_empty() {
            return;
        }
        for task in local.spawned.take() {
            let number = self.free.pop().unwrap_or_else(|| {
                self.all.push(None);
                self.all.len() - 1
            });
            let bell = Bell { task: number, run: self.run, mailbox: Arc::clone(&self.mailbox) };
            self.all[number] = Some((task, Arc::new(bell).into()));
            local.ready.borrow_mut().push(number);
        }
    }

    fn take_mail(&self, local: &Local) {
        if !self.mailbox.any.load(Ordering::Acquire) {
            return;
        }
        // Before the list is taken: who adds to it afterwards says so again.
        self.mailbox.any.store(false, Ordering::Relaxed);
        let woken = &mut *self.mailbox.woken.lock().expect("nobody panics while holding it");
        local.ready.borrow_mut().append(woken);
    }

    /// Polls a task, and returns whether it wants to be polled again in the next round.
    ///
    /// A task that was woken twice, or after its end, is polled once too often, or is not there: both do no harm.
    fn poll(&mut self, number: usize, local: &Local) -> bool {
        let Some((task, waker)) = &mut self.all[number] else { return false };
        local.polled.set(waker.data().cast());
        local.again.set(false);
        let done = task.as_mut().poll(&mut Context::from_waker(waker)).is_ready();
        if done {
            self.all[number] = None;
            self.free.push(number);
        }
        !done && local.again.get()
    }
}

/// Wakes those whose time has come.
fn wake_due(local: &Local) {
    if local.timers.borrow().is_empty() {
        return;
    }
    let now = (Instant::now(), u64::MAX);
    let later = local.timers.borrow_mut().split_off(&now);
    let due = local.timers.replace(later);
    for waker in due.into_values() {
        waker.wake();
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn tasks_that_yield_take_turns() {
        let said = Rc::new(RefCell::new(String::new()));
        let tell = |name: char| {
            let said = Rc::clone(&said);
            async move {
                for _ in 0..3 {
                    said.borrow_mut().push(name);
                    yield_now().await;
                }
            }
        };
        let (one, two) = (tell('A'), tell('B'));
        run(async {
            spawn(one);
            spawn(two);
        });
        assert_eq!(*said.borrow(), "ABABAB");
    }

    #[test]
    fn sleepers_end_in_the_order_of_their_times() {
        let said = Rc::new(RefCell::new(String::new()));
        let tell = Rc::clone(&said);
        let start = Instant::now();
        run(async move {
            for (name, time) in [('C', 3), ('A', 1), ('B', 2)] {
                let tell = Rc::clone(&tell);
                spawn(async move {
                    sleep_until(start + Duration::from_millis(time)).await;
                    tell.borrow_mut().push(name);
                });
            }
        });
        assert_eq!(*said.borrow(), "ABC");
    }

    #[test]
    fn a_wake_up_from_another_thread_ends_the_sleep() {
        let (wakers, to_wake) = mpsc::channel::<Waker>();
        let (woken, done) = mpsc::channel();
        let helper = thread::spawn(move || {
            let waker = to_wake.recv().expect("the task gives its waker");
            woken.send(()).expect("the task looks for it");
            waker.wake();
        });
        run(poll_fn(move |context| match done.try_recv() {
            Ok(()) => Poll::Ready(()),
            Err(_) => {
                // The helper takes the first one, and is gone when it has told.
                let _ = wakers.send(context.waker().clone());
                Poll::Pending
            }
        }));
        helper.join().expect("the helper ends");
    }

    #[test]
    fn a_task_may_spawn_others_and_end_before_them() {
        let count = Rc::new(Cell::new(0));
        let counter = Rc::clone(&count);
        run(async move {
            for _ in 0..100 {
                let counter = Rc::clone(&counter);
                spawn(async move {
                    yield_now().await;
                    counter.set(counter.get() + 1);
                });
            }
        });
        assert_eq!(count.get(), 100);
    }
}
