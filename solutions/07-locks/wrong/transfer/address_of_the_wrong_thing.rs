//! VERDICT: DEADLOCK
//! It orders the addresses of two local variables, which always come in the same order, not those of the accounts.

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
        let (giver, taker) = (&self.accounts[from], &self.accounts[to]);
        let giver_first = &raw const giver < &raw const taker;
        let (mut giver, mut taker) = if giver_first {
            let guard = giver.lock().unwrap();
            (guard, taker.lock().unwrap())
        } else {
            let guard = taker.lock().unwrap();
            (giver.lock().unwrap(), guard)
        };
        if *giver < amount || !approve(*giver, *taker) {
            return false;
        }
        *giver -= amount;
        *taker += amount;
        true
    }
}
