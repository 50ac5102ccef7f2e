//! As a Python programmer would: the pieces are counted, and a range of pieces is halved.

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
    let pieces = items.len().div_ceil(grain);
    halved(join, 0..pieces, &|piece| {
        let start = items.start + piece * grain;
        let end = start.saturating_add(grain).min(items.end);
        (start..end).map(work).sum()
    })
}

fn halved<J: Join>(join: &J, pieces: Range<usize>, piece: &(impl Fn(usize) -> u64 + Sync)) -> u64 {
    match pieces.len() {
        0 => 0,
        1 => piece(pieces.start),
        length => {
            let middle = pieces.start + length / 2;
            let (a, b) = join.join(
                || halved(join, pieces.start..middle, piece),
                || halved(join, middle..pieces.end, piece),
            );
            a + b
        }
    }
}

pub fn grain(items: usize, workers: usize, costs: Costs) -> usize {
    let share = items.div_ceil(8 * workers);
    let worth_it = (3 * costs.offer).div_ceil(costs.item) as usize;
    share.max(worth_it).max(1)
}
