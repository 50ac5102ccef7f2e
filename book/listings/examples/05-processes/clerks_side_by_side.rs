//! All are started, then all are waited for.

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
    let ann = scene.fork("ann", sort_the_mail);
    ann.expect_at("lunch");
    let ben = scene.fork("ben", sort_the_mail);
    ben.expect_at("lunch");
    ann.join();
    ben.join();
    // ANCHOR_END: program
    listings::show(&scene.report(Verdict::Passed, "both were at work at the same time"));
    Ok(())
}
