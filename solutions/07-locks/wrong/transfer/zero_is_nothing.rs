//! VERDICT: WRONG RESULT
//! A transfer of 0 is done without asking.

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
        if amount == 0 {
            return true;
        }
        if from == to {
            let b = self.accounts[from].lock().unwrap();
            return *b >= amount && approve(*b, *b);
        }
        let a = self.accounts[from.min(to)].lock().unwrap();
        let b = self.accounts[from.max(to)].lock().unwrap();
        let (mut g, mut k) = if from < to { (a, b) } else { (b, a) };
        if *g < amount || !approve(*g, *k) {
            return false;
        }
        *g -= amount;
        *k += amount;
        true
    }
}
