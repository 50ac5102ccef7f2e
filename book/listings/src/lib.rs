//! Every program that the book shows is in `examples/`, by chapter; what it printed is in `recorded/`.
//!
//! `cargo test -p listings` runs each program and compares. `UPDATE_RECORDED=1 cargo test -p listings` records
//! what the programs print now.

mod game;
/// As the exercise `downloads` of chapter 12 has it.
#[path = "../../../exercises/12-coroutines/src/http.rs"]
pub mod http;
mod outcomes;
mod semaphore;
mod tasks;

use std::path::PathBuf;

use interleave::Report;

pub use game::game;
pub use outcomes::{outcomes, outputs};
pub use semaphore::Semaphore;
pub use tasks::{Boxed, make_way, take_turns};

/// Prints a report as the book shows it, and leaves the run for the book's player.
///
/// # Panics
/// If the recorder's folder cannot be written to.
pub fn show(report: &Report) {
    print!("{}", report.text(80, false));
    leave("json", &report.to_json());
}

/// Writes `recorded/<name>.<ending>`, if the recorder asks for such files.
fn leave(ending: &str, text: &str) {
    let Some(stem) = std::env::var_os("LISTING_FILES").map(PathBuf::from) else { return };
    let path = stem.with_added_extension(ending);
    std::fs::write(&path, text)
        .unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
}
