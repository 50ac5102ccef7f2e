//! What is mapped in this process.

use std::fs;

/// A shared mapping of this process.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mapping {
    /// Where it begins and ends, as the kernel writes it.
    pub(crate) range: String,
    /// The file behind it, also if it has no name any more.
    pub(crate) file: String,
}

impl Mapping {
    /// Whether somebody else could find what is behind it by a name.
    pub(crate) fn has_a_name(&self) -> bool {
        self.file.starts_with('/')
            && !self.file.starts_with("/memfd:")
            && !self.file.ends_with("(deleted)")
            && self.file != "/dev/zero"
    }
}

/// The shared mappings that this process has now.
pub(crate) fn shared_mappings() -> Vec<Mapping> {
    let text = fs::read_to_string("/proc/self/maps").expect("the kernel tells what is mapped");
    let mapping = |line: &str| {
        let mut fields = line.split_whitespace();
        let (range, access) = (fields.next()?, fields.next()?);
        let file = fields.skip(3).collect::<Vec<_>>().join(" ");
        access.ends_with('s').then(|| Mapping { range: range.to_owned(), file })
    };
    text.lines().filter_map(mapping).collect()
}
