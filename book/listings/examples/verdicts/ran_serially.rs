//! A join right after a spawn.

extern crate interleave as std;

// ANCHOR: program
use interleave::Gauge;
use std::thread;

fn program() -> bool {
    let working = Gauge::new();
    let work = || drop(working.enter());
    thread::scope(|s| {
        for _ in 0..2 {
            let worker = s.spawn(work);
            worker.join().unwrap();
        }
    });
    working.most() == 2
}
// ANCHOR_END: program

fn main() {
    let what = "were two at work at the same time";
    let report = interleave::Explorer::new().explore_reachable(
        interleave::Verdict::RanSerially,
        what,
        program,
    );
    print!("{}", report.text(80, false));
}
