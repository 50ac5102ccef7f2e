//! A loop halves what is its own until it is small, from the inside out; the other half is the first argument.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::ops::Range;

pub trait Join: Sync {
    fn join<A: Send, B: Send>(
        &self,
        a: impl FnOnce() -> A + Send,
        b: impl FnOnce() -> B + Send,
    ) -> (A, B);
}

#[derive(Clone, Copy, Debug)]
pub struct Costs {
    pub offer: u64,
    pub item: u64,
}

pub fn sum<J: Join>(
    join: &J,
    items: Range<usize>,
    grain: usize,
    work: &(impl Fn(usize) -> u64 + Sync),
) -> u64 {
    if items.len() <= grain {
        let mut total = 0;
        for item in items {
            total += work(item);
        }
        return total;
    }
    let half = items.len() / 2;
    let (mut rest, mut mine) = (items.clone(), items);
    mine.end -= half;
    rest.start = mine.end;
    let (b, a) =
        join.join(move || sum(join, rest, grain, work), move || sum(join, mine, grain, work));
    a + b
}

pub fn grain(items: usize, workers: usize, costs: Costs) -> usize {
    let share = items.div_ceil(8 * workers);
    let worth_it = (3 * costs.offer).div_ceil(costs.item) as usize;
    share.max(worth_it).max(1)
}
