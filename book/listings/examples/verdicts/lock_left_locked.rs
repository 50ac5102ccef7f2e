//! A guard that is forgotten is never dropped.

extern crate interleave as std;

// ANCHOR: program
use interleave::require;
use std::sync::Mutex;

fn program() {
    let door = Mutex::new(());
    let key = door.lock().unwrap();
    std::mem::forget(key);
    require!(door.try_lock().is_ok(), LockLeftLocked, "the door stays shut");
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
