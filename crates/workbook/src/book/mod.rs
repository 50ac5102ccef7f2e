//! The book: from `book/src/*.md`, the listings and the recorded runs to a static site.
//!
//! # Layout
//! - [`build`] (this file): runs mdBook in process, and puts the site in place only when all of it is built;
//! - [`chapter`]: one chapter's Markdown, with our directives expanded and its code fences checked;
//! - [`directive`]: what a directive looks like, and the table of all of them; [`fence`]: code blocks;
//! - [`places`]: what is on which page, for links from one to another; [`glossary`]: the terms among that;
//! - [`minutes`]: how long a page takes; [`course`]: how long the weeks of a course take;
//! - [`listing`], [`player`], [`game`], [`plot`], [`quiz`], [`exercise`], [`verdicts`]: what each directive becomes;
//! - [`links`]: checks every link and resource of a built site;
//! - [`roster`]: which page holds which exercise, for the scripts that show progress;
//! - [`notices`]: mdBook logs what it should refuse; here that becomes an error.

mod chapter;
mod course;
mod directive;
mod exercise;
mod fence;
mod game;
mod glossary;
mod html;
mod links;
mod listing;
mod minutes;
mod notices;
mod places;
mod player;
mod plot;
mod preprocessor;
mod quiz;
mod roster;
mod trace;
mod verdicts;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;

pub(crate) use html::{escape, inline_code};
pub(crate) use links::check_links;
pub(crate) use player::recorded;
pub(crate) use plot::measured::OWN as OWN_FIGURES;
use preprocessor::Directives;
pub(crate) use verdicts::example;

use crate::staging::Staging;

/// How to build, beyond what `book/book.toml` says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// Path of the site on its server, such as `/workbook/`. Only the page for "not found" needs it,
    /// because a server shows that page under any address.
    pub site_url: Option<String>,
    /// Whether the plots also show what was measured on this machine, for whoever reads the book on it.
    pub own_figures: bool,
}

/// A finished site.
#[derive(Debug)]
pub(crate) struct Built {
    /// The folder that holds it; `index.html` is its first page.
    pub site: PathBuf,
    /// Chapters written.
    pub pages: usize,
    /// What the build cost.
    pub took: Duration,
}

/// Name of the file that marks a folder as one of our sites, which the next build may replace.
const MARKER: &str = ".built-by-workbook";

/// Builds the book of the workspace at `root` into the folder `dest`.
///
/// The site is built beside `dest` and then renamed, so that a failed build leaves the last good one in
/// place, and a page being served is never half written. `MDBook` cannot leave its thread; nor does it here.
///
/// # Errors
/// - a directive names something unknown, or a code fence is one that nothing checks: every such line of
///   every chapter, with what to do;
/// - anything that mdBook warns about;
/// - `dest` exists, holds files, and is not an earlier build.
pub(crate) fn build(root: &Path, dest: &Path, opts: &Options) -> Result<Built> {
    let start = Instant::now();
    let staging = Staging::begin(dest, MARKER, "an earlier build of this book")?;
    let pages = render(root, staging.folder(), opts)?;
    let site = staging.done()?;
    Ok(Built { site, pages, took: start.elapsed() })
}

/// Runs mdBook; the number of chapters it wrote.
fn render(root: &Path, site: &Path, opts: &Options) -> Result<usize> {
    let book_root = std::path::absolute(root.join("book"))?;
    let file = book_root.join("book.toml");
    // Not `MDBook::load`: that also reads MDBOOK_* variables, and a build should not depend on them.
    let mut config =
        Config::from_disk(&file).with_context(|| format!("cannot read {}", file.display()))?;
    config.set("build.build-dir", site)?;
    if let Some(url) = &opts.site_url {
        config.set("output.html.site-url", url)?;
    }
    let directives = Directives::new(root, opts.own_figures);
    notices::refuse_warnings(|| {
        let mut book = MDBook::load_with_config(&book_root, config)?;
        book.with_preprocessor(directives);
        book.build()?;
        roster::write(root, &book.book, site)?;
        Ok(book.book.chapters().filter(|chapter| !chapter.is_draft_chapter()).count())
    })
}

#[cfg(test)]
mod tests;
