//! A writer is killed between the pieces of its record, and the next one goes on writing.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use forktest::{Me, Scene};

// ANCHOR: program
fn report(me: &Me, path: &Path, name: &str) {
    let mut log = File::options().append(true).open(path).unwrap();
    log.lock().unwrap();
    write!(log, "{name}: ").unwrap();
    me.stop_at("the end of the corridor");
    writeln!(log, "all doors closed").unwrap();
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    let path = scene.path("log");
    fs::write(&path, "")?;
    // ANCHOR: order
    let anna = scene.fork("anna", |me| report(me, &path, "anna"));
    anna.expect_at("the end of the corridor");
    anna.kill();
    let ben = scene.fork("ben", |me| report(me, &path, "ben"));
    ben.join();
    // ANCHOR_END: order
    print!("{}", fs::read_to_string(&path)?);
    Ok(())
}
