//! The book: from `book/src/*.md`, the listings and the recorded runs to a static site.
//!
//! # Layout
//! - [`build`] (this file): runs mdBook in process, and puts the site in place only when all of it is built;
//! - [`chapter`]: one chapter's Markdown, with our directives expanded and its code fences checked;
//! - [`directive`]: what a directive looks like, and the table of all of them; [`fence`]: code blocks;
//! - [`places`]: what is on which page, for links from one to another; [`glossary`]: the terms among that;
//! - [`minutes`]: how long a page takes;
//! - [`listing`], [`player`], [`game`], [`quiz`], [`exercise`], [`verdicts`]: what each directive becomes;
//! - [`links`]: checks every link and resource of a built site;
//! - [`roster`]: which page holds which exercise, for the scripts that show progress;
//! - [`notices`]: mdBook logs what it should refuse; here that becomes an error.

mod chapter;
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
mod preprocessor;
mod quiz;
mod roster;
mod trace;
mod verdicts;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;

pub(crate) use links::check_links;
use preprocessor::Directives;
pub(crate) use verdicts::example;

/// How to build, beyond what `book/book.toml` says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// Path of the site on its server, such as `/workbook/`. Only the page for "not found" needs it,
    /// because a server shows that page under any address.
    pub site_url: Option<String>,
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
    let dest = std::path::absolute(dest)?;
    refuse_foreign(&dest)?;
    let staging = sibling(&dest, "building")?;
    let old = sibling(&dest, "old")?;
    remove_if_there(&staging)?;

    let pages = render(root, &staging, opts).inspect_err(|_| {
        // The error at hand says more than a failure to tidy up would.
        let _ = remove_if_there(&staging);
    })?;
    fs::write(staging.join(MARKER), "The next build replaces this folder.\n")?;

    remove_if_there(&old)?;
    if dest.exists() {
        fs::rename(&dest, &old).with_context(|| format!("cannot replace {}", dest.display()))?;
    }
    fs::rename(&staging, &dest).with_context(|| format!("cannot create {}", dest.display()))?;
    remove_if_there(&old)?;
    Ok(Built { site: dest, pages, took: start.elapsed() })
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
    let directives = Directives::new(root);
    notices::refuse_warnings(|| {
        let mut book = MDBook::load_with_config(&book_root, config)?;
        book.with_preprocessor(directives);
        book.build()?;
        roster::write(root, &book.book, site)?;
        Ok(book.book.chapters().filter(|chapter| !chapter.is_draft_chapter()).count())
    })
}

fn refuse_foreign(dest: &Path) -> Result<()> {
    let mut entries = match fs::read_dir(dest) {
        Ok(entries) => entries,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(e).with_context(|| format!("cannot use {}", dest.display())),
    };
    if entries.next().is_some() && !dest.join(MARKER).exists() {
        bail!(
            "{} holds files that are not an earlier build of this book, and a build would delete them; \
             name a folder that is empty or does not exist",
            dest.display()
        );
    }
    Ok(())
}

/// A hidden folder next to `dest`, on the same file system, for this process alone.
fn sibling(dest: &Path, what: &str) -> Result<PathBuf> {
    let name = dest.file_name().with_context(|| format!("{} is no folder name", dest.display()))?;
    let parent = dest.parent().with_context(|| format!("{} has no parent", dest.display()))?;
    fs::create_dir_all(parent).with_context(|| format!("cannot create {}", parent.display()))?;
    let name = format!(".{}.{what}.{}", name.to_string_lossy(), std::process::id());
    Ok(parent.join(name))
}

fn remove_if_there(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != ErrorKind::NotFound => {
            Err(e).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
