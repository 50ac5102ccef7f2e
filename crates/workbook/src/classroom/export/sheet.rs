//! A sheet of comma-separated values that somebody else made: read whole, changed in a few cells, written alike.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};

use super::super::results::plain;
use crate::terminal::enumerate;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The sheet, and how it was written.
#[derive(Debug)]
pub(super) struct Sheet {
    marked: bool,
    delimiter: u8,
    crlf: bool,
    /// The first is that of the headings.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// # Errors
    /// When the file cannot be read, or is no such sheet.
    pub(super) fn read(path: &Path) -> anyhow::Result<Sheet> {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let text = String::from_utf8(bytes)
            .with_context(|| format!("{} is not in UTF-8; download it as such", path.display()))?;
        Sheet::parse(&text).with_context(|| path.display().to_string())
    }

    /// # Errors
    /// When the text has no headings.
    pub(super) fn parse(text: &str) -> anyhow::Result<Sheet> {
        let (marked, text) = match text.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let first = text.lines().next().unwrap_or_default();
        let often = |c: char| first.matches(c).count();
        let delimiter = [',', ';', '\t'].into_iter().rev().max_by_key(|c| often(*c)).unwrap_or(',');
        let delimiter = delimiter as u8;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let rows: Vec<Vec<String>> = reader
            .records()
            .map(|record| Ok(record?.iter().map(str::to_owned).collect()))
            .collect::<Result<_, csv::Error>>()?;
        ensure!(
            rows.first().is_some_and(|headings| headings.len() > 1),
            "it has no line of headings, so it is no sheet of grades"
        );
        let crlf = text.lines().next().is_some_and(|line| text[line.len()..].starts_with("\r\n"));
        Ok(Sheet { marked, delimiter, crlf, rows })
    }

    /// The column with a heading that `is` right.
    ///
    /// # Errors
    /// When there is none, or more than one; the headings are named.
    pub(super) fn column(&self, wanted: &str, is: impl Fn(&str) -> bool) -> anyhow::Result<usize> {
        let headings = &self.rows[0];
        let columns: Vec<usize> =
            (0..headings.len()).filter(|at| is(headings[*at].trim())).collect();
        let all = || {
            let all: Vec<String> =
                headings.iter().map(|name| format!("{:?}", plain(name))).collect();
            enumerate(&all)
        };
        ensure!(!columns.is_empty(), "the sheet has no column {wanted:?}; it has {}", all());
        ensure!(columns.len() == 1, "the sheet has several columns {wanted:?}; it has {}", all());
        Ok(columns[0])
    }

    /// Puts `text` into a cell. A short row becomes longer.
    pub(super) fn set(&mut self, row: usize, column: usize, text: String) {
        let row = &mut self.rows[row];
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text;
    }

    /// The sheet as text, as it was written before.
    ///
    /// # Errors
    /// None that a sheet in memory can come to.
    pub(super) fn text(&self) -> anyhow::Result<String> {
        let terminator =
            if self.crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(self.delimiter)
            .flexible(true)
            .terminator(terminator)
            .from_writer(Vec::new());
        for row in &self.rows {
            writer.write_record(row)?;
        }
        let text = String::from_utf8(writer.into_inner().map_err(|error| error.into_error())?)?;
        Ok(if self.marked { format!("{BYTE_ORDER_MARK}{text}") } else { text })
    }
}

/// `text` for a cell that a spreadsheet shows, and does not compute: what would begin a formula gets an apostrophe in
/// front.
pub(super) fn cell(text: &str) -> String {
    let text = plain(text);
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    if text.starts_with(['\t', '\n']) || text.trim_start().starts_with(begins) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_written_as_it_was_read() {
        let sheets = [
            "\u{feff}Student,ID\r\n\"Öz, Dora\",4711\r\n",
            "Student;ID;Grade\n\"a;b\";1;\n",
            "a,b\nshort\nlong,er,row\n",
            "a,\"b\"\"c\",\"two\nlines\"\n",
        ];
        for text in sheets {
            let read = Sheet::parse(text).expect("this is a sheet").text().expect("it is UTF-8");
            let bare = |text: &str| text.replace("\"b\"\"c\"", "b").replace("\"b\"", "b");
            assert_eq!(bare(&read), bare(text));
        }
        assert!(Sheet::parse("").is_err() && Sheet::parse("one column\n").is_err());
    }

    #[test]
    fn nothing_in_a_cell_is_computed() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", "\u{1b}=1"] {
            assert!(cell(formula).starts_with('\''), "{formula:?} became {:?}", cell(formula));
        }
        assert_eq!(cell("locks: 4-5 = less"), "locks: 4-5 = less");
    }

    #[test]
    fn a_missing_column_is_told_with_those_that_there_are() {
        let sheet = Sheet::parse("Student,Week 1,Week 1\n").expect("this is a sheet");
        let error = |wanted: &str| {
            sheet.column(wanted, |name| name == wanted).expect_err("no such column").to_string()
        };
        assert!(error("Week 2").contains("it has \"Student\", \"Week 1\" and \"Week 1\""));
        assert!(error("Week 1").contains("several columns"));
    }
}
