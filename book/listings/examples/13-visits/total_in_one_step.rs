//! A month's total to which a day is added in one step.

extern crate interleave as std;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::thread;

// ANCHOR: program
fn add(total: &Mutex<BTreeSet<&str>>, visitors: &[&'static str]) {
    total.lock().unwrap().extend(visitors);
}
// ANCHOR_END: program

fn month() {
    let total = Mutex::new(BTreeSet::new());
    thread::scope(|s| {
        let _first = s.spawn(|| add(&total, &["anna", "ben"]));
        let _second = s.spawn(|| add(&total, &["ben", "cleo"]));
    });
    let visitors = total.into_inner().unwrap().len();
    interleave::require!(
        visitors == 3,
        LostUpdate,
        "three visitors came, and {visitors} were counted"
    );
}

fn main() {
    listings::show(&interleave::Explorer::new().explore(month));
    listings::game(interleave::Explorer::new(), month);
}
