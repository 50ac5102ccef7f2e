//! Our part of mdBook's pipeline: expands the directives of every chapter.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use super::chapter;
use super::course;
use super::minutes::{self, Minutes};
use super::places::Places;
use super::plot::measured::Measured;

/// The preprocessor.
pub(super) struct Directives {
    root: PathBuf,
    own_figures: bool,
}

impl Directives {
    /// For the workspace at `root`; plots show figures of this machine as well if asked for.
    pub(super) fn new(root: &Path, own_figures: bool) -> Self {
        Self { root: root.to_owned(), own_figures }
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
        let mut places = Places::find(&pages, &mut faults);
        places.measured = Measured::read(&self.root, self.own_figures)?;
        let (mut minutes, mut names) = (BTreeMap::new(), BTreeMap::new());
        book.for_each_chapter_mut(|chapter| {
            let Some(page) = chapter.source_path.clone() else {
                return;
            };
            let source = chapter::Source { root: &self.root, page: &page, places: &places };
            let written = std::mem::take(&mut chapter.content);
            chapter.content = source.expand(&written, &mut faults);
            minutes.insert(page.clone(), Minutes::of(&self.root, &written, &chapter.content));
            names.insert(page.clone(), chapter.name.clone());
        });
        let chapters = course::chapters(&names, &minutes);
        book.for_each_chapter_mut(|chapter| {
            if let Some(page) = &chapter.source_path {
                course::fill(page, &mut chapter.content, &chapters, &mut faults);
            }
            minutes::tell(chapter, &minutes);
        });
        if !faults.is_empty() {
            bail!("{}", faults.join("\n"));
        }
        Ok(book)
    }
}
