//! A POSIX semaphore in memory that three processes share.

use std::cell::UnsafeCell;
use std::io;

use forktest::{Me, Scene};
use interleave::Verdict;
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};

// ANCHOR: program
struct PosixSemaphore(UnsafeCell<libc::sem_t>);

// SAFETY: any number of threads and processes may call the functions at once.
unsafe impl Sync for PosixSemaphore {}

impl PosixSemaphore {
    fn acquire(&self) {
        // SAFETY: it was made by `sem_init`, and is still in its place.
        // (A signal may end the wait early.)
        while unsafe { libc::sem_wait(self.0.get()) } == -1 {}
    }

    fn release(&self) {
        // SAFETY: as above.
        unsafe { libc::sem_post(self.0.get()) };
    }
}

/// A semaphore in memory that this process shares with those that it forks.
fn shared(permits: u32) -> &'static PosixSemaphore {
    let size = size_of::<PosixSemaphore>().try_into().unwrap();
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: a new mapping, where the kernel likes, takes nothing from anybody.
    let page = unsafe { mmap_anonymous(None, size, access, MapFlags::MAP_SHARED) };
    let place = page.expect("memory to share").cast::<PosixSemaphore>();
    // SAFETY: the mapping is large enough, aligned, and never unmapped.
    // (The 1 says that processes will share it.)
    unsafe {
        libc::sem_init(place.as_ptr().cast(), 1, permits);
        place.as_ref()
    }
}
// ANCHOR_END: program

// ANCHOR: visit
fn visit(me: &Me, semaphore: &PosixSemaphore) {
    semaphore.acquire();
    me.stop_at("inside");
    semaphore.release();
}
// ANCHOR_END: visit

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    // ANCHOR: order
    let semaphore = shared(2);
    let anna = scene.fork("anna", |me| visit(me, semaphore));
    anna.expect_at("inside");
    let ben = scene.fork("ben", |me| visit(me, semaphore));
    ben.expect_at("inside");
    let cleo = scene.fork("cleo", |me| visit(me, semaphore));
    cleo.seen();
    ben.go();
    cleo.expect_at("inside");
    // ANCHOR_END: order
    scene.finish();
    listings::show(&scene.report(Verdict::Passed, "two at most"));
    Ok(())
}
