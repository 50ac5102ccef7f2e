//! One opening of a file, two processes that have it, and a lock that keeps neither of them out.

use std::fs::File;
use std::io;

use forktest::{Me, Scene, Seen};
use interleave::Verdict;

// ANCHOR: program
fn visit(me: &Me, file: &File) {
    file.lock().unwrap();
    me.stop_at("inside");
    file.unlock().unwrap();
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    // ANCHOR: order
    let file = File::create(scene.path("key"))?;
    let anna = scene.fork("anna", |me| visit(me, &file));
    anna.expect_at("inside");
    let ben = scene.fork("ben", |me| visit(me, &file));
    // ANCHOR_END: order
    let (verdict, message) = match ben.seen() {
        Seen::At(_) => (Verdict::TwoInside, "ben came in while anna was inside"),
        _ => (Verdict::Passed, "ben waits"),
    };
    listings::show(&scene.report(verdict, message));
    Ok(())
}
