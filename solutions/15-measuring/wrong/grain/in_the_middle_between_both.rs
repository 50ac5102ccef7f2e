//! VERDICT: WRONG RESULT
//! The size at which offers and waiting cost the same: fine for many pieces, and wrong where one would be best.

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
    let middle = start + (end - start) / 2;
    let (a, b) =
        join.join(|| sum(join, start..middle, grain, work), || sum(join, middle..end, grain, work));
    a + b
}

pub fn grain(items: usize, workers: usize, costs: Costs) -> usize {
    let waiting = workers.min(items.max(1)) as f64 * costs.item as f64;
    let offers = items as f64 * costs.offer as f64;
    ((offers / waiting).sqrt() as usize).max(1)
}
