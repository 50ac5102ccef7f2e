//! Ann has closed all that she should, and her pipe has no end: Ben has a copy.

use std::cell::Cell;
use std::io::{self, Read, Write};

use forktest::{Scene, Seen};
use interleave::Verdict;

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    // ANCHOR: program
    let (mut reports, to_ann) = io::pipe()?;
    let to_ann = Cell::new(Some(to_ann));
    let ann = scene.fork("ann", |me| {
        // The copy that the fork has made.
        drop(to_ann.take());
        me.say("reads to the end");
        reports.read_to_string(&mut String::new()).unwrap();
        me.say("has read all");
    });
    ann.seen();
    // Ben is forked while the pipe is open. He does not know of it.
    let ben = scene.fork("ben", |me| me.stop_at("his own work"));
    ben.expect_at("his own work");
    let mut writer = to_ann.take().unwrap();
    writer.write_all(b"fog")?;
    drop(writer);
    scene.say("writes, and closes its end");
    // ANCHOR_END: program
    let (verdict, message) = match ann.seen() {
        Seen::Asleep(call) => {
            (Verdict::Deadlock, format!("ann sleeps in {call}: who else could write?"))
        }
        seen => (Verdict::Passed, format!("ann {seen}")),
    };
    listings::show(&scene.report(verdict, message));
    ann.kill();
    ben.kill();
    Ok(())
}
