//! One way of doing a piece of work, ready to be timed.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// A piece of work with a name. Criterion, the paired runner and the tests all run the same cases.
pub struct Case {
    name: String,
    items: u64,
    call: Box<dyn FnMut() -> Duration>,
}

impl Case {
    /// A case in which everything that `work` does counts.
    ///
    /// `items` is how many things one call handles, such as numbers or messages: times are stated for one of them.
    pub fn new<R>(name: &str, items: u64, mut work: impl FnMut() -> R + 'static) -> Case {
        Case::timed(name, items, move || {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
    }

    /// A case that prepares something first, and says itself how long the part took that counts.
    pub fn timed(name: &str, items: u64, call: impl FnMut() -> Duration + 'static) -> Case {
        Case { name: name.to_owned(), items, call: Box::new(call) }
    }

    /// What ratios and reports call it. Unique in its topic.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many things one call handles.
    pub fn items(&self) -> u64 {
        self.items
    }

    /// Does the work once, and returns how long it took.
    pub fn call(&mut self) -> Duration {
        (self.call)()
    }

    /// Does the work `calls` times, and returns the seconds for one item, on average.
    pub fn seconds_per_item(&mut self, calls: u32) -> f64 {
        let total: Duration = (0..calls).map(|_| self.call()).sum();
        total.as_secs_f64() / (f64::from(calls) * self.items as f64)
    }
}

/// How much work the cases of a topic do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// As the book states it.
    Full,
    /// Just enough to see that it runs.
    Tiny,
}

impl Scale {
    /// The first number in full, the second when tiny.
    pub fn of<T>(self, full: T, tiny: T) -> T {
        match self {
            Scale::Full => full,
            Scale::Tiny => tiny,
        }
    }
}
