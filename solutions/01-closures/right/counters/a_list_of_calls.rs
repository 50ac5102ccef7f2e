//! The count is the length of a list, as `len(calls)` would be in Python.

use std::cell::RefCell;
use std::rc::Rc;

pub fn counter() -> impl FnMut() -> u64 {
    let mut numbers = 1..;
    move || numbers.next().unwrap()
}

pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    let calls = Rc::new(RefCell::new(Vec::new()));
    let asked = Rc::clone(&calls);
    let instead = move |x| {
        calls.borrow_mut().push(x);
        f(x)
    };
    (instead, move || asked.borrow().len() as u64)
}
