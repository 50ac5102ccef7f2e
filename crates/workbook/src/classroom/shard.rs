//! One part of the submissions of a run: `2/4` is the second of four.
//!
//! A student belongs to the same part wherever the submissions are, in whatever order they are found: the id's hash
//! decides.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// Which part of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shard {
    /// From 1.
    pub index: u32,
    /// How many there are.
    pub of: u32,
}

impl Shard {
    /// Whether the submission of the student with this id is in this part.
    pub(crate) fn holds(self, student: &str) -> bool {
        let hash = Sha256::digest(student.as_bytes());
        let first = hash.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        first % u64::from(self.of) == u64::from(self.index - 1)
    }

    /// Where this part's results go when all of them are to be in `results`: `out/results.2-of-4.jsonl` beside
    /// `out/results.jsonl`.
    pub(crate) fn file(self, results: &Path) -> PathBuf {
        results.with_extension(format!("{}-of-{}.jsonl", self.index, self.of))
    }

    /// The part that a file's name tells, as [`Shard::file`] makes it.
    pub(crate) fn of_file(path: &Path) -> Option<Shard> {
        let stem = path.file_name()?.to_str()?.strip_suffix(".jsonl")?;
        let (index, of) = stem.rsplit('.').next()?.split_once("-of-")?;
        format!("{index}/{of}").parse().ok()
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let form = || format!("`{text}` is no part of a run; the second of four is 2/4");
        let (index, of) = text.split_once('/').ok_or_else(form)?;
        let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number > 0);
        let (index, of) = (number(index).ok_or_else(form)?, number(of).ok_or_else(form)?);
        if index > of {
            return Err(format!("there is no part {index} of {of}; they are counted from 1"));
        }
        Ok(Shard { index, of })
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_student_is_in_exactly_one_part_and_no_part_is_left_out() {
        for of in [1, 2, 3, 7] {
            let parts: Vec<Shard> = (1..=of).map(|index| Shard { index, of }).collect();
            let mut sizes = vec![0; parts.len()];
            for student in (0..200).map(|n| format!("student-{n}")) {
                let holders: Vec<usize> =
                    (0..parts.len()).filter(|part| parts[*part].holds(&student)).collect();
                assert_eq!(holders.len(), 1, "{student} is in the parts {holders:?} of {of}");
                sizes[holders[0]] += 1;
            }
            assert!(sizes.iter().all(|size| *size > 0), "200 students in {of} parts: {sizes:?}");
        }
    }

    #[test]
    fn the_part_of_a_student_never_changes() {
        // A run may be merged from parts that different machines, and versions of this program, have graded.
        let part = |student: &str| (1..=4).find(|&index| Shard { index, of: 4 }.holds(student));
        assert_eq!(["anna", "ben", "cleo", "dora"].map(part), [Some(3), Some(3), Some(1), Some(1)]);
    }

    #[test]
    fn a_part_is_written_as_two_numbers_and_found_again_in_a_files_name() {
        let shard: Shard = "2/4".parse().expect("the second of four");
        assert_eq!(shard.to_string(), "2/4");
        let file = shard.file(Path::new("out/week.3.jsonl"));
        assert_eq!(file, Path::new("out/week.3.2-of-4.jsonl"));
        assert_eq!(Shard::of_file(&file), Some(shard));
        assert_eq!(Shard::of_file(Path::new("out/results.jsonl")), None);
        for wrong in ["", "2", "0/4", "5/4", "a/b", "1/0", "-1/2", "1/2/3"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong} was taken");
        }
    }
}
