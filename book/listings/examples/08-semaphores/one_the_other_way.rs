//! Three philosophers, three forks, and one of them begins on the other side.

extern crate interleave as std;

use std::sync::Mutex;
use std::thread;

fn dinner() {
    let red = Mutex::new(());
    let green = Mutex::new(());
    let blue = Mutex::new(());
    let eat = |first: &Mutex<()>, second: &Mutex<()>| {
        let _first = first.lock().unwrap();
        let _second = second.lock().unwrap();
    };
    // ANCHOR: program
    thread::scope(|s| {
        let _anna = s.spawn(|| eat(&red, &green));
        let _ben = s.spawn(|| eat(&green, &blue));
        let _cleo = s.spawn(|| eat(&red, &blue));
    });
    // ANCHOR_END: program
}

fn main() {
    listings::show(&interleave::Explorer::new().explore(dinner));
    listings::game(interleave::Explorer::new(), dinner);
}
