//! Two processes that write to the same place, each line in two pieces.

use std::fs::{self, File};
use std::io::{self, Write};

use forktest::{Me, Scene};

// ANCHOR: program
fn greet(me: &Me, mut out: &File, name: &str) {
    write!(out, "{name}: ").unwrap();
    me.stop_at("between the pieces");
    writeln!(out, "good evening").unwrap();
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    let path = scene.path("output");
    let out = File::options().append(true).create(true).open(&path)?;
    // ANCHOR: order
    let anna = scene.fork("anna", |me| greet(me, &out, "anna"));
    anna.expect_at("between the pieces");
    let ben = scene.fork("ben", |me| greet(me, &out, "ben"));
    ben.join();
    anna.join();
    // ANCHOR_END: order
    print!("{}", fs::read_to_string(&path)?);
    Ok(())
}
