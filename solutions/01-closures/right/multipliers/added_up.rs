//! Multiplies by adding, and recurses through the steps.

use std::cell::Cell;
use std::rc::Rc;

pub type Op = Box<dyn Fn(i64) -> i64>;

pub fn multipliers(count: i64) -> Vec<Op> {
    let mut ops: Vec<Op> = Vec::new();
    for i in 0..count {
        ops.push(Box::new(move |x| (0..i).map(|_| x).sum()));
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

fn walk(steps: &[Op], x: i64) -> i64 {
    match steps {
        [] => x,
        [first, rest @ ..] => walk(rest, first(x)),
    }
}

pub fn in_a_row(steps: Vec<Op>) -> impl Fn(i64) -> i64 {
    move |x| walk(&steps, x)
}
