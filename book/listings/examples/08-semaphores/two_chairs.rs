//! Three philosophers, three forks, and two chairs.

extern crate interleave as std;

// ANCHOR: program
use listings::Semaphore;
use std::sync::Mutex;
use std::thread;

fn dinner() {
    let red = Mutex::new(());
    let green = Mutex::new(());
    let blue = Mutex::new(());
    let chairs = Semaphore::new(2);
    let eat = |left: &Mutex<()>, right: &Mutex<()>| {
        chairs.acquire();
        {
            let _left = left.lock().unwrap();
            let _right = right.lock().unwrap();
        }
        chairs.release();
    };
    thread::scope(|s| {
        let _anna = s.spawn(|| eat(&red, &green));
        let _ben = s.spawn(|| eat(&green, &blue));
        let _cleo = s.spawn(|| eat(&blue, &red));
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(dinner));
}
