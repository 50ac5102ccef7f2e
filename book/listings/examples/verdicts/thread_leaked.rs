//! A worker that waits for jobs, and keeps its own channel open.

extern crate interleave as std;

// ANCHOR: program
use std::sync::mpsc;
use std::thread;

fn program() {
    let (jobs, todo) = mpsc::channel::<u32>();
    let follow_ups = jobs.clone();
    thread::spawn(move || {
        for job in todo {
            if job > 0 {
                follow_ups.send(job - 1).unwrap();
            }
        }
    });
    jobs.send(1).unwrap();
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
