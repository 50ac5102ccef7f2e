//! A robust mutex of the C library: its holder exits with the lock, and the next one is told.

use std::mem::MaybeUninit;

use nix::errno::Errno;
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

type PthreadMutex = libc::pthread_mutex_t;

/// A mutex in shared memory, robust and for all processes that have the memory.
fn shared_mutex() -> *mut PthreadMutex {
    let size = size_of::<PthreadMutex>().try_into().expect("it has a size");
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: a new mapping, at an address of the kernel's choice, takes nothing from anybody.
    let page = unsafe { mmap_anonymous(None, size, access, MapFlags::MAP_SHARED) };
    let mutex = page.expect("memory to share").cast::<PthreadMutex>().as_ptr();
    // ANCHOR: make
    let mut settings = MaybeUninit::<libc::pthread_mutexattr_t>::uninit();
    // SAFETY: the settings are made before they are used, and the memory is large enough and ours.
    unsafe {
        libc::pthread_mutexattr_init(settings.as_mut_ptr());
        libc::pthread_mutexattr_setpshared(settings.as_mut_ptr(), libc::PTHREAD_PROCESS_SHARED);
        libc::pthread_mutexattr_setrobust(settings.as_mut_ptr(), libc::PTHREAD_MUTEX_ROBUST);
        libc::pthread_mutex_init(mutex, settings.as_ptr());
    }
    // ANCHOR_END: make
    mutex
}

fn said(result: i32) -> String {
    if result == 0 { "ok".into() } else { format!("{:?}", Errno::from_raw(result)) }
}

fn main() -> nix::Result<()> {
    let mutex = shared_mutex();
    // SAFETY: this process has one thread.
    if let ForkResult::Parent { child } = unsafe { fork() }? {
        waitpid(child, None)?;
    } else {
        // SAFETY: the mutex was made above, and `_exit` may be called at any time.
        unsafe {
            libc::pthread_mutex_lock(mutex);
            libc::_exit(0)
        }
    }
    // ANCHOR: program
    // SAFETY: the mutex was made above.
    unsafe {
        println!("lock: {}", said(libc::pthread_mutex_lock(mutex)));
        println!("consistent: {}", said(libc::pthread_mutex_consistent(mutex)));
        println!("unlock: {}", said(libc::pthread_mutex_unlock(mutex)));
        println!("lock: {}", said(libc::pthread_mutex_lock(mutex)));
        println!("unlock: {}", said(libc::pthread_mutex_unlock(mutex)));
    }
    // ANCHOR_END: program
    Ok(())
}
