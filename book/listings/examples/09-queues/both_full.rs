//! Jobs go one way and results the other, through channels that are full.

extern crate interleave as std;

// ANCHOR: program
use std::sync::mpsc;
use std::thread;

fn office() {
    let (give, jobs) = mpsc::sync_channel(1);
    let (answer, results) = mpsc::sync_channel(1);
    let worker = thread::spawn(move || {
        for job in jobs {
            answer.send(job * job).unwrap();
        }
    });
    for job in 1..=4_u32 {
        give.send(job).unwrap();
    }
    drop(give);
    let sum: u32 = results.iter().sum();
    assert_eq!(sum, 1 + 4 + 9 + 16);
    worker.join().unwrap();
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(office));
}
