//! With iterators instead of loops.

use std::cell::Cell;
use std::rc::Rc;

pub type Op = Box<dyn Fn(i64) -> i64>;

pub fn multipliers(count: i64) -> Vec<Op> {
    (0..count).map(|i| Box::new(move |x| i * x) as Op).collect()
}

pub fn dialled(count: usize, dial: &Rc<Cell<i64>>) -> Vec<Op> {
    std::iter::repeat_with(|| Rc::clone(dial))
        .take(count)
        .map(|dial| Box::new(move |x| dial.get() * x) as Op)
        .collect()
}

pub fn in_a_row(steps: Vec<Op>) -> impl Fn(i64) -> i64 {
    move |x| steps.iter().fold(x, |x, step| step(x))
}
