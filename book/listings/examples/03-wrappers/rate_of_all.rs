//! State of a class, made explicit: a static.

// ANCHOR: program
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

/// The rate of all accounts.
static RATE: AtomicU32 = AtomicU32::new(2);

struct Account {
    /// The rate of this one, if it has its own.
    own_rate: Option<u32>,
}

impl Account {
    fn rate(&self) -> u32 {
        self.own_rate.unwrap_or(RATE.load(SeqCst))
    }
}

fn main() {
    let mut anna = Account { own_rate: None };
    let ben = Account { own_rate: None };
    RATE.store(3, SeqCst);
    println!("{} {}", anna.rate(), ben.rate());
    anna.own_rate = Some(5);
    println!("{} {}", anna.rate(), ben.rate());
    RATE.store(4, SeqCst);
    println!("{} {}", anna.rate(), ben.rate());
}
// ANCHOR_END: program
