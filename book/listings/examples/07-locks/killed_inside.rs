//! The mutex from a word between two processes; one of them is killed inside.

use std::io;

use forktest::{Me, Scene, Seen};
use interleave::sync::atomic::{AtomicU32, Ordering::*};
use interleave::{Verdict, futex};
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};

const FREE: u32 = 0;
const HELD: u32 = 1;
const SOMEBODY_SLEEPS: u32 = 2;

fn lock(word: &AtomicU32) {
    if word.compare_exchange(FREE, HELD, Acquire, Relaxed).is_ok() {
        return;
    }
    while word.swap(SOMEBODY_SLEEPS, Acquire) != FREE {
        futex::wait(word, SOMEBODY_SLEEPS);
    }
}

fn unlock(word: &AtomicU32) {
    if word.swap(FREE, Release) == SOMEBODY_SLEEPS {
        futex::wake(word, 1);
    }
}

/// A word that this process shares with those that it forks.
fn shared_word() -> &'static AtomicU32 {
    let size = size_of::<AtomicU32>().try_into().expect("it has a size");
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: a new mapping, at an address of the kernel's choice, takes nothing from anybody.
    let page = unsafe { mmap_anonymous(None, size, access, MapFlags::MAP_SHARED) };
    let place = page.expect("memory to share").cast::<AtomicU32>();
    // SAFETY: the page is large enough and aligned, and is never unmapped.
    unsafe {
        place.write(AtomicU32::new(FREE));
        place.as_ref()
    }
}

// ANCHOR: program
fn visit(me: &Me, word: &AtomicU32) {
    lock(word);
    me.stop_at("inside");
    unlock(word);
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    // ANCHOR: order
    let word = shared_word();
    let anna = scene.fork("anna", |me| visit(me, word));
    anna.expect_at("inside");
    let ben = scene.fork("ben", |me| visit(me, word));
    ben.seen();
    anna.kill();
    // ANCHOR_END: order
    let (verdict, message) = match ben.seen() {
        Seen::At(_) => (Verdict::Passed, "ben came in".to_owned()),
        seen => (Verdict::LockLeftLocked, format!("anna was killed inside, and ben {seen}")),
    };
    listings::show(&scene.report(verdict, message));
    ben.kill();
    Ok(())
}
