//! What the compiler remembers of the answers to one exercise that came before.
//!
//! The answers to an exercise have its tests in common, and compiling those is most of the work: with the memory of an
//! earlier answer it is less than half of it.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

use crate::judge::Judge;

/// The memories that nobody is using, each with the id of its exercise.
///
/// Only one compiler at a time can use a memory, so there is one for each worker.
#[derive(Debug, Default)]
pub(super) struct Memories(Mutex<Vec<(String, TempDir)>>);

impl Memories {
    /// Calls `work` with a memory of the exercise, an empty one if there is none. Those of other exercises are removed:
    /// answers come exercise by exercise.
    ///
    /// # Errors
    /// When a folder cannot be made, and those of `work`.
    pub(super) fn with<R>(
        &self,
        judge: &Judge,
        exercise: &str,
        work: impl FnOnce(&Path) -> anyhow::Result<R>,
    ) -> anyhow::Result<R> {
        let free = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = {
            let mut free = free();
            free.retain(|(of, _)| of == exercise);
            free.pop()
        };
        let memory = match kept {
            Some(memory) => memory,
            None => (exercise.to_owned(), judge.folder()?),
        };
        let result = work(memory.1.path());
        free().push(memory);
        result
    }
}
