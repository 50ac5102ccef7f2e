//! As few pieces as possible, all of nearly the same size; a range of pieces is halved.

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
    let length = items.len();
    if length == 0 {
        return 0;
    }
    let pieces = length.div_ceil(grain);
    let bound =
        |piece: usize| items.start + (length as u128 * piece as u128 / pieces as u128) as usize;
    halved(join, 0..pieces, &|piece| {
        let mut sum = 0;
        for item in bound(piece)..bound(piece + 1) {
            sum += work(item);
        }
        sum
    })
}

fn halved<J: Join>(join: &J, pieces: Range<usize>, piece: &(impl Fn(usize) -> u64 + Sync)) -> u64 {
    if pieces.len() == 1 {
        return piece(pieces.start);
    }
    let middle = pieces.start.midpoint(pieces.end);
    let (a, b) = join.join(
        || halved(join, pieces.start..middle, piece),
        || halved(join, middle..pieces.end, piece),
    );
    a + b
}

pub fn grain(items: usize, workers: usize, costs: Costs) -> usize {
    let share = items.div_ceil(8 * workers);
    let worth_it = (3 * costs.offer).div_ceil(costs.item) as usize;
    share.max(worth_it).max(1)
}
