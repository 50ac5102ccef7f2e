//! VERDICT: WRONG RESULT
//! The functions share a dial, but it is not the one the caller turns.

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
    let dial = Rc::new(Cell::new(dial.get()));
    (0..count)
        .map(|_| {
            let dial = Rc::clone(&dial);
            Box::new(move |x| dial.get() * x) as Op
        })
        .collect()
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
