//! What the compiler remembers of the exercises that were worked on last.
//!
//! With its memory of an earlier answer, `rustc` needs less than half the time. Making the first one takes half
//! as long again as compiling without; so that is done when nobody waits.

use std::path::Path;

use tempfile::TempDir;

/// For how many exercises it is kept; it is about 20 MB for each.
const KEPT: usize = 4;

/// The memories, the one used last at the end.
#[derive(Debug, Default)]
pub(super) struct Memories(Vec<(usize, TempDir)>);

impl Memories {
    /// The memory of an exercise, if there is one.
    pub(super) fn of(&mut self, index: usize) -> Option<&Path> {
        let at = self.0.iter().position(|(of, _)| *of == index)?;
        let memory = self.0.remove(at);
        self.0.push(memory);
        self.0.last().map(|(_, folder)| folder.path())
    }

    /// Keeps one more. The one that was used least lately makes room.
    pub(super) fn keep(&mut self, index: usize, folder: TempDir) {
        if self.0.len() == KEPT {
            self.0.remove(0);
        }
        self.0.push((index, folder));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_that_was_used_least_lately_makes_room() {
        let folder = || tempfile::tempdir().expect("a temporary folder");
        let mut memories = Memories::default();
        (0..KEPT).for_each(|index| memories.keep(index, folder()));
        let used = memories.of(0).expect("it is kept").to_owned();
        memories.keep(KEPT, folder());
        assert!(memories.of(0) == Some(&used) && used.exists(), "it was used a moment ago");
        assert!(memories.of(1).is_none(), "it made room");
        assert!(memories.of(KEPT).is_some());
    }
}
