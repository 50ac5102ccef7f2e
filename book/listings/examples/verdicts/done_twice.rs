//! A letter is handed out again, since nobody has said that it was delivered.

extern crate interleave as std;

// ANCHOR: program
use interleave::require;
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

fn program() {
    let delivered = Mutex::new(0);
    thread::scope(|s| {
        for _postman in ["ann", "ben"] {
            let (say, hear) = mpsc::channel();
            let delivered = &delivered;
            s.spawn(move || {
                // It may take a minute to walk there.
                thread::sleep(Duration::from_secs(60));
                *delivered.lock().unwrap() += 1;
                let _ = say.send("delivered");
            });
            if hear.recv_timeout(Duration::from_secs(60)).is_ok() {
                break;
            }
        }
    });
    let times = *delivered.lock().unwrap();
    require!(
        times == 1,
        DoneTwice,
        "one letter was handed out, and it was delivered {times} times"
    );
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
