//! A mode switched off, and not on again after a panic.

// ANCHOR: program
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

fn in_the_dark<R>(lamp: &Cell<bool>, film: impl FnOnce() -> R) -> R {
    lamp.set(false);
    let result = film();
    lamp.set(true);
    result
}

fn main() {
    let lamp = Cell::new(true);
    in_the_dark(&lamp, || println!("a film is shown"));
    println!("lit: {}", lamp.get());

    let evening = catch_unwind(AssertUnwindSafe(|| {
        in_the_dark(&lamp, || {
            "90 minutes".parse::<u32>().unwrap();
        });
    }));
    println!("the film tore: {}", evening.is_err());
    println!("lit: {}", lamp.get());
}
// ANCHOR_END: program
