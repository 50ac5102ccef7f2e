//! Threads that may borrow, because the scope waits for them.

use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind};
use std::thread as real;

use super::Result;
use super::park::Thread;
use super::spawn::{Builder, Explored, Slot, Task, left, spawn_explored, task};
use crate::kernel::{Op, Place, Subject, ThreadId, Until, exploring, point, with};

/// A scope in which threads can be started that borrow from outside it. See [`std::thread::Scope`].
#[repr(transparent)]
pub struct Scope<'scope, 'env: 'scope> {
    inner: real::Scope<'scope, 'env>,
}

/// Runs `f` with a scope, and waits for all threads started in it. See [`std::thread::scope`].
///
/// # Panics
/// If a thread of the scope panicked and nobody joined it.
#[track_caller]
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let (mut f, mut value) = (Some(f), None);
    run(&mut |scope| value = f.take().map(|f| f(scope)), Location::caller());
    value.expect("it was called, once")
}

/// Compiled once, and not for each closure.
fn run<'env>(f: &mut dyn for<'scope> FnMut(&'scope Scope<'scope, 'env>), place: Place) {
    // The lifetimes are std's; an exploration starts no real thread in it and waits for its own.
    real::scope(|inner| {
        // SAFETY: `Scope` is a transparent wrapper around the real scope.
        let scope = unsafe { &*std::ptr::from_ref(inner).cast::<Scope<'_, 'env>>() };
        if !exploring() {
            return f(scope);
        }
        let result = catch_unwind(AssertUnwindSafe(|| f(scope)));
        let panicked = scope.wait_for_all(place);
        match result {
            Ok(()) if panicked => panic!("a scoped thread panicked"),
            Ok(()) => {}
            Err(payload) => resume_unwind(payload),
        }
    });
}

impl<'scope, 'env> Scope<'scope, 'env> {
    /// Starts a thread in the scope. See [`std::thread::Scope::spawn`].
    ///
    /// # Panics
    /// If the system refuses another thread.
    #[track_caller]
    pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        self.start(Builder::new(), f, Location::caller()).expect("failed to spawn thread")
    }

    pub(super) fn start<T: Send + 'scope>(
        &'scope self,
        builder: Builder,
        f: impl FnOnce() -> T + Send + 'scope,
        place: Place,
    ) -> io::Result<ScopedJoinHandle<'scope, T>> {
        let (task, slot) = task(f);
        let (handle, thread) = self.begin(builder, task, place)?;
        Ok(ScopedJoinHandle { handle, thread, slot })
    }

    fn begin(
        &'scope self,
        builder: Builder,
        task: Task<'scope>,
        place: Place,
    ) -> io::Result<(Handle<'scope>, Thread)> {
        if !exploring() {
            let handle = builder.real().spawn_scoped(&self.inner, task)?;
            let thread = Thread::real(handle.thread().clone());
            return Ok((Handle::Real(handle), thread));
        }
        let name = builder.name;
        // SAFETY: `scope` returns only when all threads of the scope have ended.
        let explored = unsafe { spawn_explored(task, name.as_deref(), Some(self.key()), place) };
        let thread = Thread::explored(explored.id, name);
        Ok((Handle::Explored(explored), thread))
    }

    /// What tells this scope from others that are open at the same time.
    fn key(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    /// Waits until all threads of the scope have ended; returns whether one that nobody joined panicked.
    fn wait_for_all(&self, place: Place) -> bool {
        let key = self.key();
        let ours = |k: &crate::kernel::Kernel| -> Vec<ThreadId> {
            (0..k.threads.len()).filter(|&t| k.threads[t].scope == Some(key)).collect()
        };
        if with(|k| ours(k).is_empty()) {
            return false;
        }
        point(Op::Joins, Subject::None, place, Until::ScopeDone(key));
        with(|k| {
            let mut panicked = false;
            for thread in ours(k) {
                k.learn_from(thread);
                k.touch(Subject::Thread(thread), Op::Joins, crate::kernel::Access::Read);
                // Another scope may get the same address.
                k.threads[thread].scope = None;
                if !k.threads[thread].joined && k.threads[thread].panic.is_some() {
                    panicked = true;
                }
                k.threads[thread].joined = true;
            }
            k.did(Op::Joins, "ends the scope", Subject::None, place, |_, e| e);
            panicked
        })
    }
}

impl fmt::Debug for Scope<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope").finish_non_exhaustive()
    }
}

enum Handle<'scope> {
    Real(real::ScopedJoinHandle<'scope, ()>),
    Explored(Explored),
}

/// The right to wait for a thread of a scope. See [`std::thread::ScopedJoinHandle`].
pub struct ScopedJoinHandle<'scope, T> {
    handle: Handle<'scope>,
    thread: Thread,
    slot: Slot<T>,
}

impl<T> ScopedJoinHandle<'_, T> {
    /// The thread. See [`std::thread::ScopedJoinHandle::thread`].
    pub fn thread(&self) -> &Thread {
        &self.thread
    }

    /// Waits until the thread has ended. See [`std::thread::ScopedJoinHandle::join`].
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

    /// Whether the thread has ended. See [`std::thread::ScopedJoinHandle::is_finished`].
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        match &self.handle {
            Handle::Real(handle) => handle.is_finished(),
            Handle::Explored(thread) => thread.is_finished(),
        }
    }
}

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopedJoinHandle").finish_non_exhaustive()
    }
}
