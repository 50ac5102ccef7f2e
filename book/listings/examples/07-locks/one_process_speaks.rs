//! Two processes that write to the same place, each line in two pieces, one process at a time.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use forktest::{Me, Scene};

// ANCHOR: program
fn greet(me: &Me, path: &Path, name: &str) {
    let mut out = File::options().append(true).open(path).unwrap();
    out.lock().unwrap();
    write!(out, "{name}: ").unwrap();
    me.stop_at("between the pieces");
    writeln!(out, "good evening").unwrap();
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    let path = scene.path("output");
    File::create(&path)?;
    let anna = scene.fork("anna", |me| greet(me, &path, "anna"));
    anna.expect_at("between the pieces");
    let ben = scene.fork("ben", |me| greet(me, &path, "ben"));
    println!("ben {}", ben.seen());
    anna.join();
    ben.join();
    print!("{}", fs::read_to_string(&path)?);
    Ok(())
}
