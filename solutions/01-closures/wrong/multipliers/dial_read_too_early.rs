//! VERDICT: WRONG RESULT
//! The dial is read when the functions are made, and never again.

use std::cell::Cell;
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
    let factor = dial.get();
    let mut ops: Vec<Op> = Vec::new();
    for _ in 0..count {
        ops.push(Box::new(move |x| factor * x));
    }
    ops
}

pub fn in_a_row(steps: Vec<Op>) -> impl Fn(i64) -> i64 {
    move |x| {
        let mut x = x;
        for step in &steps {
            x = step(x);
        }
        x
    }
}
