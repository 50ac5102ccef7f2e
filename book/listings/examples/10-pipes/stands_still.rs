//! The same text, only longer: both processes sleep.

use std::io::{self, Read, Write};

use forktest::{Me, Scene, Seen};
use interleave::Verdict;

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    let text = vec![b'a'; 200_000];
    // ANCHOR: program
    let (mut theirs, mut to_child) = io::pipe()?;
    let (mut from_child, mut answer) = io::pipe()?;
    let translator = |me: &Me| {
        let mut piece = [0; 4096];
        for number in 1.. {
            let read = theirs.read(&mut piece).unwrap();
            answer.write_all(&piece[..read].to_ascii_uppercase()).unwrap();
            if number == 16 {
                me.say("has written 65,536 bytes");
            }
        }
    };
    let harbour = |me: &Me| {
        me.say("writes 200,000 bytes");
        to_child.write_all(&text).unwrap();
        me.say("has written all, and reads");
        from_child.read_to_end(&mut Vec::new()).unwrap();
    };
    // ANCHOR_END: program
    let translator = scene.fork("translator", translator);
    translator.seen();
    let harbour = scene.fork("harbour", harbour);
    let (one, other) = (harbour.seen(), translator.seen());
    let message = "the harbour waits for the translator to read, who waits for the harbour to read";
    let verdict = match (one, other) {
        (Seen::Asleep(_), Seen::Asleep(_)) => Verdict::Deadlock,
        _ => Verdict::Passed,
    };
    listings::show(&scene.report(verdict, message));
    harbour.kill();
    translator.kill();
    Ok(())
}
