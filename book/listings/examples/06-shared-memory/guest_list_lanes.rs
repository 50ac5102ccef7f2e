//! A list that a child appends to, step by step.

use std::io;

use forktest::Scene;
use interleave::Verdict;

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    // ANCHOR: program
    let mut guests = vec!["Ann"];
    let child = scene.fork("child", |me| {
        guests.push("Ben");
        me.say(&format!("has {guests:?}"));
        me.stop_at("has written");
    });
    child.expect_at("has written");
    scene.say(&format!("has {guests:?}"));
    // ANCHOR_END: program
    listings::show(
        &scene.report(Verdict::WrongResult, "a guest was added, and one is on the list"),
    );
    child.join();
    Ok(())
}
