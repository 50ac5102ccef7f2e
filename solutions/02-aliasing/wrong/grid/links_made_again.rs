//! VERDICT: WRONG RESULT
//! The copy makes all links again that were ever made, though a name has moved since.

use std::cell::RefCell;
use std::rc::Rc;

pub struct Grid {
    rows: Vec<Rc<RefCell<Vec<i32>>>>,
    history: Vec<(usize, usize)>,
}

impl Grid {
    pub fn new(rows: usize, columns: usize) -> Grid {
        let rows = (0..rows).map(|_| Rc::new(RefCell::new(vec![0; columns]))).collect();
        Grid { rows, history: Vec::new() }
    }

    pub fn get(&self, row: usize, column: usize) -> i32 {
        self.rows[row].borrow()[column]
    }

    pub fn set(&mut self, row: usize, column: usize, number: i32) {
        self.rows[row].borrow_mut()[column] = number;
    }

    pub fn link(&mut self, name: usize, of: usize) {
        self.history.push((name, of));
        self.rows[name] = self.rows[of].clone();
    }

    pub fn unlink(&mut self, row: usize) {
        let numbers = self.rows[row].borrow().clone();
        self.rows[row] = Rc::new(RefCell::new(numbers));
        self.history.retain(|link| link.0 != row && link.1 != row);
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
        let rows =
            self.rows.iter().map(|row| Rc::new(RefCell::new(row.borrow().clone()))).collect();
        let mut copy = Grid { rows, history: Vec::new() };
        for &(name, of) in &self.history {
            copy.link(name, of);
        }
        copy
    }
}
