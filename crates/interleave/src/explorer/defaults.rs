//! What the explorations of this process take where they do not say: a name and a seed.

use std::sync::OnceLock;

static NAME: OnceLock<String> = OnceLock::new();
static SEED: OnceLock<u64> = OnceLock::new();

/// Names the explorations that are asked for on the main thread: for a process that runs one test, by this name.
pub fn name_test(name: &str) {
    // A process has one test; the first name holds.
    let _ = NAME.set(name.to_owned());
}

/// Has every exploration of this process that names no seed start from this one: for those who grade.
pub fn seed_tests(seed: u64) {
    // Whoever comes later, such as the tested code, changes nothing.
    let _ = SEED.set(seed);
}

/// What [`name_test`] was told.
pub(super) fn name() -> Option<String> {
    NAME.get().cloned()
}

/// What [`seed_tests`] was told, or 1.
pub(super) fn seed() -> u64 {
    SEED.get().copied().unwrap_or(1)
}
