//! VERDICT: WRONG RESULT
//! A list says who is linked to whom, and what was linked before is not struck out when a name moves.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

pub struct Grid {
    rows: Vec<Rc<RefCell<Vec<i32>>>>,
    links: BTreeSet<(usize, usize)>,
}

impl Grid {
    pub fn new(rows: usize, columns: usize) -> Grid {
        let rows = (0..rows).map(|_| Rc::new(RefCell::new(vec![0; columns]))).collect();
        Grid { rows, links: BTreeSet::new() }
    }

    pub fn get(&self, row: usize, column: usize) -> i32 {
        self.rows[row].borrow()[column]
    }

    pub fn set(&mut self, row: usize, column: usize, number: i32) {
        self.rows[row].borrow_mut()[column] = number;
    }

    pub fn link(&mut self, name: usize, of: usize) {
        for other in 0..self.rows.len() {
            if other == of || self.linked(other, of) {
                self.links.insert((name, other));
                self.links.insert((other, name));
            }
        }
        self.rows[name] = self.rows[of].clone();
    }

    pub fn unlink(&mut self, row: usize) {
        let numbers = self.rows[row].borrow().clone();
        self.rows[row] = Rc::new(RefCell::new(numbers));
        self.links.retain(|link| link.0 != row && link.1 != row);
    }

    pub fn linked(&self, a: usize, b: usize) -> bool {
        a == b || self.links.contains(&(a, b))
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
        Grid { rows, links: self.links.clone() }
    }
}
