//! A job panics, and whoever waits for its result is told that all is well.

extern crate interleave as std;

// ANCHOR: program
use std::panic::catch_unwind;
use std::thread;

fn sent() -> usize {
    let jobs: [fn(); 2] = [|| (), || panic!("no such address")];
    let worker = thread::spawn(move || {
        for job in jobs {
            let _ = catch_unwind(job);
        }
        jobs.len()
    });
    worker.join().unwrap()
}

fn program() {
    let sent = sent();
    interleave::require!(
        sent == 1,
        PanicSwallowed,
        "one of two has panicked, and {sent} were sent"
    );
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
