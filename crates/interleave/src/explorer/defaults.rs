//! What the tests of this process take where they do not say: a name, a seed, and sizes.

use std::ops::RangeInclusive;
use std::panic::Location;
use std::sync::OnceLock;

use crate::search::Rng;

static NAME: OnceLock<String> = OnceLock::new();
static SEED: OnceLock<u64> = OnceLock::new();

/// Names the explorations that are asked for on the main thread: for a process that runs one test, by this name.
pub fn name_test(name: &str) {
    // A process has one test; the first name holds.
    let _ = NAME.set(name.to_owned());
}

/// Has every exploration of this process that names no seed start from this one, and every [`size`] be drawn from it:
/// for those who grade.
pub fn seed_tests(seed: u64) {
    // Whoever comes later, such as the tested code, changes nothing.
    let _ = SEED.set(seed);
}

/// A size that a test leaves open, such as how many items it puts: `usual` for those who learn. For those who grade it
/// is one of `all`, drawn from the seed that [`seed_tests`] was told, and so an answer for the numbers in the test file
/// is found out. One place in a test gets the same size each time.
///
/// It is for tests outside of an exploration, and for programs of one thread, which have one interleaving: elsewhere a
/// replay string that was found with one size would not fit the program with another. The test's message should name
/// the size.
#[track_caller]
pub fn size(usual: usize, all: RangeInclusive<usize>) -> usize {
    SEED.get().map_or(usual, |seed| drawn(*seed, Location::caller(), all))
}

fn drawn(seed: u64, place: &Location<'_>, all: RangeInclusive<usize>) -> usize {
    let (least, most) = all.into_inner();
    let place = (u64::from(place.line()) << 32) | u64::from(place.column());
    let mut rng = Rng::new(Rng::new(seed).next() ^ place);
    least + rng.below(most.saturating_sub(least) + 1)
}

/// What [`name_test`] was told.
pub(super) fn name() -> Option<String> {
    NAME.get().cloned()
}

/// What [`seed_tests`] was told, or 1.
pub(super) fn seed() -> u64 {
    SEED.get().copied().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_the_usual_one_where_nobody_grades() {
        assert_eq!(size(3, 4..=100), 3);
    }

    #[test]
    fn every_size_is_drawn_and_none_beside_them() {
        let here = Location::caller();
        let mut drawn: Vec<usize> = (0..200).map(|seed| drawn(seed, here, 2..=5)).collect();
        let again: Vec<usize> = (0..200).map(|seed| super::drawn(seed, here, 2..=5)).collect();
        assert_eq!(drawn, again, "a seed gives one size");
        drawn.sort_unstable();
        drawn.dedup();
        assert_eq!(drawn, [2, 3, 4, 5]);
        assert_eq!(super::drawn(1, here, 7..=7), 7);
    }

    #[test]
    fn another_place_is_another_draw() {
        #[track_caller]
        fn place() -> &'static Location<'static> {
            Location::caller()
        }
        let (one, other) = (place(), place());
        let differs = |seed| drawn(seed, one, 0..=1000) != drawn(seed, other, 0..=1000);
        assert!((0..10).any(differs), "two places get the same size from ten seeds");
    }
}
