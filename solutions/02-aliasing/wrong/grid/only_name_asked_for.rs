//! VERDICT: PANICKED
//! `Rc::get_mut` gives access to a row with one name only, and a linked row has two.

use std::rc::Rc;

pub struct Grid {
    rows: Vec<Rc<Vec<i32>>>,
}

impl Grid {
    pub fn new(rows: usize, columns: usize) -> Grid {
        Grid { rows: (0..rows).map(|_| Rc::new(vec![0; columns])).collect() }
    }

    pub fn get(&self, row: usize, column: usize) -> i32 {
        self.rows[row][column]
    }

    pub fn set(&mut self, row: usize, column: usize, number: i32) {
        Rc::get_mut(&mut self.rows[row]).unwrap()[column] = number;
    }

    pub fn link(&mut self, name: usize, of: usize) {
        self.rows[name] = self.rows[of].clone();
    }

    pub fn unlink(&mut self, row: usize) {
        self.rows[row] = Rc::new(self.rows[row].to_vec());
    }

    pub fn linked(&self, a: usize, b: usize) -> bool {
        Rc::ptr_eq(&self.rows[a], &self.rows[b])
    }

    pub fn add(&mut self, from: usize, to: usize) {
        let numbers = self.rows[from].to_vec();
        for (sum, number) in Rc::get_mut(&mut self.rows[to]).unwrap().iter_mut().zip(numbers) {
            *sum += number;
        }
    }

    pub fn copy(&self) -> Grid {
        Grid { rows: self.rows.clone() }
    }
}
