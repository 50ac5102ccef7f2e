//! `{{#course weeks="01 02; 03; 04 05"}}`: the plan of a course, with the minutes that the book and the exercises take.
//!
//! How long a chapter takes is known when all pages are expanded, so the directive leaves a mark, and [`fill`] puts the
//! table in its place.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::directive::Directive;
use super::html::escape;
use super::minutes::{Minutes, duration};

const OPEN: &str = "<workbook-course weeks=\"";
const CLOSE: &str = "\"></workbook-course>";

/// What a chapter is called, and what its pages take together.
type Chapters = BTreeMap<String, (PathBuf, String, Minutes)>;

/// The mark. The weeks are separated by `;`, the chapters of a week, by number, with spaces.
pub(super) fn mark(directive: &mut Directive<'_>) -> Result<String> {
    let weeks = directive.take("weeks").unwrap_or_default();
    ensure!(
        !weeks.is_empty() && weeks.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == ';'),
        "`weeks` is a list such as \"01 02; 03\": the chapters of each week, by number"
    );
    Ok(format!("{OPEN}{weeks}{CLOSE}"))
}

/// The chapters of the book by their number: the pages `07-locks.md` and all in `07-locks/`.
pub(super) fn chapters(
    names: &BTreeMap<PathBuf, String>,
    minutes: &BTreeMap<PathBuf, Minutes>,
) -> Chapters {
    let mut chapters = Chapters::new();
    // A chapter's own page comes first: it is shorter than those that begin with its name.
    let mut pages: Vec<_> = minutes.iter().collect();
    pages.sort_by_key(|(page, _)| page.components().count());
    for (page, minutes) in pages {
        let Some(number) = number(page) else { continue };
        let name = names.get(page).cloned().unwrap_or_default();
        let entry = || (page.clone(), name, Minutes::default());
        chapters.entry(number).or_insert_with(entry).2 += *minutes;
    }
    chapters
}

fn number(page: &Path) -> Option<String> {
    let first = page.components().next()?.as_os_str().to_string_lossy();
    let (number, _) = first.split_once('-')?;
    number.chars().all(|c| c.is_ascii_digit()).then(|| number.to_owned())
}

/// Puts tables into the place of the marks on a page. What is wrong goes to `faults`.
pub(super) fn fill(
    page: &Path,
    content: &mut String,
    chapters: &Chapters,
    faults: &mut Vec<String>,
) {
    while let Some(start) = content.find(OPEN) {
        let weeks_start = start + OPEN.len();
        let Some(length) = content[weeks_start..].find(CLOSE) else { return };
        let weeks = content[weeks_start..weeks_start + length].to_owned();
        let up = "../".repeat(page.components().count().saturating_sub(1));
        let table = table(&weeks, &up, chapters).unwrap_or_else(|number| {
            faults.push(format!(
                "book/src/{}: {{{{#course}}}} names the chapter {number}, which there is not",
                page.display()
            ));
            String::new()
        });
        content.replace_range(start..weeks_start + length + CLOSE.len(), &table);
    }
}

/// The table, which scrolls by itself where it is too wide, as mdBook's do; the number of a chapter that there is not
/// otherwise.
fn table(weeks: &str, up: &str, chapters: &Chapters) -> Result<String, String> {
    let mut out = String::from(
        "<div class=\"table-wrapper\">\n<table>\n<thead><tr><th>Week</th><th>Chapters</th><th>To read</th><th>Exercises</th><th>Both</th></tr></thead>\n\
         <tbody>\n",
    );
    let mut all = Minutes::default();
    for (week, numbers) in (1..).zip(weeks.split(';')) {
        let (mut links, mut sum) = (Vec::new(), Minutes::default());
        for number in numbers.split_whitespace() {
            let (page, name, minutes) = chapters.get(number).ok_or_else(|| number.to_owned())?;
            let address = page.with_extension("html").display().to_string();
            links.push(format!("<a href=\"{up}{}\">{}</a>", escape(&address), escape(name)));
            sum += *minutes;
        }
        all += sum;
        out += &row(&week.to_string(), &links.join(", "), &sum);
    }
    out += &row("", "In total", &all);
    Ok(out + "</tbody>\n</table>\n</div>\n")
}

fn row(week: &str, chapters: &str, minutes: &Minutes) -> String {
    let reading = minutes.to_read();
    let doing = minutes.to_do();
    format!(
        "<tr><td>{week}</td><td>{chapters}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        duration(reading),
        if doing == 0 { "none".to_owned() } else { duration(doing) },
        duration(reading + doing)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Chapters {
        let minutes = |reading, doing| Minutes::for_tests(reading, doing);
        let pages = [
            ("01-closures.md", minutes(3.2, 0)),
            ("01-closures/capture.md", minutes(4.1, 15)),
            ("02-aliasing.md", minutes(50.0, 70)),
            ("README.md", minutes(9.0, 0)),
        ];
        let minutes = pages.map(|(page, minutes)| (PathBuf::from(page), minutes)).into();
        let names = [("01-closures.md", "01 Closures"), ("02-aliasing.md", "02 <Aliasing>")];
        let names = names.map(|(page, name)| (PathBuf::from(page), name.to_owned())).into();
        chapters(&names, &minutes)
    }

    #[test]
    fn a_week_adds_up_its_chapters_with_all_their_pages() {
        let mut page = format!("before {OPEN}01; 02 01{CLOSE} after");
        let mut faults = Vec::new();
        fill(Path::new("teaching/plan.md"), &mut page, &known(), &mut faults);
        assert!(faults.is_empty(), "{faults:?}");
        let first = "<tr><td>1</td><td><a href=\"../01-closures.html\">01 Closures</a></td><td>8 minutes</td>\
                     <td>15 minutes</td><td>23 minutes</td></tr>";
        assert!(page.contains(first), "{page}");
        assert!(page.contains("02 &lt;Aliasing&gt;</a>, <a"), "{page}");
        assert!(page.contains("<td>In total</td><td>1 h 05 min</td><td>1 h 40 min</td>"), "{page}");
        assert!(page.starts_with("before <div") && page.ends_with(" after"), "{page}");
    }

    #[test]
    fn a_chapter_that_there_is_not_is_named() {
        let mut page = format!("{OPEN}01; 17{CLOSE}");
        let mut faults = Vec::new();
        fill(Path::new("plan.md"), &mut page, &known(), &mut faults);
        assert!(faults.len() == 1 && faults[0].contains("the chapter 17"), "{faults:?}");
    }
}
