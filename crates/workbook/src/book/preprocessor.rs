//! Our part of mdBook's pipeline: expands the directives of every chapter.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use super::chapter;
use super::minutes::{self, Minutes};
use super::places::Places;

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
        let mut faults = Vec::new();
        let pages: Vec<_> = book
            .chapters()
            .filter_map(|chapter| {
                let page = chapter.source_path.as_deref()?;
                Some((page, chapter.name.as_str(), chapter.content.as_str()))
            })
            .collect();
        let places = Places::find(&pages, &mut faults);
        let mut minutes = BTreeMap::new();
        book.for_each_chapter_mut(|chapter| {
            let Some(page) = chapter.source_path.clone() else {
                return;
            };
            let source = chapter::Source { root: &self.root, page: &page, places: &places };
            let written = std::mem::take(&mut chapter.content);
            chapter.content = source.expand(&written, &mut faults);
            minutes.insert(page.clone(), Minutes::of(&self.root, &written, &chapter.content));
        });
        book.for_each_chapter_mut(|chapter| minutes::tell(chapter, &minutes));
        if !faults.is_empty() {
            bail!("{}", faults.join("\n"));
        }
        Ok(book)
    }
}
