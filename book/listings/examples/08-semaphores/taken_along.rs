//! A process that is killed with a permit.

use std::io;
use std::sync::atomic::Ordering::SeqCst;

use forktest::{Me, Scene};
use interleave::sync::atomic::AtomicU32;
use interleave::{Verdict, futex};
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};

// ANCHOR: program
fn acquire(permits: &AtomicU32) {
    while permits.fetch_update(SeqCst, SeqCst, |permits| permits.checked_sub(1)).is_err() {
        futex::wait(permits, 0);
    }
}

fn release(permits: &AtomicU32) {
    permits.fetch_add(1, SeqCst);
    futex::wake(permits, 1);
}
// ANCHOR_END: program

fn visit(me: &Me, permits: &AtomicU32) {
    acquire(permits);
    me.stop_at("inside");
    release(permits);
}

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

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    // ANCHOR: order
    let permits = shared(AtomicU32::new(1));
    let anna = scene.fork("anna", |me| visit(me, permits));
    anna.expect_at("inside");
    anna.kill();
    let ben = scene.fork("ben", |me| visit(me, permits));
    ben.seen();
    // ANCHOR_END: order
    let message = "the permit has died with anna";
    listings::show(&scene.report(Verdict::LockLeftLocked, message));
    ben.kill();
    Ok(())
}
