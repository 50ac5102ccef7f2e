//! `cargo workbook report`: pages from the results of `grade`.
//!
//! - [`class`]: one page for the class, with a picture of it ([`plot`]);
//! - [`student`]: one page for each student, with the timeline of each failure;
//! - [`page`]: what the pages have in common.
//!
//! Everything is readable without JavaScript, on paper, and without a server. A student's page says nothing of others.

mod class;
mod page;
mod plot;
mod student;

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};

use super::results::{self, Submission, file_names};
use crate::commands::Exit;
use crate::staging::Staging;
use crate::terminal::count;
use crate::workspace::Workspace;

/// Marks a folder as one of our reports, which the next one may replace.
const MARKER: &str = ".workbook-report";

/// Writes the pages into the folder `dest`.
///
/// # Errors
/// When the results cannot be read, or `dest` holds something else than an earlier report.
pub(crate) fn run(workspace: &Workspace, from: &Path, dest: &Path) -> anyhow::Result<Exit> {
    let class = results::read(from)?;
    ensure!(!class.is_empty(), "{} holds no results", from.display());
    let staging = Staging::begin(dest, MARKER, "an earlier report")?;
    write(workspace, &class, staging.folder())?;
    let site = staging.done()?;
    println!("{}: {}", count(class.len(), "student"), site.join("index.html").display());
    Ok(Exit::Passed)
}

fn write(workspace: &Workspace, class: &[Submission], folder: &Path) -> anyhow::Result<()> {
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    };
    for part in ["assets", "students"] {
        let part = folder.join(part);
        fs::create_dir_all(&part).with_context(|| format!("cannot make {}", part.display()))?;
    }
    for (name, text) in page::ASSETS {
        write(&format!("assets/{name}"), text)?;
    }
    let names = file_names(class.iter().map(|line| line.student.id.as_str()));
    for (line, name) in class.iter().zip(&names) {
        write(&format!("students/{name}.html"), &student::page(workspace, line))?;
    }
    write("index.html", &class::page(workspace, class, &names))
}

#[cfg(test)]
mod tests;
