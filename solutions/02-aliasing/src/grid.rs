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

// ANSWER
// | // Bring in what you need, for example `use std::rc::Rc;`.
use std::cell::RefCell;
use std::rc::Rc;
// END

/// A grid of numbers, whose rows can be linked.
pub struct Grid {
    // ANSWER
    // | // Your choice.
    rows: Vec<Rc<RefCell<Vec<i32>>>>,
    // END
}

impl Grid {
    /// A grid with so many rows and columns. Every number is 0, and no two rows are linked.
    pub fn new(rows: usize, columns: usize) -> Grid {
        // ANSWER
        // | todo!("rows that have nothing in common")
        // The closure runs once for each row. `vec![Rc::new(…); rows]` would make one row with many names.
        Grid { rows: (0..rows).map(|_| Rc::new(RefCell::new(vec![0; columns]))).collect() }
        // END
    }

    /// The number at this place. Rows and columns count from 0.
    pub fn get(&self, row: usize, column: usize) -> i32 {
        // ANSWER
        // | todo!("read one number")
        self.rows[row].borrow()[column]
        // END
    }

    /// Writes a number into a row, and with that into all rows that are linked to it.
    pub fn set(&mut self, row: usize, column: usize, number: i32) {
        // ANSWER
        // | todo!("write one number")
        self.rows[row].borrow_mut()[column] = number;
        // END
    }

    /// From now on `name` is another name for the row `of`, as `rows[name] = rows[of]` is in Python.
    ///
    /// The numbers that `name` had are no longer seen by that name. Rows that were linked to `name` before keep them,
    /// and stay linked to each other.
    pub fn link(&mut self, name: usize, of: usize) {
        // ANSWER
        // | todo!("one row, one more name")
        self.rows[name] = Rc::clone(&self.rows[of]);
        // END
    }

    /// Gives this row a row of its own, with the numbers that it shows now. The others stay linked.
    pub fn unlink(&mut self, row: usize) {
        // ANSWER
        // | todo!("the same numbers, in a row of its own")
        let numbers = self.rows[row].borrow().clone();
        self.rows[row] = Rc::new(RefCell::new(numbers));
        // END
    }

    /// Whether these are two names for one row. Two rows that happen to hold the same numbers are not.
    pub fn linked(&self, a: usize, b: usize) -> bool {
        // ANSWER
        // | todo!("one row, or two?")
        Rc::ptr_eq(&self.rows[a], &self.rows[b])
        // END
    }

    /// Adds each number of the row `from` to the number in the same column of the row `to`.
    ///
    /// If the two are names for one row, each number of that row is doubled.
    pub fn add(&mut self, from: usize, to: usize) {
        // ANSWER
        // | todo!("add one row to another, or to itself")
        // The copy is what makes it right when both are one row: nothing is borrowed any more when `to` is.
        let numbers = self.rows[from].borrow().clone();
        for (sum, number) in self.rows[to].borrow_mut().iter_mut().zip(numbers) {
            *sum += number;
        }
        // END
    }

    /// A second grid with the same numbers. Rows that are linked in this one are linked in that one, too.
    ///
    /// What is written into one of the two grids later is not seen in the other.
    pub fn copy(&self) -> Grid {
        // ANSWER
        // | todo!("new rows, linked as the old ones are")
        let mut copy = Grid { rows: Vec::new() };
        for (number, row) in self.rows.iter().enumerate() {
            // Has this very row been copied already, under an earlier name?
            let earlier = (0..number).find(|&name| self.linked(name, number));
            let row = match earlier {
                Some(name) => Rc::clone(&copy.rows[name]),
                None => Rc::new(RefCell::new(row.borrow().clone())),
            };
            copy.rows.push(row);
        }
        copy
        // END
    }
}
