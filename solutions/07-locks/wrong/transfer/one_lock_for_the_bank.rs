//! VERDICT: RAN SERIALLY
//! No circle, no overdraft, and one transfer at a time in the whole bank.

use std::sync::Mutex;

pub struct Bank {
    accounts: Mutex<Vec<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank { accounts: Mutex::new(balances.to_vec()) }
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.accounts.lock().unwrap()[account]
    }

    pub fn total(&self) -> u64 {
        self.accounts.lock().unwrap().iter().sum()
    }

    pub fn transfer(
        &self,
        from: usize,
        to: usize,
        amount: u64,
        approve: impl FnOnce(u64, u64) -> bool,
    ) -> bool {
        let mut accounts = self.accounts.lock().unwrap();
        if accounts[from] < amount || !approve(accounts[from], accounts[to]) {
            return false;
        }
        accounts[from] -= amount;
        accounts[to] += amount;
        true
    }
}
