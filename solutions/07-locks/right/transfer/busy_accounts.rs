//! One lock for the books, held for moments, and in the books which accounts are busy. Nobody waits in the
//! lock, and nobody holds one account while waiting for another.

use std::sync::{Condvar, Mutex};

struct Books {
    balances: Vec<u64>,
    busy: Vec<bool>,
}

pub struct Bank {
    books: Mutex<Books>,
    changed: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let books = Books { balances: balances.to_vec(), busy: vec![false; balances.len()] };
        Bank { books: Mutex::new(books), changed: Condvar::new() }
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.books.lock().unwrap().balances[account]
    }

    pub fn total(&self) -> u64 {
        self.books.lock().unwrap().balances.iter().sum()
    }

    pub fn transfer(
        &self,
        from: usize,
        to: usize,
        amount: u64,
        approve: impl FnOnce(u64, u64) -> bool,
    ) -> bool {
        let wanted = |books: &mut Books| !books.busy[from] && !books.busy[to];
        let mut books = self.books.lock().unwrap();
        while !wanted(&mut books) {
            books = self.changed.wait(books).unwrap();
        }
        let (giver, taker) = (books.balances[from], books.balances[to]);
        if giver < amount {
            return false;
        }
        books.busy[from] = true;
        books.busy[to] = true;
        drop(books);
        let approved = approve(giver, taker);
        let mut books = self.books.lock().unwrap();
        if approved {
            books.balances[from] -= amount;
            books.balances[to] += amount;
        }
        books.busy[from] = false;
        books.busy[to] = false;
        self.changed.notify_all();
        approved
    }
}
