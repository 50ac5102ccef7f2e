//! VERDICT: WRONG RESULT
//! The first call takes the steps out, and for the second one none are left.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

pub type Op = Box<dyn Fn(i64) -> i64>;

pub fn multipliers(count: i64) -> Vec<Op> {
    let mut ops: Vec<Op> = Vec::new();
    for i in 0..count {
        ops.push(Box::new(move |x| i * x));
    }
    ops
}

pub fn dialled(count: usize, dial: &Rc<Cell<i64>>) -> Vec<Op> {
    let mut ops: Vec<Op> = Vec::new();
    for _ in 0..count {
        let dial = Rc::clone(dial);
        ops.push(Box::new(move |x| dial.get() * x));
    }
    ops
}

pub fn in_a_row(steps: Vec<Op>) -> impl Fn(i64) -> i64 {
    let steps = RefCell::new(steps);
    move |x| {
        let mut x = x;
        for step in steps.take() {
            x = step(x);
        }
        x
    }
}
