//! VERDICT: WRONG RESULT
//! The numbers come from a list, and the list comes to an end.

use std::cell::Cell;
use std::rc::Rc;

pub fn counter() -> impl FnMut() -> u64 {
    let mut numbers = [1, 2, 3].into_iter();
    move || numbers.next().unwrap_or(3)
}

pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    let calls = Rc::new(Cell::new(0));
    let asked = Rc::clone(&calls);
    let instead = move |x| {
        calls.set(calls.get() + 1);
        f(x)
    };
    (instead, move || asked.get())
}
