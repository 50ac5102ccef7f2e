//! What `src/multipliers.rs` promises.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use closures::multipliers::{Op, dialled, in_a_row, multipliers};
use interleave::{check, require};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(i64) -> Vec<Op> = multipliers;
const _: fn(usize, &Rc<Cell<i64>>) -> Vec<Op> = dialled;

/// What the functions make of `x`.
fn all(ops: &[Op], x: i64) -> Vec<i64> {
    ops.iter().map(|op| op(x)).collect()
}

#[test]
fn each_multiplier_has_a_number_of_its_own() {
    check(|| {
        let ops = multipliers(4);
        let of_two = all(&ops, 2);
        require!(
            of_two == [0, 2, 4, 6],
            WrongResult,
            "four multipliers made of 2: {of_two:?}, and should make [0, 2, 4, 6]: which `i` does each of them keep, \
             and since when?"
        );
        let again = all(&ops, -3);
        require!(
            again == [0, -3, -6, -9],
            WrongResult,
            "the same four, called again, made of -3: {again:?}, and should make [0, -3, -6, -9]"
        );
    });
}

#[test]
fn there_are_as_many_multipliers_as_asked_for() {
    check(|| {
        for count in [0, 1, 7] {
            let made = multipliers(count).len();
            require!(
                made as i64 == count,
                WrongResult,
                "`multipliers({count})` returned {made} functions"
            );
            let made = dialled(count as usize, &Rc::new(Cell::new(1))).len();
            require!(
                made as i64 == count,
                WrongResult,
                "`dialled({count}, …)` returned {made} functions"
            );
        }
    });
}

#[test]
fn two_loops_do_not_share_their_numbers() {
    check(|| {
        let (three, four) = (multipliers(3), multipliers(4));
        let of_one = (all(&three, 1), all(&four, 1));
        require!(
            of_one == (vec![0, 1, 2], vec![0, 1, 2, 3]),
            WrongResult,
            "three multipliers, then four others, made of 1: {of_one:?}. Where does the number live?"
        );
    });
}

#[test]
fn a_long_row_of_multipliers_goes_on_as_it_began() {
    check(|| {
        let of_one = all(&multipliers(100), 1);
        let wanted: Vec<i64> = (0..100).collect();
        require!(
            of_one == wanted,
            WrongResult,
            "a hundred multipliers made of 1: {of_one:?}, and should make 0 to 99"
        );
    });
}

#[test]
fn a_multiplier_outlives_the_others() {
    check(|| {
        let last = multipliers(4).pop();
        let of_ten = last.map(|op| op(10));
        require!(
            of_ten == Some(30),
            WrongResult,
            "the last of four, with the others gone, made {of_ten:?} of 10"
        );
    });
}

#[test]
fn a_turn_of_the_dial_changes_all_that_look_at_it() {
    check(|| {
        let dial = Rc::new(Cell::new(3));
        let ops = dialled(4, &dial);
        let before = all(&ops, 2);
        require!(
            before == [6, 6, 6, 6],
            WrongResult,
            "the dial shows 3, and the four functions made of 2: {before:?}"
        );
        dial.set(-10);
        let after = all(&ops, 2);
        require!(
            after == [-20, -20, -20, -20],
            WrongResult,
            "the dial was turned from 3 to -10, and the four functions make of 2: {after:?}. When do they look at it, \
             and is it the caller's dial?"
        );
        let shows = dial.get();
        require!(
            shows == -10,
            WrongResult,
            "the dial was set to -10 and shows {shows}: who turned it?"
        );
    });
}

#[test]
fn two_dials_are_two() {
    check(|| {
        let (dial, other) = (Rc::new(Cell::new(2)), Rc::new(Cell::new(5)));
        let (ops, others) = (dialled(2, &dial), dialled(2, &other));
        other.set(7);
        let made = (all(&ops, 1), all(&others, 1));
        require!(
            made == (vec![2, 2], vec![7, 7]),
            WrongResult,
            "one dial shows 2 and another one 7, and their functions make of 1: {made:?}"
        );
    });
}

#[test]
fn the_functions_keep_the_dial_alive() {
    check(|| {
        let dial = Rc::new(Cell::new(3));
        let ops = dialled(2, &dial);
        dial.set(4);
        drop(dial);
        let made = all(&ops, 5);
        require!(
            made == [20, 20],
            WrongResult,
            "the caller has turned the dial from 3 to 4 and let go of it, and the functions make of 5: {made:?}"
        );
    });
}

#[test]
fn steps_are_taken_from_the_first_to_the_last() {
    check(|| {
        let both = in_a_row(vec![Box::new(|x| x + 1), Box::new(|x| x * 10)]);
        let made = both(4);
        require!(
            made == 50,
            WrongResult,
            "first add 1, then multiply by 10: 4 became {made}, and (4 + 1) * 10 is 50"
        );
        let again = (both(0), both(4));
        require!(
            again == (10, 50),
            WrongResult,
            "the same function, called again for 0 and 4, made {again:?}: does a call leave the steps as they are?"
        );
    });
}

#[test]
fn each_call_takes_each_step_once() {
    check(|| {
        let taken: Rc<RefCell<Vec<(char, i64)>>> = Rc::default();
        let step = |name, plus| -> Op {
            let taken = Rc::clone(&taken);
            Box::new(move |x| {
                taken.borrow_mut().push((name, x));
                x + plus
            })
        };
        let row = in_a_row(vec![step('a', 1), step('b', 10), step('c', 100)]);
        for call in ["first", "second"] {
            row(0);
            let taken = taken.take();
            require!(
                taken == [('a', 0), ('b', 1), ('c', 11)],
                WrongResult,
                "the {call} call of a row of three took these steps with these numbers: {taken:?}, and should take \
                 [('a', 0), ('b', 1), ('c', 11)]"
            );
        }
    });
}

// ANCHOR: test
#[test]
fn a_row_of_no_steps_changes_nothing() {
    check(|| {
        let made = in_a_row(Vec::new())(7);
        require!(made == 7, WrongResult, "with no steps at all 7 became {made}");
    });
}
// ANCHOR_END: test

#[test]
fn rows_are_steps_of_longer_rows() {
    check(|| {
        let dial = Rc::new(Cell::new(1));
        let mut steps = dialled(3, &dial);
        steps.push(Box::new(|x| x - 1));
        let row: Op = Box::new(in_a_row(steps));
        let twice = in_a_row(vec![row, Box::new(|x| x * 100)]);
        dial.set(2);
        let made = twice(3);
        require!(
            made == 2_300,
            WrongResult,
            "three steps that multiply by the dial, which shows 2, then minus 1, then times 100: 3 became {made}, and \
             (3 * 2 * 2 * 2 - 1) * 100 is 2300"
        );
    });
}
