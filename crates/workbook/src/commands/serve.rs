//! `cargo run`: the book on 127.0.0.1, built anew whenever its files change; each exercise is judged when it is
//! saved, and the open pages show the verdict.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::Context;

use super::{Exit, check};
use crate::changes::Changes;
use crate::cli::ServeArgs;
use crate::judge::Audience;
use crate::live::{Live, News};
use crate::server::{self, Served};
use crate::terminal::count;
use crate::workspace::Workspace;
use crate::{book, interrupt};

/// How often the book's files are looked at. Polling works on every file system, also in containers and WSL,
/// and 200 files take a few milliseconds.
const POLL: Duration = Duration::from_millis(400);

/// Serves the book until Ctrl-C.
///
/// # Errors
/// When no port can be had.
pub(crate) fn run(workspace: &'static Workspace, args: &ServeArgs) -> anyhow::Result<Exit> {
    let (listener, address) = server::listen(args.port).context("cannot serve the book")?;
    println!("The workbook is at http://{address}/ (Ctrl-C ends it).");
    // Threads look at it until the program ends.
    let live: &'static Live =
        Box::leak(Box::new(Live::new(workspace, Audience::Other, args.limit)?));
    let served = Arc::new(Served::new(live).context("cannot make a token for the pages")?);
    let judging = live.start();
    thread::spawn(move || print_verdicts(live));
    let answering = Arc::clone(&served);
    thread::spawn(move || server::serve(&listener, &answering));

    let mut changes = Changes::of(pages(workspace));
    build(&served);
    if !args.no_open && open::that_detached(format!("http://{address}/")).is_err() {
        println!("No browser could be opened from here; open the address above yourself.");
    }
    while !interrupt::wait_for(POLL) {
        if changes.any() {
            build(&served);
        }
    }
    live.stop();
    // It removes its scratch files. A panic in it was told when it happened.
    let _ = judging.join();
    println!("\nStopped.");
    Ok(Exit::Passed)
}

/// What the pages are made from: the book, what they say about the exercises, and what was measured here.
fn pages(workspace: &Workspace) -> Vec<std::path::PathBuf> {
    let chapters = workspace.chapters.iter().map(|c| c.package().join("exercises.toml"));
    let figures = book::OWN_FIGURES.map(|path| workspace.root.join(path));
    chapters.chain([workspace.root.join("book")]).chain(figures).collect()
}

/// Prints each verdict as one line, for ever.
fn print_verdicts(live: &Live) {
    let mut since = 0;
    loop {
        let (last, news) = live.board.news(since, Duration::from_secs(3600));
        since = last;
        for shown in news.into_iter().filter_map(|news| match news {
            News::Exercise(shown) => Some(shown),
            _ => None,
        }) {
            check::print_line(&shown);
        }
    }
}

/// Builds the book and shows it; if that fails, the last good one stays up.
fn build(served: &Served) {
    println!("Building the book …");
    let workspace = served.live.workspace;
    let place = workspace.target().join("workbook/site");
    let building = served.site.building();
    let options = book::Options { own_figures: true, ..book::Options::default() };
    match book::build(&workspace.root, &place, &options) {
        Ok(built) => {
            let (pages, seconds) = (count(built.pages, "page"), built.took.as_secs_f64());
            // First the site, then the word: who reads it may look at once.
            building.done(built.site);
            served.live.board.rebuilt();
            println!("Built {pages} in {seconds:.1} s.");
        }
        Err(error) => {
            let error = format!("{error:#}");
            eprintln!("{error}");
            building.failed(&error);
            served.live.board.not_rebuilt(error);
            println!("The book does not build; it is built again when its files change.");
        }
    }
}
