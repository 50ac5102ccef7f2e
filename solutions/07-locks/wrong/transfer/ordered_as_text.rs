//! VERDICT: DEADLOCK
//! Ordered by name, and the names are text: 10 before 9, and the auditor locks by number.

#![forbid(unsafe_code)]
use std::sync::Mutex;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank { accounts: balances.iter().map(|b| Mutex::new(*b)).collect() }
    }
    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }
    pub fn total(&self) -> u64 {
        let all: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        all.iter().map(|balance| **balance).sum()
    }
    pub fn transfer(
        &self,
        from: usize,
        to: usize,
        amount: u64,
        approve: impl FnOnce(u64, u64) -> bool,
    ) -> bool {
        if from == to {
            let b = self.accounts[from].lock().unwrap();
            return *b >= amount && approve(*b, *b);
        }
        let a;
        let b;
        if from.to_string() < to.to_string() {
            a = self.accounts[from].lock().unwrap();
            b = self.accounts[to].lock().unwrap();
        } else {
            b = self.accounts[to].lock().unwrap();
            a = self.accounts[from].lock().unwrap();
        }
        let (mut g, mut k) = (a, b);
        if *g < amount || !approve(*g, *k) {
            return false;
        }
        *g -= amount;
        *k += amount;
        true
    }
}
