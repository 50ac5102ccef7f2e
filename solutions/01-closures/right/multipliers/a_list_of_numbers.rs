//! The functions share one list of numbers, and each looks at its own place in it.

use std::cell::Cell;
use std::rc::Rc;

pub type Op = Box<dyn Fn(i64) -> i64>;

pub fn multipliers(count: i64) -> Vec<Op> {
    let numbers: Rc<Vec<i64>> = Rc::new((0..count).collect());
    let mut ops: Vec<Op> = Vec::new();
    for place in 0..numbers.len() {
        let numbers = Rc::clone(&numbers);
        ops.push(Box::new(move |x| numbers[place] * x));
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
