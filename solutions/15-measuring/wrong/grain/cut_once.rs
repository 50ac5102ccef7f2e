//! VERDICT: RAN SERIALLY
//! The whole is cut in two, and the halves are done as they are.

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
        return items.map(work).sum();
    }
    let middle = items.start + items.len() / 2;
    let (a, b) = join.join(
        || (items.start..middle).map(work).sum::<u64>(),
        || (middle..items.end).map(work).sum::<u64>(),
    );
    a + b
}

pub fn grain(items: usize, workers: usize, costs: Costs) -> usize {
    let share = items.div_ceil(8 * workers);
    let worth_it = (3 * costs.offer).div_ceil(costs.item) as usize;
    share.max(worth_it).max(1)
}
