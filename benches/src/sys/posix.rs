//! The locks of the C library, for comparison: a semaphore and a mutex that work between processes.

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;

use crate::sys::shared::Shared;

/// `sem_t`, in memory that forked children share.
pub struct Semaphore(Shared<Cell<libc::sem_t>>);

impl Semaphore {
    /// A semaphore with that many permits.
    pub fn new(permits: u32) -> Semaphore {
        let semaphore = Semaphore(Shared::new(Cell::uninit()));
        // SAFETY: the memory is there, nobody uses it yet, and it stays where it is.
        assert_eq!(unsafe { libc::sem_init(semaphore.0.get(), 1, permits) }, 0, "sem_init");
        semaphore
    }

    /// Waits for a permit and takes it.
    pub fn acquire(&self) {
        // SAFETY: the semaphore was initialised by `new`. A signal may end the call early, so it is called again.
        while unsafe { libc::sem_wait(self.0.get()) } != 0 {}
    }

    /// Gives a permit back.
    pub fn release(&self) {
        // SAFETY: the semaphore was initialised by `new`.
        assert_eq!(unsafe { libc::sem_post(self.0.get()) }, 0, "sem_post");
    }
}

/// `pthread_mutex_t` with `PTHREAD_PROCESS_SHARED`, in memory that forked children share.
pub struct Mutex(Shared<Cell<libc::pthread_mutex_t>>);

impl Mutex {
    /// An unlocked mutex; `robust` if the next one is to be told that a holder died.
    pub fn new(robust: bool) -> Mutex {
        let mutex = Mutex(Shared::new(Cell::uninit()));
        let mut attributes = MaybeUninit::uninit();
        let attributes = attributes.as_mut_ptr();
        // SAFETY: the attributes are initialised first and used by this thread only; the mutex stays where it is.
        let results = unsafe {
            [
                libc::pthread_mutexattr_init(attributes),
                libc::pthread_mutexattr_setpshared(attributes, libc::PTHREAD_PROCESS_SHARED),
                libc::pthread_mutexattr_setrobust(
                    attributes,
                    if robust { libc::PTHREAD_MUTEX_ROBUST } else { libc::PTHREAD_MUTEX_STALLED },
                ),
                libc::pthread_mutex_init(mutex.0.get(), attributes),
                libc::pthread_mutexattr_destroy(attributes),
            ]
        };
        assert_eq!(results, [0; 5], "make a mutex between processes");
        mutex
    }

    /// Does `work` while nobody else does.
    pub fn locked<R>(&self, work: impl FnOnce() -> R) -> R {
        // SAFETY: the mutex was initialised by `new`.
        assert_eq!(unsafe { libc::pthread_mutex_lock(self.0.get()) }, 0, "lock");
        let result = work();
        // SAFETY: as above, and this thread holds the lock.
        assert_eq!(unsafe { libc::pthread_mutex_unlock(self.0.get()) }, 0, "unlock");
        result
    }
}

/// Memory for a value that the C library initialises in place.
struct Cell<T>(UnsafeCell<MaybeUninit<T>>);

// SAFETY: only the C library's functions touch the value, and those are made to be called by several threads.
unsafe impl<T> Sync for Cell<T> {}
// SAFETY: as above.
unsafe impl<T> Send for Cell<T> {}

impl<T> Cell<T> {
    fn uninit() -> Cell<T> {
        Cell(UnsafeCell::new(MaybeUninit::uninit()))
    }

    fn get(&self) -> *mut T {
        self.0.get().cast()
    }
}
