//! Several threads receive from one channel of crossbeam: each job goes to one of them.

// ANCHOR: program
use crossbeam::channel::unbounded;
use std::thread;

fn main() {
    let (give, jobs) = unbounded();
    let done: Vec<u32> = thread::scope(|s| {
        let clerks = [jobs.clone(), jobs].map(|jobs| s.spawn(move || jobs.iter().sum::<u32>()));
        for job in 1..=100 {
            give.send(job).unwrap();
        }
        drop(give);
        clerks.into_iter().map(|clerk| clerk.join().unwrap()).collect()
    });
    println!("together: {}", done.iter().sum::<u32>());
}
// ANCHOR_END: program
