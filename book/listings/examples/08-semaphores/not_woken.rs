//! A lock and a condvar of `std` in memory that two processes share.

use std::io;
use std::sync::{Condvar, Mutex};

use forktest::{Me, Scene};
use interleave::Verdict;
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};

/// Puts `value` into memory that this process shares with those that it forks.
fn shared<T: Sync>(value: T) -> &'static T {
    let size = size_of::<T>().try_into().expect("it has a size");
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: a new mapping, at an address of the kernel's choice, takes nothing from anybody.
    let page = unsafe { mmap_anonymous(None, size, access, MapFlags::MAP_SHARED) };
    let place = page.expect("memory to share").cast::<T>();
    // SAFETY: the mapping is large enough, aligned to a page, and never unmapped.
    unsafe {
        place.write(value);
        place.as_ref()
    }
}

// ANCHOR: program
struct Semaphore {
    permits: Mutex<usize>,
    released: Condvar,
}

fn acquire(me: &Me, semaphore: &Semaphore) {
    let permits = semaphore.permits.lock().unwrap();
    me.say(&format!("sees {permits}"));
    *semaphore.released.wait_while(permits, |permits| *permits == 0).unwrap() -= 1;
}

fn release(me: &Me, semaphore: &Semaphore) {
    let mut permits = semaphore.permits.lock().unwrap();
    *permits += 1;
    me.say(&format!("leaves {permits}"));
    semaphore.released.notify_one();
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    // ANCHOR: order
    let semaphore = shared(Semaphore { permits: Mutex::new(0), released: Condvar::new() });
    let anna = scene.fork("anna", |me| acquire(me, semaphore));
    anna.seen();
    let ben = scene.fork("ben", |me| release(me, semaphore));
    ben.join();
    anna.seen();
    // ANCHOR_END: order
    let message = "there is a permit, and anna sleeps";
    listings::show(&scene.report(Verdict::Deadlock, message));
    anna.kill();
    Ok(())
}
