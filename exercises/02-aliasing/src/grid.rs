//! # A grid with linked rows
//!
//! A grid of numbers, all 0 at first. Somebody writes a 7 into one row, and the other rows must not show it. That is
//! one half. The other half: two rows can be *linked*. From then on they are one row with two names, and what is
//! written by one name is read by the other, until one of the two is given a row of its own again.
//!
//! 1. Choose what a `Grid` holds. Which parts of it must have one name only, and which may have several?
//! 2. Write `new`, `get` and `set`, then `link`, `unlink` and `linked`, then `add`.
//! 3. Write `copy`, which may be the hardest: in the second grid the same rows are linked, but to each other.
//!
//! Check it with `cargo test -p aliasing --test grid`.

// Bring in what you need, for example `use std::rc::Rc;`.

/// A grid of numbers, whose rows can be linked.
pub struct Grid {
    // Your choice.
}

impl Grid {
    /// A grid with so many rows and columns. Every number is 0, and no two rows are linked.
    pub fn new(rows: usize, columns: usize) -> Grid {
        todo!("rows that have nothing in common")
    }

    /// The number at this place. Rows and columns count from 0.
    pub fn get(&self, row: usize, column: usize) -> i32 {
        todo!("read one number")
    }

    /// Writes a number into a row, and with that into all rows that are linked to it.
    pub fn set(&mut self, row: usize, column: usize, number: i32) {
        todo!("write one number")
    }

    /// From now on `name` is another name for the row `of`, as `rows[name] = rows[of]` is in Python.
    ///
    /// The numbers that `name` had are no longer seen by that name. Rows that were linked to `name` before keep them,
    /// and stay linked to each other.
    pub fn link(&mut self, name: usize, of: usize) {
        todo!("one row, one more name")
    }

    /// Gives this row a row of its own, with the numbers that it shows now. The others stay linked.
    pub fn unlink(&mut self, row: usize) {
        todo!("the same numbers, in a row of its own")
    }

    /// Whether these are two names for one row. Two rows that happen to hold the same numbers are not.
    pub fn linked(&self, a: usize, b: usize) -> bool {
        todo!("one row, or two?")
    }

    /// Adds each number of the row `from` to the number in the same column of the row `to`.
    ///
    /// If the two are names for one row, each number of that row is doubled.
    pub fn add(&mut self, from: usize, to: usize) {
        todo!("add one row to another, or to itself")
    }

    /// A second grid with the same numbers. Rows that are linked in this one are linked in that one, too.
    ///
    /// What is written into one of the two grids later is not seen in the other.
    pub fn copy(&self) -> Grid {
        todo!("new rows, linked as the old ones are")
    }
}
