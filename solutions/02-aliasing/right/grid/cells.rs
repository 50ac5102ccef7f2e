//! Each number is a `Cell`, so that nothing is ever borrowed for writing.

use std::cell::Cell;
use std::rc::Rc;

pub struct Grid {
    rows: Vec<Rc<[Cell<i32>]>>,
}

impl Grid {
    pub fn new(rows: usize, columns: usize) -> Grid {
        Grid { rows: (0..rows).map(|_| vec![Cell::new(0); columns].into()).collect() }
    }

    pub fn get(&self, row: usize, column: usize) -> i32 {
        self.rows[row][column].get()
    }

    pub fn set(&mut self, row: usize, column: usize, number: i32) {
        self.rows[row][column].set(number);
    }

    pub fn link(&mut self, name: usize, of: usize) {
        self.rows[name] = self.rows[of].clone();
    }

    pub fn unlink(&mut self, row: usize) {
        self.rows[row] = self.rows[row].to_vec().into();
    }

    pub fn linked(&self, a: usize, b: usize) -> bool {
        Rc::ptr_eq(&self.rows[a], &self.rows[b])
    }

    pub fn add(&mut self, from: usize, to: usize) {
        for (sum, number) in self.rows[to].iter().zip(self.rows[from].iter()) {
            sum.set(sum.get() + number.get());
        }
    }

    pub fn copy(&self) -> Grid {
        let mut copy = Grid { rows: self.rows.clone() };
        for first in 0..self.rows.len() {
            if !Rc::ptr_eq(&copy.rows[first], &self.rows[first]) {
                continue;
            }
            copy.unlink(first);
            for other in first + 1..self.rows.len() {
                if self.linked(first, other) {
                    copy.link(other, first);
                }
            }
        }
        copy
    }
}
