//! A job that waits for another job of the same pool.

extern crate interleave as std;

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

fn work(jobs: &Mutex<Receiver<Job>>) {
    loop {
        let job = jobs.lock().unwrap().recv();
        let Ok(job) = job else { return };
        job();
    }
}

// ANCHOR: program
fn develop_and_print(hand_in: &Sender<Job>) {
    let (tell, developed) = mpsc::channel();
    hand_in.send(Box::new(move || tell.send("developed").unwrap())).unwrap();
    assert_eq!(developed.recv(), Ok("developed"));
}

fn evening() {
    let (hand_in, jobs) = mpsc::channel::<Job>();
    let jobs = Arc::new(Mutex::new(jobs));
    let anna = thread::spawn(move || work(&jobs));
    let again = hand_in.clone();
    hand_in.send(Box::new(move || develop_and_print(&again))).unwrap();
    drop(hand_in);
    anna.join().unwrap();
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
}
