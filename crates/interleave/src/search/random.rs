//! Any thread that may go on, with equal chances.

use super::{Crossroads, Strategy};

/// A small seeded generator: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). The same on every machine and
/// in every release, so that a seed names the same interleavings for ever.
#[derive(Clone)]
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(seed: u64) -> Rng {
        Rng(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }
}

/// `left` executions at random.
pub(crate) struct Random {
    rng: Rng,
    left: usize,
}

impl Random {
    pub(crate) fn new(seed: u64, executions: usize) -> Random {
        Random { rng: Rng::new(seed), left: executions }
    }
}

impl Strategy for Random {
    fn begin(&mut self) -> bool {
        self.left.checked_sub(1).map(|left| self.left = left).is_some()
    }

    fn thread(&mut self, at: &Crossroads<'_>) -> usize {
        // One that yields would only ask to be left again.
        let yields = at.free && at.current.is_some();
        self.rng.below(at.enabled.len() - usize::from(yields))
    }

    fn value(&mut self, n: usize) -> usize {
        self.rng.below(n)
    }
}
