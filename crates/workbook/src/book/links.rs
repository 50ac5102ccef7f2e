//! Checks a built site: every link has its file and its fragment, and nothing is loaded from elsewhere.
//!
//! It reads the HTML that was written, so it also sees links made by raw HTML, by mdBook's own pages, and by
//! our directives. Links to other sites are not followed; anything a page *loads* from another site is a fault.

mod css;
mod html;
mod target;

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use html::{Page, Reference};
use target::Target;

/// A link that leads nowhere, or a resource that would be fetched from another site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BrokenLink {
    /// The page or style sheet that holds it, relative to the site.
    pub page: PathBuf,
    /// The address as it is written there.
    pub link: String,
    /// What is wrong with it.
    pub why: String,
}

impl fmt::Display for BrokenLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.page.display(), self.link, self.why)
    }
}

/// Checks all pages and style sheets below `site`. The broken links come sorted, each once a page.
///
/// # Errors
/// `site` holds no page, or a file cannot be read.
pub(crate) fn check_links(site: &Path) -> Result<Vec<BrokenLink>> {
    let files = Files::read(site)?;
    if files.pages.is_empty() {
        bail!("{} holds no HTML page; build the book first", site.display());
    }
    let mut broken = Vec::new();
    let pages = files.pages.iter().map(|(path, page)| (path, page.absolute_base, &page.references));
    let sheets = files.sheets.iter().map(|(path, references)| (path, false, references));
    for (path, from_root, references) in pages.chain(sheets) {
        for reference in references {
            if let Err(why) = files.check(path, from_root, reference) {
                broken.push(BrokenLink { page: path.clone(), link: reference.url.clone(), why });
            }
        }
    }
    broken.sort();
    broken.dedup();
    Ok(broken)
}

/// What a site consists of; all paths are relative to it.
#[derive(Default)]
struct Files {
    all: HashSet<PathBuf>,
    pages: BTreeMap<PathBuf, Page>,
    sheets: BTreeMap<PathBuf, Vec<Reference>>,
}

impl Files {
    fn read(site: &Path) -> Result<Self> {
        let mut files = Self::default();
        let mut folders = vec![PathBuf::new()];
        while let Some(folder) = folders.pop() {
            let here = site.join(&folder);
            let entries =
                fs::read_dir(&here).with_context(|| format!("cannot read {}", here.display()))?;
            for entry in entries {
                let entry = entry?;
                let path = folder.join(entry.file_name());
                if entry.file_type()?.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = || {
                    fs::read_to_string(entry.path())
                        .with_context(|| format!("cannot read {}", path.display()))
                };
                match path.extension().and_then(|extension| extension.to_str()) {
                    Some("html") => drop(files.pages.insert(path.clone(), Page::parse(&text()?))),
                    Some("css") => {
                        drop(files.sheets.insert(path.clone(), css::references(&text()?)))
                    }
                    _ => {}
                }
                files.all.insert(path);
            }
        }
        Ok(files)
    }

    /// Whether `reference`, found in the file `from`, leads somewhere.
    fn check(&self, from: &Path, from_root: bool, reference: &Reference) -> Result<(), String> {
        let base = if from_root { Path::new("") } else { from.parent().unwrap_or(Path::new("")) };
        let (path, fragment) = match target::resolve(base, &reference.url)? {
            Target::Elsewhere if reference.loads => {
                return Err("is loaded from another site; the book must work offline".to_owned());
            }
            Target::Elsewhere | Target::Inline => return Ok(()),
            Target::Here { path: None, fragment } => (from.to_owned(), fragment),
            Target::Here { path: Some(path), fragment } => (path, fragment),
        };
        let index = path.join("index.html");
        let path = if self.all.contains(&index) { index } else { path };
        if !self.all.contains(&path) {
            return Err("there is no such file in the site".to_owned());
        }
        let (Some(fragment), Some(page)) = (fragment, self.pages.get(&path)) else {
            return Ok(());
        };
        if page.has_anchor(&fragment) {
            return Ok(());
        }
        Err(format!("{} has no element with the id `{fragment}`", path.display()))
    }
}

#[cfg(test)]
mod tests;
