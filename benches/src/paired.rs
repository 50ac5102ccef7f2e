//! The paired runner: which of two is faster, on a machine that others use as well?
//!
//! A machine is never the same for long: its clock changes, neighbours come and go. Measuring A for a second and then B
//! for a second compares two moments as much as two programs. So both run in each round, one right after the other,
//! and each round gives one ratio. What is slow for a while is slow for both. The median of the ratios stands; a round
//! that a neighbour spoiled is one of many. Who is first changes from round to round.

use std::time::{Duration, Instant};

use crate::case::Case;
use crate::interval::{Interval, median, median_interval};

/// How long to measure.
#[derive(Clone, Copy)]
pub struct Plan {
    /// Rounds, at most.
    pub rounds: usize,
    /// A case is called until this time is full, in each round. What a neighbour does in 2 ms is all one sees of a
    /// sample of 2 ms.
    pub sample: Duration,
    /// Rounds are left out, down to [`Plan::FEWEST`], when they would take longer than this.
    pub budget: Duration,
}

impl Plan {
    /// For numbers that are written down.
    pub const THOROUGH: Plan =
        Plan { rounds: 31, sample: Duration::from_millis(50), budget: Duration::from_secs(60) };
    /// For a first look.
    pub const QUICK: Plan =
        Plan { rounds: 9, sample: Duration::from_millis(10), budget: Duration::from_secs(5) };
    /// To see that it runs; the numbers mean nothing.
    pub const ONCE: Plan = Plan { rounds: 1, sample: Duration::ZERO, budget: Duration::ZERO };

    /// With fewer rounds, no interval covers the median with a probability of 0.95 even if one value is spoiled.
    pub const FEWEST: usize = 7;

    fn rounds_of(&self, round: Duration) -> usize {
        let fit = self.budget.as_secs_f64() / round.as_secs_f64().max(1e-9);
        (fit as usize).max(Plan::FEWEST).min(self.rounds)
    }
}

/// What two cases took, round by round.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Seconds for one item of the first case, in each round.
    pub first: Vec<f64>,
    /// Seconds for one item of the second case, in each round.
    pub second: Vec<f64>,
}

impl Comparison {
    /// How many times as long the first took as the second, in each round.
    pub fn ratios(&self) -> Vec<f64> {
        self.first.iter().zip(&self.second).map(|(first, second)| first / second).collect()
    }

    /// The median of the rounds' ratios.
    pub fn ratio(&self) -> f64 {
        median(&self.ratios())
    }

    /// Where the true ratio is.
    pub fn interval(&self) -> Interval {
        median_interval(&self.ratios())
    }
}

/// Runs both cases in turn, and compares what one item takes.
///
/// Each is called before the first round, to warm up and to find out how many calls fill a sample.
pub fn compare(first: &mut Case, second: &mut Case, plan: &Plan) -> Comparison {
    let (first_calls, second_calls) = (calls(first, plan), calls(second, plan));
    let mut comparison = Comparison { first: Vec::new(), second: Vec::new() };
    let start = Instant::now();
    let mut rounds = plan.rounds;
    while comparison.first.len() < rounds {
        let first_begins = comparison.first.len().is_multiple_of(2);
        if first_begins {
            comparison.first.push(first.seconds_per_item(first_calls));
        }
        comparison.second.push(second.seconds_per_item(second_calls));
        if !first_begins {
            comparison.first.push(first.seconds_per_item(first_calls));
        }
        if comparison.first.len() == 1 {
            rounds = plan.rounds_of(start.elapsed());
        }
    }
    comparison
}

/// How many calls fill a sample. At most 10,000, for a case whose clock stands still.
fn calls(case: &mut Case, plan: &Plan) -> u32 {
    // The first call also starts what has to be started; only a long one is enough to go by.
    let cold = case.call();
    if cold >= 10 * plan.sample {
        return 1;
    }
    let one = case.call().as_secs_f64().max(1e-9);
    ((plan.sample.as_secs_f64() / one).ceil() as u32).clamp(1, 10_000)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::*;

    const PLAN: Plan = Plan { rounds: 31, sample: Duration::ZERO, budget: Duration::MAX };

    /// A case that takes `cost(n)` seconds when it is the `n`th call of all, as a clock that we turn says.
    fn fake(clock: &Rc<Cell<u32>>, cost: impl Fn(u32) -> f64 + 'static) -> Case {
        let clock = Rc::clone(clock);
        Case::timed("fake", 1, move || {
            clock.set(clock.get() + 1);
            Duration::from_secs_f64(cost(clock.get()))
        })
    }

    /// A machine that gets slower all the time, 2 % a call.
    fn slower(n: u32) -> f64 {
        1.02_f64.powi(i32::try_from(n).unwrap())
    }

    #[test]
    fn one_function_twice_is_equally_fast_even_while_the_machine_gets_slower() {
        let clock = Rc::new(Cell::new(0));
        let result = compare(&mut fake(&clock, slower), &mut fake(&clock, slower), &PLAN);
        let ratio = result.ratio();
        assert!((0.95..=1.05).contains(&ratio), "the ratio of one function to itself is {ratio}");
        let interval = result.interval();
        assert!(interval.low <= 1.0 && 1.0 <= interval.high, "1 is not in {interval:?}");
    }

    #[test]
    fn a_known_ratio_is_found_while_the_machine_gets_slower() {
        let clock = Rc::new(Cell::new(0));
        let result =
            compare(&mut fake(&clock, |n| 3.0 * slower(n)), &mut fake(&clock, slower), &PLAN);
        let ratio = result.ratio();
        assert!((2.85..=3.15).contains(&ratio), "three times the work has the ratio {ratio}");
    }

    #[test]
    fn a_few_spoiled_rounds_do_not_move_the_ratio() {
        let clock = Rc::new(Cell::new(0));
        let spoiled = |n: u32| if n.is_multiple_of(7) { 40.0 } else { 2.0 };
        let result = compare(&mut fake(&clock, spoiled), &mut fake(&clock, |_| 1.0), &PLAN);
        assert!(result.ratios().contains(&40.0), "no round was spoiled: {:?}", result.ratios());
        assert_eq!(result.ratio(), 2.0);
        assert_eq!((result.interval().low, result.interval().high), (2.0, 2.0));
    }

    #[test]
    fn times_are_for_one_item() {
        let mut ten = Case::timed("ten", 10, || Duration::from_secs(10));
        let mut one = Case::timed("one", 1, || Duration::from_secs(2));
        let result = compare(&mut ten, &mut one, &PLAN);
        assert_eq!((result.first[0], result.second[0], result.ratio()), (1.0, 2.0, 0.5));
    }

    #[test]
    fn a_sample_is_filled_with_calls() {
        let calls = Rc::new(Cell::new(0));
        let count = Rc::clone(&calls);
        let mut short = Case::timed("short", 1, move || {
            count.set(count.get() + 1);
            Duration::from_millis(10)
        });
        let mut long = Case::timed("long", 1, || Duration::from_secs(1));
        let plan = Plan { rounds: 1, sample: Duration::from_millis(50), budget: Duration::ZERO };
        compare(&mut short, &mut long, &plan);
        assert_eq!(calls.get(), 2 + 5, "two calls to warm up, then five of 10 ms to fill 50 ms");
    }

    #[test]
    fn the_first_changes_from_round_to_round() {
        let order = Rc::new(Cell::new(String::new()));
        let named = |name: char| {
            let order = Rc::clone(&order);
            Case::timed("named", 1, move || {
                order.set(order.take() + &name.to_string());
                Duration::from_millis(1)
            })
        };
        let plan = Plan { rounds: 4, ..PLAN };
        compare(&mut named('A'), &mut named('B'), &plan);
        assert_eq!(order.take(), "ABABBAABBA", "a call each to warm up, then A B, B A, A B, B A");
    }

    #[test]
    fn a_budget_leaves_out_rounds_but_keeps_enough_for_an_interval() {
        let plan = Plan { rounds: 31, sample: Duration::ZERO, budget: Duration::from_secs(10) };
        assert_eq!(plan.rounds_of(Duration::from_secs(1)), 10);
        assert_eq!(plan.rounds_of(Duration::from_secs(5)), Plan::FEWEST);
        assert_eq!(plan.rounds_of(Duration::from_millis(1)), 31);
        assert_eq!(Plan::ONCE.rounds_of(Duration::from_secs(1)), 1);
    }
}
