//! What two clients of a server have been told.

use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::SeqCst;

use super::words::{WORDS, words};

/// Numbers from here on are not told apart.
const MOST: u64 = 64 * (WORDS as u64 - BITS as u64);
/// Where the bits begin that say which numbers have been told.
const BITS: usize = 8;

/// What the calls of two clients gave: numbers from 1, or 0 for an error. All processes share it.
#[derive(Clone, Copy)]
pub(crate) struct Told {
    words: &'static [AtomicU64; WORDS],
}

impl Told {
    pub(crate) fn new() -> Told {
        Told { words: words() }
    }

    /// One of the clients was told that.
    pub(crate) fn note(&self, client: usize, number: u64) {
        if number == 0 {
            self.words[3].fetch_add(1, SeqCst);
        } else if number < MOST {
            let bit = 1 << (number % 64);
            let before = self.words[BITS + (number / 64) as usize].fetch_or(bit, SeqCst);
            if before & bit != 0 {
                self.words[4].store(number, SeqCst);
            }
        }
        self.words[client].fetch_add(1, SeqCst);
    }

    /// How many calls of this client have come back.
    pub(crate) fn calls(&self, client: usize) -> u64 {
        self.words[client].load(SeqCst)
    }

    /// How many calls have come back.
    pub(crate) fn all_calls(&self) -> u64 {
        self.calls(0) + self.calls(1)
    }

    /// How many calls were errors.
    pub(crate) fn errors(&self) -> u64 {
        self.words[3].load(SeqCst)
    }

    /// A number that two calls were told.
    pub(crate) fn twice(&self) -> Option<u64> {
        Some(self.words[4].load(SeqCst)).filter(|number| *number != 0)
    }

    /// No client makes another call.
    pub(crate) fn end(&self) {
        self.words[2].store(1, SeqCst);
    }

    pub(crate) fn is_over(&self) -> bool {
        self.words[2].load(SeqCst) == 1
    }
}
