//! Two processes read a number, and then both write it.

use std::io;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use forktest::{Me, Scene};
use interleave::Verdict;
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};

fn number() -> io::Result<&'static AtomicU32> {
    let size = NonZeroUsize::new(4096).unwrap();
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: a new mapping, where the kernel wants it, takes nothing away from anybody.
    let page = unsafe { mmap_anonymous(None, size, access, MapFlags::MAP_SHARED) }?;
    // SAFETY: it is large enough and aligned, and never unmapped; an atomic may be zero.
    Ok(unsafe { page.cast().as_ref() })
}

// ANCHOR: program
fn enter(me: &Me, visitors: &AtomicU32) {
    let seen = visitors.load(SeqCst);
    me.say(&format!("reads {seen}"));
    me.stop_at("the door");
    visitors.store(seen + 1, SeqCst);
    me.say(&format!("writes {}", seen + 1));
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    // ANCHOR: order
    let visitors = number()?;
    let east = scene.fork("east", |me| enter(me, visitors));
    east.expect_at("the door");
    let west = scene.fork("west", |me| enter(me, visitors));
    west.expect_at("the door");
    east.join();
    west.join();
    // ANCHOR_END: order
    let message = format!("two visitors came, and the number is {}", visitors.load(SeqCst));
    listings::show(&scene.report(Verdict::LostUpdate, message));
    Ok(())
}
