//! A signal comes while somebody sleeps in `read`.

use std::io::{self, Read, Write};

use forktest::Scene;
use interleave::Verdict;
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, sigaction};

extern "C" fn ring(_: libc::c_int) {}

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    let (mut reader, mut writer) = io::pipe()?;
    // ANCHOR: program
    let on_ring = SigAction::new(SigHandler::Handler(ring), SaFlags::empty(), SigSet::empty());
    // SAFETY: the handler does nothing.
    unsafe { sigaction(Signal::SIGUSR1, &on_ring) }?;
    let ann = scene.fork("ann", |me| {
        let mut bytes = [0; 3];
        let came = reader.read(&mut bytes).map_err(|error| error.kind());
        me.say(&format!("read: {came:?}"));
        let came = reader.read_exact(&mut bytes).map_err(|error| error.kind());
        me.say(&format!("read_exact: {came:?}"));
    });
    for _ in 0..2 {
        ann.seen();
        scene.say("sends a signal");
        kill(ann.pid(), Signal::SIGUSR1)?;
    }
    ann.seen();
    writer.write_all(b"fog")?;
    // ANCHOR_END: program
    ann.join();
    listings::show(&scene.report(Verdict::Passed, "`read` gave up, and `read_exact` did not"));
    Ok(())
}
