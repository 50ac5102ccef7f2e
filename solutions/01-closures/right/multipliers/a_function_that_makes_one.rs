//! As Python programmers do it: a function whose argument is the number.

use std::cell::Cell;
use std::rc::Rc;

pub type Op = Box<dyn Fn(i64) -> i64>;

fn times(i: i64) -> impl Fn(i64) -> i64 {
    move |x| i * x
}

pub fn multipliers(count: i64) -> Vec<Op> {
    let mut ops: Vec<Op> = vec![];
    let mut i = 0;
    while i < count {
        ops.push(Box::new(times(i)));
        i += 1;
    }
    ops
}

fn by(dial: Rc<Cell<i64>>) -> Op {
    Box::new(move |x| x * dial.get())
}

pub fn dialled(count: usize, dial: &Rc<Cell<i64>>) -> Vec<Op> {
    let mut ops = vec![];
    for _ in 0..count {
        ops.push(by(dial.clone()));
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
