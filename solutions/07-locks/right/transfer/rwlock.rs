//! The same order with a lock that lets several auditors in at once.

use std::sync::RwLock;

pub struct Bank {
    accounts: Vec<RwLock<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let mut accounts = Vec::new();
        for &balance in balances {
            let account = RwLock::new(balance);
            accounts.push(account);
        }
        Bank { accounts }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].read().unwrap()
    }

    pub fn total(&self) -> u64 {
        let all: Vec<_> = self.accounts.iter().map(|account| account.read().unwrap()).collect();
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
            let balance = self.accounts[from].read().unwrap();
            return *balance >= amount && approve(*balance, *balance);
        }
        let smaller = self.accounts[from.min(to)].write().unwrap();
        let larger = self.accounts[from.max(to)].write().unwrap();
        let (mut giver, mut taker) = if from < to { (smaller, larger) } else { (larger, smaller) };
        if *giver < amount || !approve(*giver, *taker) {
            return false;
        }
        *giver -= amount;
        *taker += amount;
        true
    }
}
