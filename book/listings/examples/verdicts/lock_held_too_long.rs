//! A lock held during work that does not need it.

extern crate interleave as std;

// ANCHOR: program
use interleave::Gauge;
use std::sync::Mutex;
use std::thread;

fn program() -> bool {
    let (log, looking) = (Mutex::new(Vec::new()), Gauge::new());
    let report = || {
        let mut log = log.lock().unwrap();
        let _walk = looking.enter();
        log.push("all quiet");
    };
    thread::scope(|s| {
        let _anna = s.spawn(report);
        let _ben = s.spawn(report);
    });
    looking.most() == 2
}
// ANCHOR_END: program

fn main() {
    let what = "were two of them looking at once";
    let report = interleave::Explorer::new().explore_reachable(
        interleave::Verdict::LockHeldTooLong,
        what,
        program,
    );
    print!("{}", report.text(80, false));
}
