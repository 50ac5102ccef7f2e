//! A pipe is a queue between processes, and forgets what it has given out.

use std::io::{self, PipeReader, Read, Write};

use forktest::{Me, Scene};
use interleave::Verdict;

// ANCHOR: program
fn work(me: &Me, mut jobs: &PipeReader) {
    let mut job = [0];
    while jobs.read_exact(&mut job).is_ok() {
        me.say(&format!("takes job {}", job[0]));
        me.stop_at("work");
    }
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    // ANCHOR: order
    let (jobs, mut give) = io::pipe()?;
    give.write_all(&[1, 2])?;
    let carl = scene.fork("carl", |me| work(me, &jobs));
    carl.expect_at("work");
    carl.kill();
    let dora = scene.fork("dora", |me| work(me, &jobs));
    dora.expect_at("work");
    // ANCHOR_END: order
    let message = "carl was killed with job 1, and the pipe has nothing left of it";
    listings::show(&scene.report(Verdict::MessageLost, message));
    dora.kill();
    Ok(())
}
