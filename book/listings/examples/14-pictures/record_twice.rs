//! A worker has written its record and is killed before it could say so.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use forktest::{Me, Scene};
use interleave::Verdict;

// ANCHOR: program
fn settle(me: &Me, results: &Path) {
    me.stop_at("tower.png posted");
    let mut file = File::options().create(true).append(true).open(results).unwrap();
    file.write_all(b"tower.png\ta tower\n").unwrap();
    me.stop_at("tower.png recorded");
    // Here it would say that it is done.
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    let (anns, bens) = (scene.path("ann.results"), scene.path("ben.results"));
    // ANCHOR: order
    let ann = scene.fork("ann", |me| settle(me, &anns));
    ann.expect_at("tower.png posted");
    ann.go();
    ann.expect_at("tower.png recorded");
    ann.kill();
    scene.say("ann had tower.png in hand, so ben gets it");
    let ben = scene.fork("ben", |me| settle(me, &bens));
    ben.join();
    // ANCHOR_END: order
    let records =
        [&anns, &bens].map(|path| fs::read_to_string(path).map_or(0, |t| t.lines().count()));
    let message = format!("tower.png has {} records", records.iter().sum::<usize>());
    listings::show(&scene.report(Verdict::DoneTwice, message));
    Ok(())
}
