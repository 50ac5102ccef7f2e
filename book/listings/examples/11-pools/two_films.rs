//! A pool of one worker that nobody waits for.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc;
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

fn evening() -> usize {
    let (hand_in, jobs) = mpsc::channel::<Job>();
    let _worker = thread::spawn(move || jobs.into_iter().for_each(|job| job()));

    let developed = Arc::new(AtomicUsize::new(0));
    for _film in 0..2 {
        let developed = developed.clone();
        let develop = move || _ = developed.fetch_add(1, SeqCst);
        hand_in.send(Box::new(develop)).unwrap();
    }
    drop(hand_in);
    developed.load(SeqCst)
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), evening);
}
