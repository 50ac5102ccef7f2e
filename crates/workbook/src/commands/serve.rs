//! `cargo run`: the book on 127.0.0.1, built anew whenever its files change.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::Context;

use super::Exit;
use crate::book;
use crate::cli::ServeArgs;
use crate::interrupt;
use crate::server::{self, Site, Watch};
use crate::terminal::count;
use crate::workspace::Workspace;

/// How often the book's files are looked at. Polling works on every file system, also in containers and WSL,
/// and 200 files take a few milliseconds.
const POLL: Duration = Duration::from_millis(400);

/// Serves the book until Ctrl-C.
///
/// # Errors
/// When no port can be had.
pub(crate) fn run(workspace: &Workspace, args: &ServeArgs) -> anyhow::Result<Exit> {
    let (listener, address) = server::listen(args.port).context("cannot serve the book")?;
    println!("The workbook is at http://{address}/ (Ctrl-C ends it).");
    let site = Arc::new(Site::default());
    let served = Arc::clone(&site);
    thread::spawn(move || server::serve(&listener, &served));

    let mut watch = Watch::new(&workspace.root);
    build(workspace, &site);
    if !args.no_open && open::that_detached(format!("http://{address}/")).is_err() {
        println!("No browser could be opened from here; open the address above yourself.");
    }
    while !interrupt::wait_for(POLL) {
        if watch.changed() {
            build(workspace, &site);
        }
    }
    println!("\nStopped.");
    Ok(Exit::Passed)
}

/// Builds the book and shows it; if that fails, the last good one stays up.
fn build(workspace: &Workspace, site: &Site) {
    println!("Building the book …");
    let place = workspace.target().join("workbook/site");
    let building = site.building();
    match book::build(&workspace.root, &place, &book::Options::default()) {
        Ok(built) => {
            let (pages, seconds) = (count(built.pages, "page"), built.took.as_secs_f64());
            // First the site, then the word: who reads it may look at once.
            building.done(built.site);
            println!("Built {pages} in {seconds:.1} s.");
        }
        Err(error) => {
            eprintln!("{error:#}");
            building.failed(&format!("{error:#}"));
            println!("The book does not build; it is built again when its files change.");
        }
    }
}
