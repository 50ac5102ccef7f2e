//! A machine made up for the tests: its time goes on when a function is called, by as much as the test says.

use std::cell::Cell;
use std::time::Duration;

use measuring::fair_compare::{Clock, Which};

/// A call, as the test is told of it.
#[derive(Clone, Copy)]
pub(super) struct Call {
    who: Which,
    /// How many calls of either function came before.
    pub(super) of_all: usize,
    /// How many calls of the same function came before.
    pub(super) of_its_own: usize,
    /// Whose call was the last one.
    before: Option<Which>,
}

impl Call {
    /// What the first or the second function takes, whichever it is.
    pub(super) fn of(&self, first: f64, second: f64) -> f64 {
        match self.who {
            Which::First => first,
            Which::Second => second,
        }
    }

    /// Whether the last call was one of the other function.
    pub(super) fn is_after_the_other(&self) -> bool {
        self.before.is_some_and(|before| before != self.who)
    }
}

/// The machine. Times are in seconds.
pub(super) struct Machine {
    cost: Box<dyn Fn(Call, f64) -> f64>,
    now: Cell<f64>,
    ticks: f64,
    reading: f64,
    calls: [Cell<usize>; 2],
    before: Cell<Option<Which>>,
    /// What the clock showed when it was read last, and whose call came since then.
    shown: Cell<Duration>,
    since: Cell<Option<Which>>,
    samples: [Cell<Duration>; 2],
}

/// What the clock shows at first. An `f64` of so many seconds has no nanoseconds.
const START: Duration = Duration::from_secs(1_700_000_000);

/// A test ends, whatever the learner wrote.
const MOST_CALLS: usize = 3_000_000;

impl Machine {
    /// One on which a call takes what `cost` says.
    pub(super) fn new(cost: impl Fn(Call) -> f64 + 'static) -> Machine {
        Machine::in_time(move |call, _| cost(call))
    }

    /// The same; `cost` is also told what time it is.
    pub(super) fn in_time(cost: impl Fn(Call, f64) -> f64 + 'static) -> Machine {
        Machine {
            cost: Box::new(cost),
            now: Cell::new(0.0),
            ticks: 0.0,
            reading: 0.0,
            calls: [Cell::new(0), Cell::new(0)],
            before: Cell::new(None),
            shown: Cell::new(START),
            since: Cell::new(None),
            samples: [Cell::new(Duration::ZERO), Cell::new(Duration::ZERO)],
        }
    }

    /// Its clock shows whole ticks.
    pub(super) fn with_ticks(self, ticks: f64) -> Machine {
        Machine { ticks, ..self }
    }

    /// To read its clock takes so long.
    pub(super) fn with_readings_of(self, reading: f64) -> Machine {
        Machine { reading, ..self }
    }

    /// One of the functions is called.
    pub(super) fn call(&self, who: Which) {
        let own = &self.calls[index(who)];
        let of_all = self.calls.iter().map(Cell::get).sum();
        assert!(
            of_all < MOST_CALLS,
            "the two functions were called {MOST_CALLS} times, and it is not over: when is it enough?"
        );
        let call =
            Call { who, of_all, of_its_own: own.get(), before: self.before.replace(Some(who)) };
        own.set(own.get() + 1);
        self.since.set(Some(who));
        self.now.set(self.now.get() + (self.cost)(call, self.now.get()));
    }

    /// What went by from one reading of the clock to the next, when this function was called in between for the last
    /// time.
    pub(super) fn last_sample(&self, who: Which) -> Duration {
        self.samples[index(who)].get()
    }
}

fn index(who: Which) -> usize {
    usize::from(who == Which::Second)
}

impl Clock for Machine {
    fn now(&self) -> Duration {
        self.now.set(self.now.get() + self.reading);
        let now = self.now.get();
        let shown = START
            + Duration::from_secs_f64(if self.ticks > 0.0 {
                (now / self.ticks).floor() * self.ticks
            } else {
                now
            });
        let before = self.shown.replace(shown);
        if let Some(who) = self.since.take() {
            self.samples[index(who)].set(shown - before);
        }
        shown
    }
}
