//! Our part of mdBook's pipeline: expands the directives of every chapter.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use super::chapter;

/// The preprocessor.
pub(super) struct Directives {
    root: PathBuf,
}

impl Directives {
    /// For the workspace at `root`.
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }
}

impl Preprocessor for Directives {
    fn name(&self) -> &str {
        "directives"
    }

    /// Expands every chapter. Goes on after a fault, so that a writer sees all of them at once.
    fn run(&self, _: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let verdict_page = book
            .chapters()
            .find(|chapter| chapter.content.lines().any(|line| line.trim_end() == "{{#verdicts}}"))
            .and_then(|chapter| chapter.path.clone());
        let mut faults = Vec::new();
        book.for_each_chapter_mut(|chapter| {
            let Some(page) = chapter.source_path.clone() else {
                return;
            };
            let source = chapter::Source {
                root: &self.root,
                page: &page,
                verdict_page: verdict_page.as_deref(),
            };
            chapter.content = source.expand(&chapter.content, &mut faults);
        });
        if !faults.is_empty() {
            bail!("{}", faults.join("\n"));
        }
        Ok(book)
    }
}
