//! Two locks, taken in two orders.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn program() {
    let (salt, pepper) = (Mutex::new(()), Mutex::new(()));
    thread::scope(|s| {
        let _anna = s.spawn(|| {
            let _salt = salt.lock().unwrap();
            let _pepper = pepper.lock().unwrap();
        });
        let _ben = s.spawn(|| {
            let _pepper = pepper.lock().unwrap();
            let _salt = salt.lock().unwrap();
        });
    });
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
