//! As in Python: a dictionary that both closures know.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

pub fn counter() -> impl FnMut() -> u64 {
    let mut calls = 0;
    move || {
        calls += 1;
        calls
    }
}

pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    let state: Rc<RefCell<HashMap<&str, u64>>> = Rc::default();
    let asked = state.clone();
    let instead = move |x| {
        *state.borrow_mut().entry("calls").or_default() += 1;
        f(x)
    };
    (instead, move || asked.borrow().get("calls").copied().unwrap_or(0))
}
