//! A lock that is inherited is free when the last one who has it is gone.

use std::fs::File;
use std::io;

use forktest::Scene;
use interleave::Verdict;

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    let path = scene.path("lock");
    // ANCHOR: program
    let lock = File::create(&path)?;
    lock.lock()?;
    scene.say("has the lock, and starts ann");
    let ann = scene.fork("ann", |me| me.stop_at("tower.png in hand"));
    ann.expect_at("tower.png in hand");
    // What the kernel does for a supervisor that is killed.
    drop(lock);
    scene.say("is gone, and its descriptors with it");

    let second = scene.fork("second run", |me| {
        File::open(&path).unwrap().lock().unwrap();
        me.say("has the lock, and looks what is settled");
    });
    second.seen();
    ann.go();
    second.join();
    // ANCHOR_END: program
    ann.join();
    let message = "the second run began when the last worker of the first was gone";
    listings::show(&scene.report(Verdict::Passed, message));
    Ok(())
}
