//! Sixteen calls at least: more than enough is enough.

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
    let rounds = (0..plan.rounds).map(|_| {
        let mut a = time_of_a_call(first, clock, plan.sample);
        let b =
            time_of_a_call(second, clock, plan.sample) + time_of_a_call(second, clock, plan.sample);
        a += time_of_a_call(first, clock, plan.sample);
        a / b
    });
    Comparison { rounds: rounds.collect() }
}

fn time_of_a_call(function: &mut dyn FnMut(), clock: &dyn Clock, sample: Duration) -> f64 {
    let mut calls: u32 = 16;
    loop {
        let start = clock.now();
        (0..calls).for_each(|_| function());
        let time = clock.now() - start;
        if time >= sample {
            return time.as_secs_f64() / f64::from(calls);
        }
        calls *= 2;
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
