//! Memory that one execution allocates and never gives back.
//!
//! `Arc` stays std's own, so that it coerces and implements what std's does; a cycle of them shows as memory
//! that is still there when every thread has ended. The allocator of the binary counts, but only what the
//! explored program itself allocates, and only on the thread that explores.

use std::alloc::{GlobalAlloc, Layout, System};
use std::backtrace::Backtrace;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt;

#[global_allocator]
static COUNTING: Counting = Counting;

/// The system's allocator, which also notes what an explored program allocates.
struct Counting;

thread_local! {
    /// The program is running, not the kernel, and it is to be counted.
    static COUNTED: Cell<bool> = const { Cell::new(false) };
    /// Whether to note where, for a report.
    static TRACED: Cell<bool> = const { Cell::new(false) };
    /// How many blocks were allocated so far.
    static ORDER: Cell<usize> = const { Cell::new(0) };
    /// Blocks that are alive, by address. Empty most of the time: `None` then, which costs nothing to ask.
    static BLOCKS: RefCell<Option<HashMap<usize, Block>>> = const { RefCell::new(None) };
    /// The bytes of all of these.
    static HELD: Cell<usize> = const { Cell::new(0) };
}

struct Block {
    bytes: usize,
    /// How many were allocated before it: addresses differ from run to run.
    order: usize,
    allocated_at: Option<Backtrace>,
}

/// Bytes that the explored program has allocated and not given back, in this interleaving so far. 0 outside an
/// exploration.
///
/// A test asks for it at the points where a program should hold little, and keeps the most it was told.
pub fn held() -> usize {
    HELD.get()
}

/// What was left behind.
pub(crate) struct Leak {
    blocks: usize,
    bytes: usize,
    /// The line that allocated the first of them, if recorded.
    pub(crate) place: Option<(String, u32)>,
}

impl fmt::Display for Leak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.blocks == 1 { "" } else { "s" };
        write!(f, "{} bytes in {} block{plural} were never given back", self.bytes, self.blocks)
    }
}

/// Starts counting for one execution.
pub(crate) fn begin(trace: bool) {
    TRACED.set(trace);
    BLOCKS.set(Some(HashMap::new()));
    HELD.set(0);
}

/// Ends counting, and tells what is left.
pub(crate) fn end() -> Option<Leak> {
    HELD.set(0);
    let mut blocks: Vec<_> = BLOCKS.take()?.into_values().collect();
    blocks.sort_unstable_by_key(|block| block.order);
    let first = blocks.first()?;
    let place = first.allocated_at.as_ref().and_then(place_in);
    Some(Leak { blocks: blocks.len(), bytes: blocks.iter().map(|b| b.bytes).sum(), place })
}

/// Runs `f`, which runs the explored program.
pub(crate) fn counted<R>(f: impl FnOnce() -> R) -> R {
    switched(true, f)
}

/// Runs `f`, whose allocations belong to the kernel.
#[inline]
pub(crate) fn uncounted<R>(f: impl FnOnce() -> R) -> R {
    switched(false, f)
}

#[inline]
fn switched<R>(to: bool, f: impl FnOnce() -> R) -> R {
    let before = COUNTED.replace(to);
    let result = f();
    COUNTED.set(before);
    result
}

/// The innermost line of the program, in a backtrace as std prints it: `at FILE:LINE:COLUMN`.
fn place_in(backtrace: &Backtrace) -> Option<(String, u32)> {
    let text = backtrace.to_string();
    let ours = |file: &str| {
        let foreign = ["/rustc/", "/.cargo/", "/interleave/src/", "/library/"];
        file.contains(".rs:") && !foreign.iter().any(|part| file.contains(part))
    };
    let places = text.lines().filter_map(|line| line.trim().strip_prefix("at "));
    places.filter(|place| ours(place)).find_map(|place| {
        let mut parts = place.trim_start_matches("./").rsplitn(3, ':');
        let (_, line, file) = (parts.next()?, parts.next()?, parts.next()?);
        Some((file.to_string(), line.parse().ok()?))
    })
}

fn note_new(address: *mut u8, bytes: usize) {
    if !COUNTED.get() || address.is_null() {
        return;
    }
    uncounted(|| {
        let allocated_at = TRACED.get().then(Backtrace::force_capture);
        let order = ORDER.replace(ORDER.get() + 1);
        BLOCKS.with_borrow_mut(|blocks| {
            if let Some(blocks) = blocks {
                blocks.insert(address.addr(), Block { bytes, order, allocated_at });
                HELD.set(HELD.get() + bytes);
            }
        });
    });
}

fn note_gone(address: *mut u8) {
    let removed = BLOCKS.try_with(|blocks| {
        // Borrowed: the table itself is giving memory back.
        let mut blocks = blocks.try_borrow_mut().ok()?;
        let removed = blocks.as_mut()?.remove(&address.addr())?;
        HELD.set(HELD.get() - removed.bytes);
        Some(removed)
    });
    drop(removed);
}

// SAFETY: every call is passed on to the system's allocator unchanged; the notes are kept beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as promised by the caller.
        let new = unsafe { System.alloc(layout) };
        note_new(new, layout.size());
        new
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as promised by the caller.
        let new = unsafe { System.alloc_zeroed(layout) };
        note_new(new, layout.size());
        new
    }

    unsafe fn dealloc(&self, old: *mut u8, layout: Layout) {
        note_gone(old);
        // SAFETY: as promised by the caller.
        unsafe { System.dealloc(old, layout) }
    }

    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note_gone(old);
        // SAFETY: as promised by the caller.
        let new = unsafe { System.realloc(old, layout, size) };
        note_new(new, size);
        new
    }
}
