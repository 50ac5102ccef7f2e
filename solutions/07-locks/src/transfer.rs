//! # A circle of transfers
//!
//! Anna sends money to Ben, and Ben sends money to Anna. The bank locks an account before it touches it. Some
//! evening the two transfers start at the same time, and the bank stands still: each has locked one account and
//! waits for the other.
//!
//! Write `transfer`, so that no bank ever stands still. `new`, `balance` and `total` are written.
//!
//! 1. If `from` holds less than `amount`, the answer is `false`.
//! 2. Otherwise ask `approve`, and show it the balance of `from` and the balance of `to`. It is the bank's rule for
//!    this customer, and it takes its time. If it says no, the answer is `false`.
//! 3. If it says yes, move the money and return `true`. From the moment `approve` saw the two balances until the
//!    money has moved, nothing may change either of them: the rule said yes to these, not to others.
//! 4. Transfers between other accounts do not wait for any of this.
//! 5. `from` and `to` may be the same account. Then the same questions are asked, nobody else changes the account
//!    meanwhile, and nothing moves.
//!
//! A thread that tries again and again, where it could wait, lets others run in between (`std::thread::yield_now`).
//!
//! The auditor calls `total` at any moment. Money that has left one account and not yet reached the other would be
//! missing from it, and that must not be seen.
//!
//! Check it with `cargo test -p locks --test transfer`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::Mutex;

/// Accounts with money in them, each with a lock of its own. They are numbered from 0.
pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    /// A bank with an account for each of `balances`.
    pub fn new(balances: &[u64]) -> Bank {
        let mut accounts = Vec::new();
        for &balance in balances {
            let account = Mutex::new(balance);
            accounts.push(account);
        }
        Bank { accounts }
    }

    /// What `account` holds at this moment.
    ///
    /// # Panics
    /// If there is no such account.
    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    /// All the money in the bank at one moment: every account is locked while it is added up.
    pub fn total(&self) -> u64 {
        let all: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        all.iter().map(|balance| **balance).sum()
    }

    /// Moves `amount` from one account to another if `from` holds as much and `approve` agrees, and returns whether
    /// it did.
    ///
    /// `approve` is given the balance of `from` and the balance of `to`, both before the transfer. It is called at
    /// most once, and only if `from` holds `amount`.
    ///
    /// # Panics
    /// If there is no such account.
    pub fn transfer(
        &self,
        from: usize,
        to: usize,
        amount: u64,
        approve: impl FnOnce(u64, u64) -> bool,
    ) -> bool {
        // ANSWER
        // | todo!("move `amount`, holding what has to be held")
        if from == to {
            // One account, one lock: a second `lock` would wait for this thread itself.
            let balance = self.accounts[from].lock().unwrap();
            return *balance >= amount && approve(*balance, *balance);
        }
        // Everybody locks the account with the smaller number first, `total` does so too. Whoever holds an account
        // waits only for larger numbers, so no circle can close.
        let smaller = self.accounts[from.min(to)].lock().unwrap();
        let larger = self.accounts[from.max(to)].lock().unwrap();
        let (mut giver, mut taker) = if from < to { (smaller, larger) } else { (larger, smaller) };
        if *giver < amount || !approve(*giver, *taker) {
            return false;
        }
        *giver -= amount;
        *taker += amount;
        true
        // END
    }
}
