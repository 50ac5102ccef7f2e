//! VERDICT: WRONG RESULT
//! As in Python: all four look at one `i`, and the loop leaves it at its last value.

use std::cell::Cell;
use std::rc::Rc;

pub type Op = Box<dyn Fn(i64) -> i64>;

pub fn multipliers(count: i64) -> Vec<Op> {
    let i = Rc::new(Cell::new(0));
    let mut ops: Vec<Op> = Vec::new();
    for number in 0..count {
        i.set(number);
        let i = Rc::clone(&i);
        ops.push(Box::new(move |x| i.get() * x));
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
    move |x| {
        let mut x = x;
        for step in &steps {
            x = step(x);
        }
        x
    }
}
