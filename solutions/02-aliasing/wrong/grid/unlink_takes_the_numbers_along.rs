//! VERDICT: PANICKED
//! The numbers are moved out of the shared row, and the others are left with an empty one.

use std::cell::RefCell;
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
        let numbers = self.rows[row].take();
        self.rows[row] = Rc::new(RefCell::new(numbers));
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
        let mut rows: Vec<Rc<RefCell<Vec<i32>>>> = Vec::new();
        for (number, row) in self.rows.iter().enumerate() {
            let earlier = self.rows[..number].iter().position(|other| Rc::ptr_eq(other, row));
            let new = match earlier {
                Some(name) => rows[name].clone(),
                None => Rc::new(RefCell::new(row.borrow().clone())),
            };
            rows.push(new);
        }
        Grid { rows }
    }
}
