//! How many calls were enough is kept for the next measurement, which makes more of them if it has to.

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
    let (mut calls_of_first, mut calls_of_second) = (1, 1);
    let mut rounds = Vec::new();
    for _ in 0..plan.rounds {
        let a1 = time_of_a_call(first, &mut calls_of_first, clock, plan.sample);
        let b1 = time_of_a_call(second, &mut calls_of_second, clock, plan.sample);
        let b2 = time_of_a_call(second, &mut calls_of_second, clock, plan.sample);
        let a2 = time_of_a_call(first, &mut calls_of_first, clock, plan.sample);
        rounds.push((a1 + a2) / (b1 + b2));
    }
    Comparison { rounds }
}

fn time_of_a_call(
    function: &mut dyn FnMut(),
    calls: &mut u32,
    clock: &dyn Clock,
    sample: Duration,
) -> f64 {
    loop {
        let start = clock.now();
        for _ in 0..*calls {
            function();
        }
        let time = clock.now() - start;
        if time >= sample {
            return time.as_secs_f64() / f64::from(*calls);
        }
        *calls *= 2;
    }
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
