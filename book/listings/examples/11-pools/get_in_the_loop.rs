//! `apply_async(...).get()` in a loop, and the same with all of them handed in first.

extern crate interleave as std;

use interleave::{Explorer, Gauge, Verdict};
use std::sync::mpsc::{self, Receiver};
use std::thread;

/// Hands in a job, and returns where its result will be.
fn apply_async(job: impl FnOnce() -> u32 + Send + 'static) -> Receiver<u32> {
    let (tell, result) = mpsc::channel();
    thread::spawn(move || tell.send(job()));
    result
}

// ANCHOR: program
fn one_by_one(photos: Vec<u32>, develop: fn(u32) -> u32) -> u32 {
    let results = photos.into_iter().map(|photo| apply_async(move || develop(photo)));
    results.map(|result| result.recv().unwrap()).sum()
}

fn all_at_once(photos: Vec<u32>, develop: fn(u32) -> u32) -> u32 {
    let results = photos.into_iter().map(|photo| apply_async(move || develop(photo)));
    let handed_in: Vec<_> = results.collect();
    handed_in.into_iter().map(|result| result.recv().unwrap()).sum()
}
// ANCHOR_END: program

static BUSY: Gauge = Gauge::new();

fn develop(photo: u32) -> u32 {
    let _here = BUSY.enter();
    photo
}

fn main() {
    let what = "were two photos developed at once";
    for (name, program) in [
        ("one_by_one", one_by_one as fn(Vec<u32>, fn(u32) -> u32) -> u32),
        ("all_at_once", all_at_once),
    ] {
        let report = Explorer::new().explore_reachable(Verdict::RanSerially, what, move || {
            program(vec![1, 2], develop);
            BUSY.most() == 2
        });
        println!("{name}: {}", report.verdict);
    }
}
