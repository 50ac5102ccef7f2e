//! Starting threads and taking their results.

use std::fmt;
use std::io;
use std::panic::Location;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread as real;

use super::Result;
use super::park::Thread;
use super::scope::{Scope, ScopedJoinHandle};
use crate::kernel::{
    Body, Op, Place, Subject, ThreadId, Until, exploring, point, start, thread_main, with,
};

/// What a thread runs.
pub(crate) type Task<'a> = Box<dyn FnOnce() + Send + 'a>;

/// Where a thread leaves something.
pub(crate) type Slot<T> = Arc<Mutex<Option<T>>>;

/// A task that calls `f`, and where it leaves what `f` returns. All that starts a thread is then compiled once, and not for
/// each closure: it would be half of what a test consists of.
pub(crate) fn task<'a, T: Send + 'a>(f: impl FnOnce() -> T + Send + 'a) -> (Task<'a>, Slot<T>) {
    let slot = Slot::default();
    let result = slot.clone();
    (Box::new(move || leave(&result, f())), slot)
}

fn leave<T>(slot: &Slot<T>, value: T) {
    *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
}

/// What a thread has left.
pub(crate) fn left<T>(slot: &Slot<T>) -> T {
    let value = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
    value.expect("a thread leaves it before it ends, and it is taken once")
}

/// Starts a thread. See [`std::thread::spawn`].
///
/// # Panics
/// If the system refuses another thread.
#[track_caller]
pub fn spawn<F, T>(f: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    Builder::new().spawn(f).expect("failed to spawn thread")
}

/// Starts threads that have a name or a stack size. See [`std::thread::Builder`].
#[derive(Debug, Default)]
pub struct Builder {
    pub(super) name: Option<String>,
    stack_size: Option<usize>,
}

impl Builder {
    /// Neither a name nor a stack size. See [`std::thread::Builder::new`].
    pub fn new() -> Builder {
        Builder::default()
    }

    /// Names the thread; reports use the name. See [`std::thread::Builder::name`].
    pub fn name(mut self, name: String) -> Builder {
        self.name = Some(name);
        self
    }

    /// Sets the size of the stack in bytes; an exploration uses its own. See [`std::thread::Builder::stack_size`].
    pub fn stack_size(mut self, size: usize) -> Builder {
        self.stack_size = Some(size);
        self
    }

    /// Starts the thread. See [`std::thread::Builder::spawn`].
    ///
    /// # Errors
    /// If the system refuses another thread.
    #[track_caller]
    pub fn spawn<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let (task, slot) = task(f);
        let (handle, thread) = self.start(task, Location::caller())?;
        Ok(JoinHandle { handle, thread, slot })
    }

    fn start(self, task: Task<'static>, place: Place) -> io::Result<(Handle, Thread)> {
        if !exploring() {
            let handle = self.real().spawn(task)?;
            let thread = Thread::real(handle.thread().clone());
            return Ok((Handle::Real(handle), thread));
        }
        // SAFETY: everything that the task borrows is `'static`.
        let explored = unsafe { spawn_explored(task, self.name.as_deref(), None, place) };
        let thread = Thread::explored(explored.id, self.name);
        Ok((Handle::Explored(explored), thread))
    }

    /// Starts the thread in a scope. See [`std::thread::Builder::spawn_scoped`].
    ///
    /// # Errors
    /// If the system refuses another thread.
    #[track_caller]
    pub fn spawn_scoped<'scope, 'env, F, T>(
        self,
        scope: &'scope Scope<'scope, 'env>,
        f: F,
    ) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        scope.start(self, f, Location::caller())
    }

    pub(super) fn real(&self) -> real::Builder {
        let mut builder = real::Builder::new();
        if let Some(name) = &self.name {
            builder = builder.name(name.clone());
        }
        if let Some(size) = self.stack_size {
            builder = builder.stack_size(size);
        }
        builder
    }
}

/// An explored thread, and where it leaves what it panicked with.
pub(super) struct Explored {
    pub(super) id: ThreadId,
    ended: Slot<Result<()>>,
}

/// Starts an explored thread.
///
/// # Safety
/// What the task borrows must live until the thread has ended, or until the execution is given up: threads of an
/// execution that is given up never run again.
pub(super) unsafe fn spawn_explored(
    task: Task<'_>,
    name: Option<&str>,
    scope: Option<usize>,
    place: Place,
) -> Explored {
    point(Op::Spawns, Subject::None, place, Until::Now);
    let id = with(|k| k.begin_thread(name.map(str::to_string), scope, place));
    let ended = Slot::default();
    let result = ended.clone();
    let body: Box<dyn FnOnce() + '_> = Box::new(move || leave(&result, thread_main(id, task)));
    // SAFETY: as promised by the caller.
    start(unsafe { std::mem::transmute::<Box<dyn FnOnce() + '_>, Body>(body) });
    Explored { id, ended }
}

impl Explored {
    /// Waits for its end.
    pub(super) fn join(self, place: Place) -> Result<()> {
        let Explored { id, ended } = self;
        let subject = Subject::Thread(id);
        point(Op::Joins, subject, place, Until::Finished(id));
        with(|k| {
            k.learn_from(id);
            k.threads[id].joined = true;
            k.did(Op::Joins, "joins", subject, place, |_, e| e);
        });
        left(&ended)
    }

    /// Whether it has ended.
    #[track_caller]
    pub(super) fn is_finished(&self) -> bool {
        let (subject, place) = (Subject::Thread(self.id), Location::caller());
        point(Op::Other, subject, place, Until::Now);
        with(|k| {
            let finished = k.threads[self.id].finished;
            k.saw(Op::Other, "is_finished", subject, place, |_, e| {
                e.detail(format!("→ {finished}"))
            });
            finished
        })
    }
}

enum Handle {
    Real(real::JoinHandle<()>),
    Explored(Explored),
}

/// The right to wait for a thread and to take its result. See [`std::thread::JoinHandle`].
pub struct JoinHandle<T> {
    handle: Handle,
    thread: Thread,
    slot: Slot<T>,
}

impl<T> JoinHandle<T> {
    /// The thread. See [`std::thread::JoinHandle::thread`].
    pub fn thread(&self) -> &Thread {
        &self.thread
    }

    /// Waits until the thread has ended. See [`std::thread::JoinHandle::join`].
    ///
    /// # Errors
    /// What the thread panicked with.
    #[track_caller]
    pub fn join(self) -> Result<T> {
        match self.handle {
            Handle::Real(handle) => handle.join()?,
            Handle::Explored(thread) => thread.join(Location::caller())?,
        }
        Ok(left(&self.slot))
    }

    /// Whether the thread has ended. See [`std::thread::JoinHandle::is_finished`].
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        match &self.handle {
            Handle::Real(handle) => handle.is_finished(),
            Handle::Explored(thread) => thread.is_finished(),
        }
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").finish_non_exhaustive()
    }
}
