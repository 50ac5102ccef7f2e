//! Start, wait, start, wait.

use std::io;

use forktest::{Me, Scene};
use interleave::Verdict;

fn sort_the_mail(me: &Me) {
    me.say("sorts the mail");
    me.stop_at("lunch");
    me.say("sorts the rest");
}

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    // ANCHOR: program
    for name in ["ann", "ben"] {
        let clerk = scene.fork(name, sort_the_mail);
        clerk.join();
    }
    // ANCHOR_END: program
    let message = "never were two clerks at work at the same time";
    listings::show(&scene.report(Verdict::RanSerially, message));
    Ok(())
}
