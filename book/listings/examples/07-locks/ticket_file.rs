//! Two windows, two processes, one file, and a mutex of their own for each.

use std::path::Path;
use std::sync::Mutex;
use std::{fs, io};

use forktest::{Me, Scene};
use interleave::Verdict;

// ANCHOR: program
/// One window may use the ticket file at a time.
static TICKETS: Mutex<()> = Mutex::new(());

fn sell(me: &Me, path: &Path) {
    let _turn = TICKETS.lock().unwrap();
    let left: u32 = fs::read_to_string(path).unwrap().trim().parse().unwrap();
    me.say(&format!("reads {left}"));
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
    ben.expect_at("ticket printed");
    anna.join();
    ben.join();
    let left = fs::read_to_string(&path)?;
    // ANCHOR_END: order
    let message = format!("two tickets were sold, and of 10 there are {} left", left.trim());
    listings::show(&scene.report(Verdict::LostUpdate, message));
    Ok(())
}
