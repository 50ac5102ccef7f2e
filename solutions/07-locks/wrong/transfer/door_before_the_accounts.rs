//! VERDICT: RAN SERIALLY
//! Who holds the door may lock in any order. The door is one lock for the bank all the same.

use std::sync::Mutex;

pub struct Bank {
    door: Mutex<()>,
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let accounts = balances.iter().map(|&balance| Mutex::new(balance)).collect();
        Bank { door: Mutex::new(()), accounts }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let _door = self.door.lock().unwrap();
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
        let _door = self.door.lock().unwrap();
        if from == to {
            let balance = self.accounts[from].lock().unwrap();
            return *balance >= amount && approve(*balance, *balance);
        }
        let mut giver = self.accounts[from].lock().unwrap();
        let mut taker = self.accounts[to].lock().unwrap();
        if *giver < amount || !approve(*giver, *taker) {
            return false;
        }
        *giver -= amount;
        *taker += amount;
        true
    }
}
