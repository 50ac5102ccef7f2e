//! The steps of all processes of a scene, in the order in which they were taken, in memory that all of them share.

use std::panic::Location;
use std::sync::atomic::{AtomicU8, AtomicU32, AtomicUsize, Ordering::*};

use crate::shared::Zeroed;

/// Steps beyond this many are not kept.
const STEPS: usize = 4096;
/// Processes beyond this many have no lane.
pub(crate) const LANES: usize = 32;
/// Longer texts are cut: of a step, and of what a process said in a panic.
const TEXT: usize = 96;
const WORDS: usize = 1024;

/// The kind of a step, as reports name it, and its mark in the lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Op {
    Spawns,
    Arrives,
    Passes,
    Blocks,
    Ends,
    Killed,
    Says,
}

const OPS: [Op; 7] =
    [Op::Spawns, Op::Arrives, Op::Passes, Op::Blocks, Op::Ends, Op::Killed, Op::Says];

impl Op {
    /// As the JSON report has it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Op::Spawns => "spawns",
            Op::Arrives => "arrives",
            Op::Passes => "passes",
            Op::Blocks => "blocks",
            Op::Ends => "ends",
            Op::Killed => "panics",
            Op::Says => "other",
        }
    }

    /// The mark in the lane.
    pub(crate) fn symbol(self) -> char {
        match self {
            Op::Spawns => '┬',
            Op::Arrives => '◌',
            Op::Passes => '○',
            Op::Blocks => '‖',
            Op::Ends => '■',
            Op::Killed => '✗',
            Op::Says => '●',
        }
    }
}

/// A step as it is read back.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) lane: usize,
    pub(crate) op: Op,
    pub(crate) text: String,
    pub(crate) file: &'static str,
    pub(crate) line: u32,
}

struct Text<const MOST: usize> {
    length: AtomicU32,
    bytes: [AtomicU8; MOST],
}

impl<const MOST: usize> Text<MOST> {
    fn set(&self, text: &str) {
        let mut end = text.len().min(MOST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        for (place, byte) in self.bytes.iter().zip(&text.as_bytes()[..end]) {
            place.store(*byte, Relaxed);
        }
        self.length.store(end as u32, Release);
    }

    fn get(&self) -> String {
        let length = self.length.load(Acquire) as usize;
        let bytes: Vec<u8> = self.bytes[..length].iter().map(|byte| byte.load(Relaxed)).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

struct Slot {
    written: AtomicU32,
    lane: AtomicU32,
    op: AtomicU32,
    /// Address of a `Location`, which is the same in all forks of a program.
    place: AtomicUsize,
    text: Text<TEXT>,
}

/// The log itself.
pub(crate) struct Log {
    steps: AtomicUsize,
    slots: [Slot; STEPS],
    lanes: AtomicUsize,
    names: [Text<TEXT>; LANES],
    last_words: [Text<WORDS>; LANES],
}

// SAFETY: it is made of atomics, for all of which zero is a value.
unsafe impl Zeroed for Log {}

impl Log {
    /// A lane for a process of that name; the last one is shared by all that come too late.
    pub(crate) fn lane(&self, name: &str) -> usize {
        let lane = self.lanes.fetch_add(1, Relaxed).min(LANES - 1);
        self.names[lane].set(name);
        lane
    }

    /// The names of the lanes.
    pub(crate) fn lanes(&self) -> Vec<String> {
        let count = self.lanes.load(Relaxed).min(LANES);
        self.names[..count].iter().map(Text::get).collect()
    }

    /// Keeps what the process of that lane has panicked with.
    pub(crate) fn panicked(&self, lane: usize, words: &str) {
        self.last_words[lane].set(words);
    }

    /// What the process of that lane has panicked with; empty if it has not.
    pub(crate) fn last_words(&self, lane: usize) -> String {
        self.last_words[lane].get()
    }

    /// Adds a step; a log that is full drops it.
    pub(crate) fn add(&self, lane: usize, op: Op, text: &str, place: &'static Location<'static>) {
        let Some(slot) = self.slots.get(self.steps.fetch_add(1, Relaxed)) else { return };
        slot.lane.store(lane as u32, Relaxed);
        slot.op.store(op as u32, Relaxed);
        slot.place.store(std::ptr::from_ref(place).expose_provenance(), Relaxed);
        slot.text.set(text);
        slot.written.store(1, Release);
    }

    /// All steps that are complete.
    pub(crate) fn steps(&self) -> Vec<Step> {
        let count = self.steps.load(Relaxed).min(STEPS);
        let complete = self.slots[..count].iter().filter(|slot| slot.written.load(Acquire) == 1);
        complete
            .map(|slot| {
                let place = std::ptr::with_exposed_provenance(slot.place.load(Relaxed));
                // SAFETY: `add` stored the address of a `'static` Location, in this process or in one forked from
                // the same one, where statics have the same addresses.
                let place: &'static Location<'static> = unsafe { &*place };
                Step {
                    lane: slot.lane.load(Relaxed) as usize,
                    op: OPS[slot.op.load(Relaxed) as usize],
                    text: slot.text.get(),
                    file: place.file(),
                    line: place.line(),
                }
            })
            .collect()
    }
}
