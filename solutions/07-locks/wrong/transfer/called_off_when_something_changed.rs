//! VERDICT: WRONG RESULT
//! It looks whether the balances are still those that the rule saw. If not it calls the transfer off, which
//! nobody asked for.

use std::sync::Mutex;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let mut accounts = Vec::new();
        for &balance in balances {
            let account = Mutex::new(balance);
            accounts.push(account);
        }
        Bank { accounts }
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
            let balance = self.accounts[from].lock().unwrap();
            return *balance >= amount && approve(*balance, *balance);
        }
        let (giver_before, taker_before) = (self.balance(from), self.balance(to));
        if giver_before < amount || !approve(giver_before, taker_before) {
            return false;
        }
        let smaller = self.accounts[from.min(to)].lock().unwrap();
        let larger = self.accounts[from.max(to)].lock().unwrap();
        let (mut giver, mut taker) = if from < to { (smaller, larger) } else { (larger, smaller) };
        if (*giver, *taker) != (giver_before, taker_before) {
            return false;
        }
        *giver -= amount;
        *taker += amount;
        true
    }
}
