//! A pool from crossbeam's channels, where several threads may receive.

use crossbeam::channel;
use std::thread;

// ANCHOR: program
fn main() {
    let (hand_in, jobs) = channel::unbounded::<(usize, &str)>();
    let (tell, results) = channel::unbounded();
    thread::scope(|s| {
        for _ in 0..3 {
            let (jobs, tell) = (jobs.clone(), tell.clone());
            s.spawn(move || {
                for (number, word) in jobs {
                    tell.send((number, word.to_uppercase())).unwrap();
                }
            });
        }
        for job in ["pool", "queue", "pipe"].into_iter().enumerate() {
            hand_in.send(job).unwrap();
        }
        drop((hand_in, tell));
    });
    let mut results: Vec<(usize, String)> = results.iter().collect();
    results.sort();
    println!("{results:?}");
}
// ANCHOR_END: program
