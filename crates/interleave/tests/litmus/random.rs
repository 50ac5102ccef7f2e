//! Random litmus programs.

#[path = "../support/rng.rs"]
mod rng;

use crate::program::{Op, Program, loom_is_right};
use rng::Rng;
use std::sync::atomic::Ordering::{self, *};

/// What the steps of a random program may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Steps {
    /// All there are.
    Any,
    /// Those on which loom can be trusted (see `program::loom_is_right`).
    ForLoom,
}

/// The program of this seed: two or three threads with up to three steps on two variables.
pub(crate) fn program(seed: u64, steps: Steps) -> Program {
    let mut rng = Rng::new(seed);
    loop {
        let threads = 2 + usize::from(rng.below(4) == 0);
        let longest = if threads == 2 { 3 } else { 2 };
        let program: Program = (0..threads)
            .map(|_| (0..=rng.below(longest)).map(|_| step(&mut rng, steps)).collect())
            .collect();
        if steps == Steps::Any || loom_is_right(&program) {
            return program;
        }
    }
}

fn step(rng: &mut Rng, steps: Steps) -> Op {
    let sc = steps == Steps::Any;
    let variable = rng.below(2);
    let value = 1 + rng.below(2) as u8;
    let loads = allowed(&[Relaxed, Acquire, SeqCst], sc);
    let stores = allowed(&[Relaxed, Release, SeqCst], sc);
    let updates = allowed(&[Relaxed, Acquire, Release, AcqRel, SeqCst], sc);
    match rng.below(10) {
        0..4 => Op::Store(variable, value, rng.pick(stores)),
        4..8 => Op::Load(variable, rng.pick(loads)),
        8 if rng.below(2) == 0 => Op::Add(variable, rng.pick(updates)),
        8 => Op::Swap(variable, 0, 3, rng.pick(updates), rng.pick(loads)),
        _ => Op::Fence(rng.pick(&[Acquire, Release, AcqRel, SeqCst])),
    }
}

/// The orderings, the last one, SeqCst, only where `sc` allows it.
fn allowed(orders: &[Ordering], sc: bool) -> &[Ordering] {
    if sc { orders } else { &orders[..orders.len() - 1] }
}
