//! How the source files of a run are told apart, in as few columns as will do.

use super::Timeline;

/// The files that the steps of a run name.
pub(super) struct Files<'a>(Vec<&'a str>);

impl<'a> Files<'a> {
    pub(super) fn of(timeline: &'a Timeline) -> Files<'a> {
        let mut files: Vec<_> = timeline.steps.iter().map(|s| s.file.as_str()).collect();
        files.sort_unstable();
        files.dedup();
        Files(files)
    }

    /// A single file is named once, at the top.
    pub(super) fn in_head(&self) -> Option<&'a str> {
        if let [file] = self.0[..] { Some(name(file)) } else { None }
    }

    /// Nothing for a single file; the folder, where two files have one name, as `src/lock.rs` and
    /// `tests/lock.rs` have; else the name.
    pub(super) fn in_row<'b>(&self, file: &'b str) -> &'b str {
        match self.0.len() {
            1 => "",
            _ if self.is_ambiguous(file) => name(folder(file)),
            _ => name(file),
        }
    }

    /// The name, with its folder where that is needed.
    pub(super) fn in_legend(&self, file: &str) -> String {
        if self.is_ambiguous(file) {
            format!("{}/{}", name(folder(file)), name(file))
        } else {
            name(file).to_string()
        }
    }

    fn is_ambiguous(&self, file: &str) -> bool {
        self.0.iter().any(|other| *other != file && name(other) == name(file))
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder)
}

fn name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::Files;

    #[test]
    fn two_files_of_one_name_are_told_apart_by_their_folders() {
        let files = Files(vec!["x/src/lock.rs", "x/tests/help.rs", "x/tests/lock.rs"]);
        let rows = ["x/src/lock.rs", "x/tests/lock.rs", "x/tests/help.rs"].map(|f| files.in_row(f));
        assert_eq!(rows, ["src", "tests", "help.rs"]);
        assert_eq!(files.in_legend("x/src/lock.rs"), "src/lock.rs");
        assert_eq!(files.in_head(), None);
    }

    #[test]
    fn a_single_file_is_named_at_the_top_and_not_in_the_rows() {
        let files = Files(vec!["x/src/lock.rs"]);
        assert_eq!((files.in_head(), files.in_row("x/src/lock.rs")), (Some("lock.rs"), ""));
    }
}
