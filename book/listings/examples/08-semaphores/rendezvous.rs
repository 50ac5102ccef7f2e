//! Neither goes on before the other has come.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use listings::Semaphore;
use std::thread;

fn meeting() {
    let (anna_is_here, ben_is_here) = (Semaphore::new(0), Semaphore::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            println!("anna comes");
            anna_is_here.release();
            ben_is_here.acquire();
            println!("anna goes on");
        });
        s.spawn(|| {
            println!("ben comes");
            ben_is_here.release();
            anna_is_here.acquire();
            println!("ben goes on");
        });
    });
}
// ANCHOR_END: program

fn main() {
    listings::outputs(interleave::Explorer::new(), meeting);
}
