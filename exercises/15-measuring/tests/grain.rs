//! What `src/grain.rs` promises: counted, and on a made-up machine.

use std::ops::Range;

use interleave::{Explorer, Gauge, Verdict, reachable, require, yield_point};
use measuring::grain::{Costs, grain, sum};

#[path = "grain/machine.rs"]
mod machine;
#[path = "grain/threads.rs"]
mod threads;

use machine::{Machine, Run};
use threads::Threads;

// The functions as the exercise gives them. If a line does not compile, one has lost its signature.
const _: fn(usize, usize, Costs) -> usize = grain;
const _: fn(&Threads, Range<usize>, usize, &fn(usize) -> u64) -> u64 = sum;

/// `items`, and the largest size of a piece.
const SIZES: [(usize, usize); 14] = [
    (0, 1),
    (1, 1),
    (2, 1),
    (3, 1),
    (64, 1),
    (65, 1),
    (100, 7),
    (7, 100),
    (8, 8),
    (9, 8),
    (1000, 10),
    (1000, 999),
    (1000, 333),
    (5, usize::MAX),
];

/// What `sum` does with so many items, each of which costs 1.
fn run(items: usize, grain: usize) -> Run {
    let machine = Machine::new(items);
    let total = sum(&machine, 0..items, grain, &|item| machine.work(item, 1));
    machine.run(total)
}

#[test]
fn every_item_is_done_once_and_added_up() {
    for (items, grain) in SIZES {
        let run = run(items, grain);
        let told = format!("{items} items in pieces of {grain}");
        require!(
            run.calls.iter().all(|&calls| calls > 0),
            MessageLost,
            "{told}: {} was never done",
            run.first_with(0)
        );
        require!(
            run.calls.iter().all(|&calls| calls == 1),
            DoneTwice,
            "{told}: {} was done more than once",
            run.first_above(1)
        );
        let right: u64 = (0..items as u64).sum();
        require!(
            run.total == right,
            WrongResult,
            "{told}, where `work(item)` is the item: the sum is {}, not {right}",
            run.total
        );
    }
}

#[test]
fn both_halves_can_be_under_way_at_once() {
    for (items, grain, most) in [(2, 1, 2), (4, 1, 4), (6, 3, 2)] {
        reachable(
            Verdict::RanSerially,
            &format!(
                "were {most} pieces of {items} items under way at once, in pieces of {grain}: does `join` get both halves?"
            ),
            move || {
                let busy = Gauge::new();
                sum(&Threads, 0..items, grain, &|_| {
                    let _here = busy.enter();
                    1
                });
                busy.most() == most
            },
        );
    }
}

#[test]
fn the_sum_is_the_same_in_every_interleaving() {
    for (items, grain) in [(2, 1), (3, 1), (4, 2)] {
        Explorer::new().budget(2_000).check(move || {
            let total = sum(&Threads, 0..items, grain, &|item| {
                yield_point();
                1 << (8 * item)
            });
            let right: u64 = (0..items).map(|item| 1 << (8 * item)).sum();
            require!(
                total == right,
                WrongResult,
                "{items} items in pieces of {grain}, where item N counts 256 to the power of N: the sum is {total:#x}, not \
                 {right:#x}"
            );
        });
    }
}

#[test]
fn no_piece_is_larger_than_the_grain() {
    for (items, grain) in SIZES {
        let largest = run(items, grain).largest_piece();
        require!(
            largest <= grain,
            WrongResult,
            "{items} items in pieces of {grain}: one piece has {largest} items. Is a half that is still too large cut again?"
        );
    }
}

#[test]
fn no_more_is_offered_than_the_grain_asks_for() {
    for (items, grain) in SIZES {
        let run = run(items, grain);
        // Halves are larger than half a grain, so there are fewer than twice as many as full ones would be.
        let most = if items <= grain { 0 } else { 2 * items.div_ceil(grain) };
        require!(
            run.offers <= most,
            WrongResult,
            "{items} items in pieces of {grain}: `join` was called {} times, and {most} would be many. Is a piece of \
             {grain} items cut?",
            run.offers
        );
    }
}

#[test]
fn the_halves_are_halves() {
    for (items, grain) in SIZES {
        let run = run(items, grain);
        let pieces = items.div_ceil(grain).max(1);
        let most = pieces.next_power_of_two().ilog2() as usize + 1;
        require!(
            run.depth <= most,
            WrongResult,
            "{items} items in pieces of {grain}: one `join` is in another one in another one, {} deep, and {most} would be \
             enough. Where is the range cut? If a piece is cut off at its beginning, the rest is offered late",
            run.depth
        );
    }
}

#[test]
fn a_range_may_begin_and_end_anywhere() {
    for range in [10..13, usize::MAX - 5..usize::MAX, 5..5, usize::MAX - 1..usize::MAX] {
        let (start, length) = (range.start, range.len());
        let machine = Machine::new(length);
        let total = sum(&machine, range.clone(), 2, &|item| {
            machine.work(item.wrapping_sub(start), 1);
            1
        });
        let calls = machine.run(total).calls;
        require!(
            total == length as u64 && calls.iter().all(|&calls| calls == 1),
            WrongResult,
            "the items {range:?}, each of which counts 1: the sum is {total}, and they were done so often: {calls:?}"
        );
    }
}

/// What the items cost, one by one.
#[derive(Clone, Copy, Debug)]
enum Shape {
    AllTheSame,
    /// From next to nothing to twice the average.
    MoreAndMore,
}

impl Shape {
    fn cost(self, item: usize, items: usize, average: u64) -> u64 {
        match self {
            Shape::MoreAndMore if items > 1 => 2 * average * item as u64 / (items as u64 - 1),
            _ => average,
        }
    }
}

/// When all is done on the made-up machine, in pieces of `grain` items.
fn done_after(items: usize, grain: usize, workers: usize, costs: Costs, shape: Shape) -> u64 {
    let machine = Machine::new(items);
    let total = sum(&machine, 0..items, grain, &|item| {
        machine.work(item, shape.cost(item, items, costs.item))
    });
    machine.run(total).done_after(workers, costs.offer)
}

fn nearly_as_quick_as_the_best(
    items: usize,
    workers: usize,
    offer: u64,
    item: u64,
    coarse: &str,
    fine: &str,
) {
    let costs = Costs { offer, item };
    let chosen = grain(items, workers, costs);
    require!(
        chosen >= 1,
        WrongResult,
        "{items} items, {workers} workers, {costs:?}: a grain of {chosen}, and it should be 1 or more"
    );
    for shape in [Shape::AllTheSame, Shape::MoreAndMore] {
        let all: Vec<u64> = (0..items).map(|number| shape.cost(number, items, item)).collect();
        let grains = (0..32).map(|power| items.div_ceil(1 << power).max(1));
        let mut times: Vec<_> = grains
            .map(|grain| (Run::halved(&all, grain).done_after(workers, offer), grain))
            .collect();
        times.dedup();
        let (best, best_grain) = times.into_iter().min().unwrap_or_default();
        let time = done_after(items, chosen, workers, costs, shape);
        let hint = if chosen > best_grain { coarse } else { fine };
        require!(
            2 * time <= 3 * best,
            WrongResult,
            "{items} items for {workers} workers, {costs:?}, the items cost {shape:?}. In pieces of {chosen} all are done \
             after {time}, in pieces of {best_grain} after {best}. {hint}"
        );
    }
}

const TOO_FEW: &str =
    "Are there enough pieces for all, so that nobody waits long for the last one?";
const TOO_MANY: &str = "How does what is offered compare with what the offer costs?";

#[test]
fn work_that_is_less_than_an_offer_is_not_cut() {
    for (items, workers, offer, item) in
        [(100, 2, 1000, 1), (1000, 2, 1_000_000, 10), (1, 4, 10, 10), (0, 2, 1, 1)]
    {
        nearly_as_quick_as_the_best(items, workers, offer, item, TOO_FEW, TOO_MANY);
    }
}

#[test]
fn a_few_large_items_are_shared_by_all() {
    for (items, workers, offer, item) in
        [(3, 2, 100, 100_000), (16, 2, 1000, 1_000_000), (64, 8, 1000, 1_000_000)]
    {
        nearly_as_quick_as_the_best(items, workers, offer, item, TOO_FEW, TOO_MANY);
    }
}

#[test]
fn many_small_items_are_shared_by_all() {
    for (items, workers, offer, item) in
        [(6_000, 2, 1000, 50), (4_000, 8, 1000, 50), (2_000, 4, 1000, 1000), (2_000, 2, 1, 1000)]
    {
        nearly_as_quick_as_the_best(items, workers, offer, item, TOO_FEW, TOO_MANY);
    }
}

#[test]
fn the_largest_numbers_do_not_overflow() {
    const MAX: u64 = u32::MAX as u64;
    for items in [0, 1, 1000, MAX as usize] {
        for workers in [1, 2, MAX as usize] {
            for (offer, item) in [(1, 1), (MAX, 1), (1, MAX), (MAX, MAX)] {
                let costs = Costs { offer, item };
                let chosen = grain(items, workers, costs);
                require!(
                    chosen >= 1,
                    WrongResult,
                    "{items} items, {workers} workers, {costs:?}: a grain of {chosen}"
                );
                require!(
                    offer < MAX || item > 1 || items > 1000 || chosen >= items,
                    WrongResult,
                    "{items} items for {workers} workers, {costs:?}: a grain of {chosen}. One offer costs more than all items"
                );
            }
        }
    }
}
