//! VERDICT: WRONG RESULT
//! Added up in a static, which two sums at once share.

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
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

pub fn sum<J: Join>(
    join: &J,
    items: Range<usize>,
    grain: usize,
    work: &(impl Fn(usize) -> u64 + Sync),
) -> u64 {
    TOTAL.store(0, Relaxed);
    part(join, items, grain, work);
    TOTAL.load(Relaxed)
}

static TOTAL: AtomicU64 = AtomicU64::new(0);

fn part<J: Join>(
    join: &J,
    items: Range<usize>,
    grain: usize,
    work: &(impl Fn(usize) -> u64 + Sync),
) {
    let Range { start, end } = items;
    if end - start <= grain {
        TOTAL.fetch_add((start..end).map(work).sum(), Relaxed);
        return;
    }
    let middle = start + (end - start) / 2;
    join.join(|| part(join, start..middle, grain, work), || part(join, middle..end, grain, work));
}

pub fn grain(items: usize, workers: usize, costs: Costs) -> usize {
    let share = items.div_ceil(8 * workers);
    let worth_it = (3 * costs.offer).div_ceil(costs.item) as usize;
    share.max(worth_it).max(1)
}
