//! VERDICT: TORN WRITE
//! It never holds two locks, so no circle can close. In between the money is nowhere, and the auditor misses it.

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
        let to_before = self.balance(to);
        {
            let mut giver = self.accounts[from].lock().unwrap();
            if *giver < amount || !approve(*giver, to_before) {
                return false;
            }
            *giver -= amount;
        }
        *self.accounts[to].lock().unwrap() += amount;
        true
    }
}
