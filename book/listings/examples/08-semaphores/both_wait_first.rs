//! Both wait for the other before they say that they are there.

extern crate interleave as std;

// ANCHOR: program
use listings::Semaphore;
use std::thread;

fn meeting() {
    let (anna_is_here, ben_is_here) = (Semaphore::new(0), Semaphore::new(0));
    thread::scope(|s| {
        let _anna = s.spawn(|| {
            ben_is_here.acquire();
            anna_is_here.release();
        });
        let _ben = s.spawn(|| {
            anna_is_here.acquire();
            ben_is_here.release();
        });
    });
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), meeting);
}
