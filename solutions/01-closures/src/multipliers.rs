//! # Four multipliers
//!
//! A loop makes four functions. In Python all four multiply by 3, since they ask for `i` when they are called, and by
//! then the loop is over. You decide: a number of their own, or one number for all of them that somebody can still
//! turn.
//!
//! 1. `multipliers`: each function keeps the number that it was made with.
//! 2. `dialled`: all functions look at one dial, and they look when they are called.
//! 3. `in_a_row`: several functions become one.
//!
//! Check it with `cargo test -p closures --test multipliers`.

use std::cell::Cell;
use std::rc::Rc;

/// A function from a number to a number. Two closures have two types, and in a box they fit into one vector.
pub type Op = Box<dyn Fn(i64) -> i64>;

/// `count` functions. The first multiplies by 0, the next by 1, and so on.
///
/// None of them knows of the others.
pub fn multipliers(count: i64) -> Vec<Op> {
    // ANSWER
    // | todo!("make `count` functions, each with a number of its own")
    let mut ops: Vec<Op> = Vec::new();
    for i in 0..count {
        // `move` copies `i` into the closure. The next round has another `i`, and this one is gone then.
        ops.push(Box::new(move |x| i * x));
    }
    ops
    // END
}

/// `count` functions that multiply by what `dial` shows at the moment of the call.
///
/// It is the caller's dial: when the caller turns it, all the functions change.
pub fn dialled(count: usize, dial: &Rc<Cell<i64>>) -> Vec<Op> {
    // ANSWER
    // | todo!("make `count` functions that share the dial")
    let mut ops: Vec<Op> = Vec::new();
    for _ in 0..count {
        // Another handle to the same dial. The closure has to own one: it may live longer than the borrow.
        let dial = Rc::clone(dial);
        ops.push(Box::new(move |x| dial.get() * x));
    }
    ops
    // END
}

/// One function that does all `steps`: the first with the number it is given, each next with what the one before
/// returned. Each call takes each step once. With no steps the number stays what it is.
pub fn in_a_row(steps: Vec<Op>) -> impl Fn(i64) -> i64 {
    // ANSWER
    // | move |x| todo!("send x through all the steps")
    move |x| {
        let mut x = x;
        for step in &steps {
            x = step(x);
        }
        x
    }
    // END
}
