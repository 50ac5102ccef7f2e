//! VERDICT: DOES NOT COMPILE
//! Each closure has a type of its own, and a vector holds values of one type.

use std::cell::Cell;
use std::rc::Rc;

pub type Op = Box<dyn Fn(i64) -> i64>;

pub fn multipliers(count: i64) -> Vec<Op> {
    let mut ops = vec![|x: i64| 0 * x, |x: i64| x];
    for i in 2..count {
        ops.push(move |x: i64| i * x);
    }
    ops.into_iter().map(|op| Box::new(op) as Op).collect()
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
