//! `cargo workbook build`: the static site, for any web server.

use std::path::Path;

use super::Exit;
use crate::book;
use crate::terminal::count;
use crate::workspace::Workspace;

/// Builds the site into `dest` and checks its links.
///
/// # Errors
/// When the book does not build, or `dest` holds something else than an earlier build.
pub(crate) fn run(workspace: &Workspace, dest: &Path) -> anyhow::Result<Exit> {
    println!("Building the book …");
    let built = book::build(&workspace.root, dest, &book::Options::default())?;
    println!(
        "Built {} in {:.1} s: {}",
        count(built.pages, "page"),
        built.took.as_secs_f64(),
        built.site.display()
    );
    let broken = book::check_links(&built.site)?;
    for link in &broken {
        eprintln!("{link}");
    }
    match broken.len() {
        0 => println!("Every link leads somewhere."),
        links => eprintln!("{} broken.", count(links, "link")),
    }
    Ok(Exit::of(broken.is_empty()))
}
