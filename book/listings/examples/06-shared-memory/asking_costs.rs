//! What it costs to add to a number in shared memory, and to one that a manager owns.

use std::hint::black_box;
use std::io;
use std::time::Instant;

#[allow(
    dead_code,
    unreachable_pub,
    reason = "solutions of exercises, of which two methods are measured"
)]
#[path = "../../../../solutions/06-shared-memory/src/manager.rs"]
mod manager;
#[allow(dead_code, unreachable_pub, reason = "as above")]
#[path = "../../../../solutions/06-shared-memory/src/shared_value.rs"]
mod shared_value;
#[allow(dead_code, unreachable_pub, reason = "as above")]
#[path = "../../../../exercises/06-shared-memory/src/wire.rs"]
mod wire;

/// How many rounds are measured; the middle one counts.
const ROUNDS: usize = 21;

/// How long one call takes, in nanoseconds: the middle of several rounds.
fn each(calls: u32, mut call: impl FnMut()) -> f64 {
    let mut round = || {
        let begin = Instant::now();
        (0..calls).for_each(|_| call());
        begin.elapsed().as_nanos() as f64 / f64::from(calls)
    };
    let mut rounds: Vec<f64> = (0..ROUNDS).map(|_| round()).collect();
    rounds.sort_by(f64::total_cmp);
    rounds[ROUNDS / 2]
}

fn main() -> io::Result<()> {
    let value = shared_value::SharedValue::new(0_u64)?;
    let manager = manager::Manager::start()?;
    let dict = manager.dict();
    let shared = each(1_000_000, || {
        black_box(value.update(|n| n + 1));
    });
    let asked = each(2000, || {
        black_box(dict.add("n", 1)).expect("the manager answers");
    });
    println!("in shared memory:  {shared:>9.1} ns");
    println!("asking a manager:  {asked:>9.1} ns");
    Ok(())
}
