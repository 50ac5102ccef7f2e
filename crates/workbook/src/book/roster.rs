//! `exercises.json` of a site: on which page each exercise is, for the scripts that show a reader's progress.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use mdbook_preprocessor::book::Book;
use serde::Serialize;

use super::exercise;

/// Where an exercise is.
#[derive(Debug, PartialEq, Serialize)]
struct Place {
    /// Such as `locks/counter`; also the id of its box in the page.
    id: String,
    title: String,
    /// Relative to the first page, such as `07-locks/one-lock.html`.
    page: String,
}

/// Writes the file into the built `site`.
///
/// # Errors
/// When a page names an unknown exercise, or the file cannot be written.
pub(super) fn write(root: &Path, book: &Book, site: &Path) -> Result<()> {
    let mut places = Vec::new();
    for chapter in book.chapters() {
        let Some(path) = &chapter.path else { continue };
        for id in exercises(&chapter.content) {
            let title = exercise::with(root, id, |exercise| exercise.entry.title.clone())?;
            places.push(Place { id: id.to_owned(), title, page: page(path) });
        }
    }
    let file = site.join("exercises.json");
    fs::write(&file, serde_json::to_string(&places)?)
        .with_context(|| format!("cannot write {}", file.display()))
}

/// The exercises whose boxes a page holds.
pub(super) fn exercises(markdown: &str) -> impl Iterator<Item = &str> {
    markdown.lines().filter_map(|line| {
        line.trim_end().strip_prefix("{{#exercise ")?.strip_suffix("}}").map(str::trim)
    })
}

/// The address of a page; mdBook makes each README the index of its folder.
fn page(source: &Path) -> String {
    let mut page = source.with_extension("html");
    if source.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme")) {
        page.set_file_name("index.html");
    }
    let parts: Vec<_> = page.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{exercises, page};

    #[test]
    fn each_box_of_a_page_is_found() {
        let text = "# A\n\n{{#exercise locks/counter}}\n\ntext `{{#exercise x/y}}`\n{{#exercise locks/transfer}} \n";
        let found: Vec<_> = exercises(text).collect();
        assert_eq!(found, ["locks/counter", "locks/transfer"]);
    }

    #[test]
    fn a_page_has_the_address_that_mdbook_gives_it() {
        assert_eq!(page(Path::new("07-locks/one-lock.md")), "07-locks/one-lock.html");
        assert_eq!(page(Path::new("README.md")), "index.html");
    }
}
