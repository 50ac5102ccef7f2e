//! Which line of a sheet is whose.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::results::{Student, Submission, plain};
use super::sheet::Sheet;

/// Where a sheet says who somebody is.
pub(super) struct Roster {
    /// The lines that are students'.
    pub rows: Range<usize>,
    /// The columns that are about the student.
    pub columns: Range<usize>,
    /// What kind of alias the platform's own id is, and how to read it from a line.
    pub platform: (&'static str, fn(&[String]) -> Option<&str>),
}

impl Roster {
    /// The line of each student of the class that has exactly one, and the ids of those who have not.
    pub(super) fn find<'c>(
        &self,
        sheet: &Sheet,
        class: &'c [Submission],
    ) -> (Vec<(usize, &'c Submission)>, Vec<String>) {
        let mut by_row: BTreeMap<usize, Vec<&Submission>> = BTreeMap::new();
        let mut strangers = Vec::new();
        for line in class {
            match self.row(sheet, &line.student) {
                Some(row) => by_row.entry(row).or_default().push(line),
                None => strangers.push(plain(&line.student.id)),
            }
        }
        let mut found = Vec::new();
        for (row, lines) in by_row {
            match lines[..] {
                [line] => found.push((row, line)),
                // Two submissions for one line: neither is guessed to be the right one.
                _ => strangers.extend(lines.iter().map(|line| plain(&line.student.id))),
            }
        }
        strangers.sort();
        (found, strangers)
    }

    /// The one line that a student's surest name leads to.
    fn row(&self, sheet: &Sheet, student: &Student) -> Option<usize> {
        let (kind, read) = self.platform;
        let only = |is: &dyn Fn(&[String]) -> bool| {
            let mut rows = self.rows.clone().filter(|row| is(&sheet.rows[*row]));
            rows.next().filter(|_| rows.next().is_none())
        };
        if let Some(id) = student.aliases.get(kind) {
            // The platform's own number is sure: if it is not there, nothing else is tried.
            return only(&|row| read(row) == Some(id.as_str()));
        }
        let alias = |kind: &str| student.aliases.get(kind).map(String::as_str);
        let names = [alias("email"), alias("login"), Some(&student.id), student.name.as_deref()];
        names.into_iter().flatten().find_map(|name| {
            let name = name.trim().to_lowercase();
            let about = |row: &[String]| {
                let cells = row.iter().enumerate().filter(|(at, _)| self.columns.contains(at));
                cells.into_iter().any(|(_, cell)| cell.trim().to_lowercase() == name)
            };
            only(&about).filter(|_| !name.is_empty())
        })
    }
}
