//! As in Python: a sorted set of what is needed, locked in a loop. A set holds the same account once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard};

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
        let needed = BTreeSet::from([from, to]);
        let mut held: BTreeMap<usize, MutexGuard<'_, u64>> = needed
            .into_iter()
            .map(|account| (account, self.accounts[account].lock().unwrap()))
            .collect();
        if *held[&from] < amount || !approve(*held[&from], *held[&to]) {
            return false;
        }
        **held.get_mut(&from).unwrap() -= amount;
        **held.get_mut(&to).unwrap() += amount;
        true
    }
}
