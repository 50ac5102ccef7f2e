//! A guard puts back what was there, whatever happens.

// ANCHOR: guard
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

struct Dark<'a> {
    lamp: &'a Cell<bool>,
    before: bool,
}

fn darken(lamp: &Cell<bool>) -> Dark<'_> {
    Dark { lamp, before: lamp.replace(false) }
}

impl Drop for Dark<'_> {
    fn drop(&mut self) {
        self.lamp.set(self.before);
    }
}

fn in_the_dark<R>(lamp: &Cell<bool>, film: impl FnOnce() -> R) -> R {
    let _dark = darken(lamp);
    film()
}
// ANCHOR_END: guard

fn main() {
    let lamp = Cell::new(true);
    // ANCHOR: torn
    let evening = catch_unwind(AssertUnwindSafe(|| {
        in_the_dark(&lamp, || {
            "90 minutes".parse::<u32>().unwrap();
        });
    }));
    println!("the film tore: {}", evening.is_err());
    println!("lit: {}", lamp.get());
    // ANCHOR_END: torn
}
