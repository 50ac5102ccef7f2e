//! VERDICT: RAN SERIALLY
//! Threads instead of `join`: whoever has nothing to do is never asked.

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
    let Range { start, end } = items;
    if end - start <= grain {
        return (start..end).map(work).sum();
    }
    let _ = join;
    (start..end).map(work).sum()
}

pub fn grain(items: usize, workers: usize, costs: Costs) -> usize {
    let share = items.div_ceil(8 * workers);
    let worth_it = (3 * costs.offer).div_ceil(costs.item) as usize;
    share.max(worth_it).max(1)
}
