//! `Arc<Mutex<…>>`: the same names, for rows that could be shared by threads.

use std::sync::{Arc, Mutex};

pub struct Grid {
    rows: Vec<Arc<Mutex<Vec<i32>>>>,
}

impl Grid {
    pub fn new(rows: usize, columns: usize) -> Grid {
        let mut grid = Grid { rows: Vec::new() };
        for _ in 0..rows {
            grid.rows.push(Arc::new(Mutex::new(vec![0; columns])));
        }
        grid
    }

    pub fn get(&self, row: usize, column: usize) -> i32 {
        self.rows[row].lock().unwrap()[column]
    }

    pub fn set(&mut self, row: usize, column: usize, number: i32) {
        self.rows[row].lock().unwrap()[column] = number;
    }

    pub fn link(&mut self, name: usize, of: usize) {
        self.rows[name] = self.rows[of].clone();
    }

    pub fn unlink(&mut self, row: usize) {
        let numbers = self.rows[row].lock().unwrap().clone();
        self.rows[row] = Arc::new(Mutex::new(numbers));
    }

    pub fn linked(&self, a: usize, b: usize) -> bool {
        Arc::ptr_eq(&self.rows[a], &self.rows[b])
    }

    pub fn add(&mut self, from: usize, to: usize) {
        let numbers = self.rows[from].lock().unwrap().clone();
        let mut target = self.rows[to].lock().unwrap();
        for (sum, number) in target.iter_mut().zip(&numbers) {
            *sum += number;
        }
    }

    pub fn copy(&self) -> Grid {
        let mut rows: Vec<Arc<Mutex<Vec<i32>>>> = Vec::new();
        for (number, row) in self.rows.iter().enumerate() {
            let earlier = (0..number).find(|&name| self.linked(name, number));
            let new = match earlier {
                Some(name) => rows[name].clone(),
                None => Arc::new(Mutex::new(row.lock().unwrap().clone())),
            };
            rows.push(new);
        }
        Grid { rows }
    }
}
