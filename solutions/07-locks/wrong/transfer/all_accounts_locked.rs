//! VERDICT: RAN SERIALLY
//! It locks every account in the right order, also those it does not need.

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
        let mut all: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        if *all[from] < amount || !approve(*all[from], *all[to]) {
            return false;
        }
        *all[from] -= amount;
        *all[to] += amount;
        true
    }
}
