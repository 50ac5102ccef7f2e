//! `Condvar`, as in `std::sync`.

use std::fmt;
use std::panic::Location;
use std::sync::{self as real, LockResult, PoisonError};

use super::mutex::MutexGuard;
use super::poison::map_lock;
use crate::kernel::{Kind, Obj, Op, Place, Subject, Until, exploring, point, point_before, with};
use crate::time::{self, Duration};

/// A place to wait for a change of what a mutex protects.
///
/// Same as [`std::sync::Condvar`], which does the work outside an exploration. Inside one, `notify_one` wakes
/// any of the waiting threads: each is tried. Wake-ups without a notification, which std allows, are tried
/// when the exploration asks for them.
pub struct Condvar {
    obj: Obj,
    inner: real::Condvar,
}

/// Whether a wait ended because its time was over. See [`std::sync::WaitTimeoutResult`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    /// Whether the time was over. See [`std::sync::WaitTimeoutResult::timed_out`].
    pub fn timed_out(&self) -> bool {
        self.0
    }
}

impl Condvar {
    /// A condvar on which nobody waits. See [`std::sync::Condvar::new`].
    #[track_caller]
    pub const fn new() -> Condvar {
        Condvar { obj: Obj::new(Kind::Condvar), inner: real::Condvar::new() }
    }

    /// Unlocks the mutex and sleeps until notified, in one step; locks it again. See [`std::sync::Condvar::wait`].
    ///
    /// # Errors
    /// If the mutex is poisoned; the error contains the guard all the same.
    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        if !exploring() {
            let (mutex, inner) = guard.into_real();
            return map_lock(self.inner.wait(inner), |inner| MutexGuard::from_real(mutex, inner));
        }
        self.explored_wait(guard, None, Location::caller()).0
    }

    /// Waits as long as `condition` holds. See [`std::sync::Condvar::wait_while`].
    ///
    /// # Errors
    /// If the mutex is poisoned; the error contains the guard all the same.
    #[track_caller]
    pub fn wait_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        mut condition: F,
    ) -> LockResult<MutexGuard<'a, T>>
    where
        F: FnMut(&mut T) -> bool,
    {
        while condition(&mut guard) {
            guard = self.wait(guard)?;
        }
        Ok(guard)
    }

    /// Waits, but not longer than `limit`. See [`std::sync::Condvar::wait_timeout`].
    ///
    /// # Errors
    /// If the mutex is poisoned; the error contains the guard and the result all the same.
    #[track_caller]
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        limit: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        if !exploring() {
            let (mutex, inner) = guard.into_real();
            return map_lock(self.inner.wait_timeout(inner, limit), |(inner, result)| {
                (MutexGuard::from_real(mutex, inner), WaitTimeoutResult(result.timed_out()))
            });
        }
        let deadline = Some(time::after(limit));
        let (result, woken) = self.explored_wait(guard, deadline, Location::caller());
        map_lock(result, |guard| (guard, WaitTimeoutResult(!woken)))
    }

    /// Waits as long as `condition` holds, but not longer than `limit`. See [`std::sync::Condvar::wait_timeout_while`].
    ///
    /// # Errors
    /// If the mutex is poisoned; the error contains the guard and the result all the same.
    #[track_caller]
    pub fn wait_timeout_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        limit: Duration,
        mut condition: F,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)>
    where
        F: FnMut(&mut T) -> bool,
    {
        let start = time::Instant::now();
        loop {
            if !condition(&mut guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            let Some(left) = limit.checked_sub(start.elapsed()).filter(|left| !left.is_zero())
            else {
                return Ok((guard, WaitTimeoutResult(true)));
            };
            guard = match self.wait_timeout(guard, left) {
                Ok((guard, _)) => guard,
                Err(error) => return Err(PoisonError::new(error.into_inner())),
            };
        }
    }

    /// Wakes one of the waiting threads, if there is one. See [`std::sync::Condvar::notify_one`].
    #[track_caller]
    pub fn notify_one(&self) {
        if !exploring() {
            return self.inner.notify_one();
        }
        let (id, place) = (self.obj.id(), Location::caller());
        point(Op::Notifies, Subject::Object(id), place, Until::Now);
        with(|k| {
            let waiting = k.objects[id].waiters.len();
            let chosen = k.choose(waiting);
            let woken: Vec<_> =
                if waiting == 0 { Vec::new() } else { vec![k.objects[id].waiters.remove(chosen)] };
            self.wake(k, id, "notify_one", &woken, place);
        });
    }

    /// Wakes all waiting threads. See [`std::sync::Condvar::notify_all`].
    #[track_caller]
    pub fn notify_all(&self) {
        if !exploring() {
            return self.inner.notify_all();
        }
        let (id, place) = (self.obj.id(), Location::caller());
        point(Op::Notifies, Subject::Object(id), place, Until::Now);
        with(|k| {
            let woken = std::mem::take(&mut k.objects[id].waiters);
            self.wake(k, id, "notify_all", &woken, place);
        });
    }

    fn wake(
        &self,
        k: &mut crate::kernel::Kernel,
        id: usize,
        verb: &'static str,
        woken: &[usize],
        place: Place,
    ) {
        for &thread in woken {
            k.threads[thread].woken = true;
            // It was woken in time, even if it has to wait for the mutex.
            k.threads[thread].deadline = None;
        }
        k.did(Op::Notifies, verb, Subject::Object(id), place, |_, event| {
            if woken.is_empty() {
                return event.detail("but nobody waits");
            }
            event.link("wakes", woken.iter().map(|&t| Subject::Thread(t)).collect())
        });
    }

    /// Returns the guard, and whether the thread was woken before the deadline.
    fn explored_wait<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        deadline: Option<u64>,
        place: Place,
    ) -> (LockResult<MutexGuard<'a, T>>, bool) {
        let id = self.obj.id();
        let subject = Subject::Object(id);
        point(Op::Waits, subject, place, Until::Now);
        let (mutex, locked) = guard.unlock_to_wait();
        with(|k| {
            k.touch(Subject::Object(locked), Op::Unlocks, crate::kernel::Access::Write);
            let me = k.current;
            k.me().woken = false;
            k.objects[id].waiters.push(me);
            k.did(Op::Waits, "waits on", subject, place, |_, event| {
                event.link("and unlocks", vec![Subject::Object(locked)])
            });
            if k.spurious_left > 0 && k.choose(2) == 1 {
                k.spurious_left -= 1;
                k.objects[id].waiters.retain(|&t| t != me);
                k.me().woken = true;
                k.did(Op::Wakes, "wakes for no reason from", subject, place, |_, e| e);
            }
        });
        let woken = point_before(Op::Waits, subject, place, Until::Woken(locked), deadline);
        with(|k| {
            let me = k.current;
            k.objects[id].waiters.retain(|&t| t != me);
            let verb = if woken { "wakes from" } else { "times out on" };
            let op = if woken { Op::Wakes } else { Op::TimesOut };
            k.did(op, verb, subject, place, |_, e| e);
        });
        (mutex.lock_after_wait(locked, place), woken)
    }
}

impl Default for Condvar {
    #[track_caller]
    fn default() -> Condvar {
        Condvar::new()
    }
}

impl fmt::Debug for Condvar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}
