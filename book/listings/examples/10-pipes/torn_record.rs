//! A long record waits for room in the middle, and a short one comes in between.

use std::io::{self, Read, Write};

use forktest::Scene;
use forktest::process::{State, state};
use interleave::Verdict;
use nix::sys::signal::{Signal, kill};

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    // ANCHOR: program
    let (mut reader, mut writer) = io::pipe()?;
    let mut copy = writer.try_clone()?;
    let ann = scene.fork("ann", |me| {
        me.say("writes 100,000 bytes, in one call");
        writer.write_all(&[b'a'; 100_000]).unwrap();
    });
    ann.seen();
    // She stands still for a moment, as every process does now and then.
    kill(ann.pid(), Signal::SIGSTOP)?;
    while state(ann.pid()) != State::Stopped {}
    let mut log = vec![0; 10_000];
    reader.read_exact(&mut log)?;
    scene.say("reads 10,000 bytes");
    let ben = scene.fork("ben", |me| {
        me.say("writes 3 bytes");
        copy.write_all(b"BEN").unwrap();
    });
    ben.join();
    kill(ann.pid(), Signal::SIGCONT)?;
    log.resize(100_003, 0);
    reader.read_exact(&mut log[10_000..])?;
    let before = log.iter().position(|&byte| byte == b'B').unwrap();
    scene.say(&format!(
        "read {before} bytes of ann's, then ben's, then {} of ann's",
        100_000 - before
    ));
    // ANCHOR_END: program
    ann.join();
    let (verdict, message) = match before {
        0 | 100_000 => (Verdict::Passed, "one after the other"),
        _ => (Verdict::TornWrite, "ben's record is in the middle of ann's"),
    };
    listings::show(&scene.report(verdict, message));
    Ok(())
}
