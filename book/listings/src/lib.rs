//! Every program that the book shows is in `examples/`, by chapter; what it printed is in `recorded/`.
//!
//! `cargo test -p listings` runs each program and compares. `UPDATE_RECORDED=1 cargo test -p listings` records
//! what the programs print now.

use std::path::PathBuf;

use interleave::Report;

/// Prints a report as the book shows it, and leaves the run for the book's player if the recorder asks for it.
///
/// # Panics
/// If the recorder's folder cannot be written to.
pub fn show(report: &Report) {
    print!("{}", report.text(80, false));
    if let Some(path) = std::env::var_os("LISTING_TRACE").map(PathBuf::from) {
        std::fs::write(&path, report.to_json())
            .unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
    }
}
