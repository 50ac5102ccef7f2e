//! VERDICT: WRONG RESULT
//! How many calls are enough is found out once for each function, and then the machine gets faster.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::time::Duration;

pub trait Clock {
    fn now(&self) -> Duration;
}

#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub rounds: usize,
    pub sample: Duration,
}

#[derive(Clone, Debug)]
pub struct Comparison {
    pub rounds: Vec<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    First,
    Second,
}

pub fn compare(
    first: &mut dyn FnMut(),
    second: &mut dyn FnMut(),
    clock: &dyn Clock,
    plan: Plan,
) -> Comparison {
    first();
    second();
    let (calls_of_first, calls_of_second) =
        (enough(first, clock, plan.sample), enough(second, clock, plan.sample));
    let mut rounds = Vec::new();
    for _ in 0..plan.rounds {
        let a1 = time_of(first, calls_of_first, clock);
        let b1 = time_of(second, calls_of_second, clock);
        let b2 = time_of(second, calls_of_second, clock);
        let a2 = time_of(first, calls_of_first, clock);
        rounds.push((a1 + a2) / (b1 + b2));
    }
    Comparison { rounds }
}

fn time_of(function: &mut dyn FnMut(), calls: u32, clock: &dyn Clock) -> f64 {
    let start = clock.now();
    for _ in 0..calls {
        function();
    }
    (clock.now() - start).as_secs_f64() / f64::from(calls)
}

fn enough(function: &mut dyn FnMut(), clock: &dyn Clock, sample: Duration) -> u32 {
    let mut calls = 1;
    while !sample.is_zero()
        && time_of(function, calls, clock) * f64::from(calls) < 1.5 * sample.as_secs_f64()
    {
        calls *= 2;
    }
    calls
}

impl Comparison {
    pub fn ratio(&self) -> f64 {
        let mut rounds = self.rounds.clone();
        rounds.sort_by(f64::total_cmp);
        let middle = rounds.len() / 2;
        if rounds.len() % 2 == 1 {
            rounds[middle]
        } else {
            (rounds[middle - 1] + rounds[middle]) / 2.0
        }
    }

    pub fn faster(&self) -> Option<Which> {
        let enough = |count: usize| 10 * count >= 9 * self.rounds.len();
        let below = self.rounds.iter().filter(|&&ratio| ratio < 1.0).count();
        let above = self.rounds.iter().filter(|&&ratio| ratio > 1.0).count();
        if enough(below) {
            Some(Which::First)
        } else if enough(above) {
            Some(Which::Second)
        } else {
            None
        }
    }
}
