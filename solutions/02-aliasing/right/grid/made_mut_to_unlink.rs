//! `Rc::make_mut` unlinks: it puts a clone in the place of what others share. `copy` finds the rows by address.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

pub struct Grid {
    rows: Vec<Rc<RefCell<Vec<i32>>>>,
}

impl Grid {
    pub fn new(rows: usize, columns: usize) -> Grid {
        Grid { rows: (0..rows).map(|_| Rc::new(RefCell::new(vec![0; columns]))).collect() }
    }

    pub fn get(&self, row: usize, column: usize) -> i32 {
        self.rows[row].borrow()[column]
    }

    pub fn set(&mut self, row: usize, column: usize, number: i32) {
        self.rows[row].borrow_mut()[column] = number;
    }

    pub fn link(&mut self, name: usize, of: usize) {
        self.rows[name] = self.rows[of].clone();
    }

    pub fn unlink(&mut self, row: usize) {
        Rc::make_mut(&mut self.rows[row]);
    }

    pub fn linked(&self, a: usize, b: usize) -> bool {
        Rc::ptr_eq(&self.rows[a], &self.rows[b])
    }

    pub fn add(&mut self, from: usize, to: usize) {
        let numbers = self.rows[from].borrow().clone();
        let mut target = self.rows[to].borrow_mut();
        for column in 0..numbers.len() {
            target[column] += numbers[column];
        }
    }

    pub fn copy(&self) -> Grid {
        let mut copied = BTreeMap::new();
        let rows = self.rows.iter().map(|row| {
            let new =
                copied.entry(Rc::as_ptr(row)).or_insert_with(|| Rc::new(row.as_ref().clone()));
            Rc::clone(new)
        });
        Grid { rows: rows.collect() }
    }
}
