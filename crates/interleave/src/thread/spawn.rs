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

/// What a thread runs. Boxed at once, so that all that starts a thread is compiled once for each type of result, and not
/// once for each closure: it would be half of what a test consists of.
pub(super) type Task<'a, T> = Box<dyn FnOnce() -> T + Send + 'a>;

/// Where an explored thread leaves its result.
pub(super) type Slot<T> = Arc<Mutex<Option<Result<T>>>>;

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
        self.start(Box::new(f), Location::caller())
    }

    fn start<T: Send + 'static>(
        self,
        task: Task<'static, T>,
        place: Place,
    ) -> io::Result<JoinHandle<T>> {
        if !exploring() {
            let handle = self.real().spawn(task)?;
            let thread = Thread::real(handle.thread().clone());
            return Ok(JoinHandle { handle: Handle::Real(handle), thread });
        }
        // SAFETY: everything that the task borrows is `'static`.
        let (id, slot) = unsafe { spawn_explored(task, self.name.as_deref(), None, place) };
        let thread = Thread::explored(id, self.name);
        Ok(JoinHandle { handle: Handle::Explored { id, slot }, thread })
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
        scope.start(self, Box::new(f), Location::caller())
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

/// Starts an explored thread.
///
/// # Safety
/// What the task borrows must live until the thread has ended, or until the execution is given up: threads of an
/// execution that is given up never run again.
pub(super) unsafe fn spawn_explored<T: Send>(
    task: Task<'_, T>,
    name: Option<&str>,
    scope: Option<usize>,
    place: Place,
) -> (ThreadId, Slot<T>) {
    point(Op::Spawns, Subject::None, place, Until::Now);
    let id = with(|k| k.begin_thread(name.map(str::to_string), scope, place));
    let slot: Slot<T> = Arc::default();
    let result = slot.clone();
    let body: Box<dyn FnOnce() + '_> = Box::new(move || {
        let outcome = thread_main(id, task);
        *result.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
    });
    // SAFETY: as promised by the caller.
    start(unsafe { std::mem::transmute::<Box<dyn FnOnce() + '_>, Body>(body) });
    (id, slot)
}

/// Waits for the end of an explored thread and takes its result.
pub(super) fn join_explored<T>(id: ThreadId, slot: &Slot<T>, place: Place) -> Result<T> {
    let subject = Subject::Thread(id);
    point(Op::Joins, subject, place, Until::Finished(id));
    with(|k| {
        k.learn_from(id);
        k.threads[id].joined = true;
        k.did(Op::Joins, "joins", subject, place, |_, e| e);
    });
    let result = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
    result.expect("a thread leaves its result before it ends, and it is taken once")
}

/// Whether an explored thread has ended.
#[track_caller]
pub(super) fn is_finished_explored(id: ThreadId) -> bool {
    let (subject, place) = (Subject::Thread(id), Location::caller());
    point(Op::Other, subject, place, Until::Now);
    with(|k| {
        let finished = k.threads[id].finished;
        k.saw(Op::Other, "is_finished", subject, place, |_, e| e.detail(format!("→ {finished}")));
        finished
    })
}

enum Handle<T> {
    Real(real::JoinHandle<T>),
    Explored { id: ThreadId, slot: Slot<T> },
}

/// The right to wait for a thread and to take its result. See [`std::thread::JoinHandle`].
pub struct JoinHandle<T> {
    handle: Handle<T>,
    thread: Thread,
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
            Handle::Real(handle) => handle.join(),
            Handle::Explored { id, slot } => join_explored(id, &slot, Location::caller()),
        }
    }

    /// Whether the thread has ended. See [`std::thread::JoinHandle::is_finished`].
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        match &self.handle {
            Handle::Real(handle) => handle.is_finished(),
            Handle::Explored { id, .. } => is_finished_explored(*id),
        }
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").finish_non_exhaustive()
    }
}
