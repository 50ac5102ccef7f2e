//! A process held before each of its instructions, while another one does all of its work.

use std::io;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use forktest::held::{Before, apart, held_at_each};
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};

fn number() -> io::Result<&'static AtomicU32> {
    let size = NonZeroUsize::new(4096).unwrap();
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: a new mapping, where the kernel wants it, takes nothing away from anybody.
    let page = unsafe { mmap_anonymous(None, size, access, MapFlags::MAP_SHARED) }?;
    // SAFETY: it is large enough and aligned, and never unmapped; an atomic may be zero.
    Ok(unsafe { page.cast().as_ref() })
}

// ANCHOR: doors
fn compares_then_stores(visitors: &AtomicU32) {
    loop {
        let seen = visitors.load(SeqCst);
        if visitors.load(SeqCst) == seen {
            return visitors.store(seen + 1, SeqCst);
        }
    }
}

fn exchanges(visitors: &AtomicU32) {
    loop {
        let seen = visitors.load(SeqCst);
        if visitors.compare_exchange(seen, seen + 1, SeqCst, SeqCst).is_ok() {
            return;
        }
    }
}
// ANCHOR_END: doors

// ANCHOR: held
/// In how many places of `enter` a visitor gets lost if somebody else comes in just there.
fn places_that_lose(visitors: &AtomicU32, enter: fn(&AtomicU32)) -> usize {
    let mut lost = 0;
    visitors.store(0, SeqCst);
    held_at_each(
        Before::Instructions,
        || enter(visitors),
        |east| {
            apart(|| enter(visitors));
            east.go_on();
            lost += usize::from(visitors.swap(0, SeqCst) != 2);
        },
    );
    lost
}
// ANCHOR_END: held

fn main() -> io::Result<()> {
    let visitors = number()?;
    let lost = places_that_lose(visitors, compares_then_stores);
    println!("compares, then stores: {}", if lost > 0 { "visitors get lost" } else { "right" });
    let lost = places_that_lose(visitors, exchanges);
    println!("compare_exchange:      {}", if lost > 0 { "visitors get lost" } else { "right" });
    Ok(())
}
