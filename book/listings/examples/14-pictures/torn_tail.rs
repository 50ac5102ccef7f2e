//! A line in two writes, and a kill in between.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use forktest::{Me, Scene};
use interleave::Verdict;

// ANCHOR: program
fn record(me: &Me, errors: &Path, path: &str, why: &str) {
    let mut file = File::options().create(true).append(true).open(errors).unwrap();
    file.write_all(format!("{path}\t").as_bytes()).unwrap();
    me.stop_at("half a line");
    file.write_all(format!("{why}\n").as_bytes()).unwrap();
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    let errors = scene.path("errors");
    // ANCHOR: order
    let ann = scene.fork("ann", |me| record(me, &errors, "tower.png", "too large"));
    ann.expect_at("half a line");
    ann.kill();
    let ben = scene.fork("ben", |me| record(me, &errors, "well.png", "no answer"));
    ben.join();
    // ANCHOR_END: order
    let message = format!("{:?} is in the file", fs::read_to_string(&errors)?);
    listings::show(&scene.report(Verdict::TornWrite, message));
    Ok(())
}
