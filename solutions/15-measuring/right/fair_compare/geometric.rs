//! The ratio of a round is the geometric mean of two, and the verdict is counted with `filter` and `match`.

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
    let mut once = |function: &mut dyn FnMut()| time_of_a_call(function, clock, plan.sample);
    once(first);
    once(second);
    let rounds = (0..plan.rounds).map(|_| {
        let one = once(first) / once(second);
        let two = 1.0 / (once(second) / once(first));
        (one * two).sqrt()
    });
    Comparison { rounds: rounds.collect() }
}

fn time_of_a_call(function: &mut dyn FnMut(), clock: &dyn Clock, sample: Duration) -> f64 {
    let mut calls: u32 = 1;
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
        let share = |side: fn(f64) -> bool| {
            let count = self.rounds.iter().filter(|&&ratio| side(ratio)).count();
            count * 10 >= self.rounds.len() * 9
        };
        match (share(|ratio| ratio < 1.0), share(|ratio| ratio > 1.0)) {
            (true, _) => Some(Which::First),
            (_, true) => Some(Which::Second),
            _ => None,
        }
    }
}
