//! VERDICT: RAN SERIALLY
//! Two transfers at a time in the whole bank.

#![forbid(unsafe_code)]
use std::sync::Condvar;
use std::sync::Mutex;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
    permits: Mutex<u32>,
    freed: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|b| Mutex::new(*b)).collect(),
            permits: Mutex::new(2),
            freed: Condvar::new(),
        }
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
        let mut p = self.permits.lock().unwrap();
        while *p == 0 {
            p = self.freed.wait(p).unwrap();
        }
        *p -= 1;
        drop(p);
        let r = self.inner(from, to, amount, approve);
        *self.permits.lock().unwrap() += 1;
        self.freed.notify_one();
        r
    }
}
impl Bank {
    fn inner(
        &self,
        from: usize,
        to: usize,
        amount: u64,
        approve: impl FnOnce(u64, u64) -> bool,
    ) -> bool {
        if from == to {
            let b = self.accounts[from].lock().unwrap();
            return *b >= amount && approve(*b, *b);
        }
        let a = self.accounts[from.min(to)].lock().unwrap();
        let b = self.accounts[from.max(to)].lock().unwrap();
        let (mut g, mut k) = if from < to { (a, b) } else { (b, a) };
        if *g < amount || !approve(*g, *k) {
            return false;
        }
        *g -= amount;
        *k += amount;
        true
    }
}
