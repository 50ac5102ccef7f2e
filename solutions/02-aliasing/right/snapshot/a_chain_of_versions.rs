//! Each version has one place for the next one, which can be filled once; the head of the chain moves along.

use std::sync::{Arc, Mutex, OnceLock};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub buy: u32,
    pub sell: u32,
}

struct Version {
    rates: Arc<Rates>,
    next: OnceLock<Arc<Version>>,
}

impl Version {
    fn new(rates: Arc<Rates>) -> Arc<Version> {
        Arc::new(Version { rates, next: OnceLock::new() })
    }
}

pub struct Office {
    head: Mutex<Arc<Version>>,
}

impl Office {
    pub fn new(first: Rates) -> Office {
        Office { head: Mutex::new(Version::new(Arc::new(first))) }
    }

    /// The end of the chain, to which the head is moved.
    fn newest(&self) -> Arc<Version> {
        let mut head = self.head.lock().unwrap();
        while let Some(next) = head.next.get().cloned() {
            *head = next;
        }
        head.clone()
    }

    pub fn rates(&self) -> Arc<Rates> {
        self.newest().rates.clone()
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        loop {
            let seen = self.newest();
            let new = Arc::new(change(&seen.rates));
            if seen.next.set(Version::new(new.clone())).is_ok() {
                self.newest();
                return new;
            }
        }
    }
}
