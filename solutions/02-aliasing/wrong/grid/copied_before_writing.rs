//! VERDICT: WRONG RESULT
//! Copy-on-write where rows should be shared: the first write to a linked row unlinks it.

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
        Rc::make_mut(&mut self.rows[row])[column] = number;
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
        let numbers = self.rows[from].clone();
        for (sum, number) in Rc::make_mut(&mut self.rows[to]).iter_mut().zip(numbers.iter()) {
            *sum += number;
        }
    }

    pub fn copy(&self) -> Grid {
        Grid { rows: self.rows.clone() }
    }
}
