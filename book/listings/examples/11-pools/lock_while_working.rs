//! The guard in a `while let` lives as long as the job.

extern crate interleave as std;

use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

// ANCHOR: program
fn work(jobs: &Mutex<Receiver<Job>>) {
    while let Ok(job) = jobs.lock().unwrap().recv() {
        job();
    }
}
// ANCHOR_END: program

fn two_at_once() -> bool {
    let busy = Arc::new(interleave::Gauge::new());
    let (hand_in, jobs) = mpsc::channel::<Job>();
    let jobs = Mutex::new(jobs);
    thread::scope(|s| {
        let _anna = s.spawn(|| work(&jobs));
        let _ben = s.spawn(|| work(&jobs));
        for _photo in 0..2 {
            let busy = busy.clone();
            hand_in.send(Box::new(move || drop(busy.enter()))).unwrap();
        }
        drop(hand_in);
    });
    busy.most() == 2
}

fn main() {
    let what = "were two photos developed at once";
    let explorer = interleave::Explorer::new();
    listings::show(&explorer.explore_reachable(
        interleave::Verdict::RanSerially,
        what,
        two_at_once,
    ));
}
