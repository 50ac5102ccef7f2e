//! VERDICT: WRONG RESULT
//! Both new balances are computed from the old ones. From an account to itself, the second one stays.

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
        let smaller = self.accounts[from.min(to)].lock().unwrap();
        let larger = (from != to).then(|| self.accounts[from.max(to)].lock().unwrap());
        let (mut giver, taker) = match larger {
            None => (smaller, None),
            Some(larger) if from < to => (smaller, Some(larger)),
            Some(larger) => (larger, Some(smaller)),
        };
        let (from_before, to_before) = (*giver, taker.as_deref().copied().unwrap_or(*giver));
        if from_before < amount || !approve(from_before, to_before) {
            return false;
        }
        *giver = from_before - amount;
        match taker {
            Some(mut taker) => *taker = to_before + amount,
            None => *giver = to_before + amount,
        }
        true
    }
}
