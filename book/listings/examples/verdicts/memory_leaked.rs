//! Two that keep each other alive.

extern crate interleave as std;

// ANCHOR: program
use std::sync::{Arc, Mutex};

struct Guest {
    friend: Mutex<Option<Arc<Guest>>>,
}

fn program() {
    let anna = Arc::new(Guest { friend: Mutex::new(None) });
    let ben = Arc::new(Guest { friend: Mutex::new(Some(anna.clone())) });
    *anna.friend.lock().unwrap() = Some(ben);
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
