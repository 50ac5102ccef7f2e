//! VERDICT: RAN SERIALLY
//! Two locks for all accounts, one for the even and one for the odd: strangers share a lock.

use std::sync::Mutex;

pub struct Bank {
    even: Mutex<()>,
    odd: Mutex<()>,
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let accounts = balances.iter().map(|&balance| Mutex::new(balance)).collect();
        Bank { even: Mutex::new(()), odd: Mutex::new(()), accounts }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let _even = self.even.lock().unwrap();
        let _odd = self.odd.lock().unwrap();
        self.accounts.iter().map(|account| *account.lock().unwrap()).sum()
    }

    pub fn transfer(
        &self,
        from: usize,
        to: usize,
        amount: u64,
        approve: impl FnOnce(u64, u64) -> bool,
    ) -> bool {
        let _even = self.even.lock().unwrap();
        let _odd = self.odd.lock().unwrap();
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
