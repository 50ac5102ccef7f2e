//! The deques of crossbeam: a worker's own end, and the end for thieves.

// ANCHOR: program
use crossbeam::deque::{Steal, Worker};

fn main() {
    let (anna, ben) = (Worker::new_lifo(), Worker::new_lifo());
    for job in 1..=6 {
        anna.push(job);
    }
    println!("anna takes {:?}, which is her newest", anna.pop());
    println!("ben has {:?}", ben.pop());
    loop {
        match anna.stealer().steal_batch_and_pop(&ben) {
            Steal::Success(job) => break println!("ben steals, and begins with {job}"),
            Steal::Empty => break println!("there is nothing to steal"),
            // Somebody else came in between. Look again.
            Steal::Retry => {}
        }
    }
    println!("then ben has {} more, and anna has {}", ben.len(), anna.len());
}
// ANCHOR_END: program
