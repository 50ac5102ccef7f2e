//! The ticket file again, with a lock that both processes know.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use forktest::{Me, Scene};
use interleave::Verdict;

// ANCHOR: program
fn sell(me: &Me, path: &Path) {
    let file = File::open(path).unwrap();
    file.lock().unwrap();
    me.say("has the lock");
    let left: u32 = fs::read_to_string(path).unwrap().trim().parse().unwrap();
    me.stop_at("ticket printed");
    fs::write(path, format!("{}\n", left - 1)).unwrap();
    me.say(&format!("writes {}", left - 1));
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    let path = scene.path("tickets");
    // ANCHOR: order
    fs::write(&path, "10\n")?;
    let anna = scene.fork("anna", |me| sell(me, &path));
    anna.expect_at("ticket printed");
    let ben = scene.fork("ben", |me| sell(me, &path));
    ben.seen();
    anna.go();
    ben.expect_at("ticket printed");
    anna.join();
    ben.join();
    // ANCHOR_END: order
    let left = fs::read_to_string(&path)?;
    let message = format!("two tickets were sold, and of 10 there are {} left", left.trim());
    listings::show(&scene.report(Verdict::Passed, message));
    Ok(())
}
