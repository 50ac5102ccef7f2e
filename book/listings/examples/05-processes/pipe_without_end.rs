//! A reader who waits for the end of the data, and holds the pipe open itself.

use std::io::{self, Read, Write};

use forktest::{Scene, Seen};
use interleave::Verdict;

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    // ANCHOR: program
    let (mut out, mut slot) = io::pipe()?;
    let reader = scene.fork("reader", |me| {
        let mut letters = String::new();
        out.read_to_string(&mut letters).unwrap();
        me.say("has read all");
    });
    slot.write_all(b"a letter")?;
    drop(slot);
    scene.say("wrote a letter, and closed the slot");
    // ANCHOR_END: program
    let (verdict, message) = match reader.seen() {
        Seen::Asleep(call) => {
            (Verdict::Deadlock, format!("the reader sleeps in {call}, and nobody else can write"))
        }
        seen => (Verdict::Passed, format!("the reader {seen}")),
    };
    listings::show(&scene.report(verdict, message));
    reader.kill();
    Ok(())
}
