//! What `src/grain.rs` promises: counted, and on a made-up machine.

use std::ops::Range;

use interleave::sync::Barrier;
use interleave::{Explorer, Gauge, Verdict, reachable, require, yield_point};
use measuring::grain::{Costs, Join as _, grain, sum};

#[path = "grain/machine.rs"]
mod machine;
#[path = "grain/threads.rs"]
mod threads;

use machine::{Machine, Run, done_after};
use threads::Threads;

// The functions as the exercise gives them. If a line does not compile, one has lost its signature.
const _: fn(usize, usize, Costs) -> usize = grain;
const _: fn(&Threads, Range<usize>, usize, &fn(usize) -> u64) -> u64 = sum;

/// `items`, and the largest size of a piece.
const SIZES: [(usize, usize); 15] = [
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
    (65_537, 1),
];

/// What `sum` does with so many items.
fn run(items: usize, grain: usize) -> Run {
    let machine = Machine::new(items);
    let total = sum(&machine, 0..items, grain, &|item| machine.work(item));
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
fn all_pieces_can_be_under_way_at_once() {
    let pieces = 8;
    let report = Explorer::new().budget(10).explore(move || {
        let all = Barrier::new(pieces);
        sum(&Threads, 0..pieces, 1, &|_| {
            all.wait();
            1
        })
    });
    require!(
        report.verdict != Verdict::Deadlock,
        RanSerially,
        "{pieces} items in pieces of 1, each of which waits until all are under way: that never happens, and they wait for \
         ever. Is there a limit to how many are under way at once?"
    );
}

#[test]
fn the_sum_is_the_same_in_every_interleaving() {
    for (items, grain) in [(2, 1), (3, 1), (4, 2)] {
        Explorer::new().budget(2_000).check(move || {
            let one = || {
                sum(&Threads, 0..items, grain, &|item| {
                    yield_point();
                    1 << (20 * item)
                })
            };
            let right: u64 = (0..items).map(|item| 1 << (20 * item)).sum();
            let (total, other) = Threads.join(one, one);
            require!(
                total == right && other == right,
                WrongResult,
                "{items} items in pieces of {grain}, where item N counts 2 to the power of 20 N, added up by two threads \
                 at once: the sums are {total:#x} and {other:#x}, not {right:#x}"
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
fn what_is_small_enough_is_not_cut() {
    for (items, grain) in SIZES {
        for cut in run(items, grain).cuts() {
            require!(
                cut.items > grain,
                WrongResult,
                "{items} items in pieces of {grain}: `join` was called for {} items. Is a piece of {grain} items cut?",
                cut.items
            );
        }
    }
}

#[test]
fn join_gets_both_halves() {
    for (items, grain) in SIZES {
        for cut in run(items, grain).cuts() {
            let told = format!(
                "{items} items in pieces of {grain}: when {} were cut, `join` got {} items in its first closure, and {} in \
                 the second",
                cut.items, cut.first, cut.second
            );
            require!(
                cut.first + cut.second == cut.items,
                RanSerially,
                "{told}. The others are done before or after it, and nobody can take them"
            );
            require!(
                cut.first > 0 && cut.second > 0,
                RanSerially,
                "{told}. So nobody can help with them"
            );
            require!(
                cut.first.abs_diff(cut.second) / 2 < grain,
                WrongResult,
                "{told}. Where is the range cut? In the middle it would be {} and {}",
                cut.items / 2,
                cut.items.div_ceil(2)
            );
        }
    }
}

#[test]
fn a_range_may_begin_and_end_anywhere() {
    let half = usize::MAX / 2;
    for range in [
        10..13,
        5..5,
        half / 2 - 2..half / 2 + 3,
        half - 2..half + 3,
        usize::MAX - 5..usize::MAX,
        usize::MAX - 1..usize::MAX,
    ] {
        let (start, length) = (range.start, range.len());
        let machine = Machine::new(length);
        let total = sum(&machine, range.clone(), 2, &|item| {
            machine.work(item.wrapping_sub(start));
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
        // These are all the ways to cut: a grain that is in between two of them cuts as the smaller one.
        let grains = (0..32)
            .flat_map(|power| [items.div_ceil(1 << power), items >> power])
            .map(|size| size.max(1));
        let mut grains: Vec<usize> = grains.collect();
        grains.dedup();
        let (best, best_grain) = grains
            .into_iter()
            .map(|grain| (done_after(&all, grain, workers, offer), grain))
            .min()
            .unwrap_or_default();
        let time = done_after(&all, chosen, workers, offer);
        let hint = if chosen > best_grain { coarse } else { fine };
        require!(
            4 * time <= 7 * best,
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
    for (items, workers, offer, item) in [
        (100, 2, 1_000_000, 1000),
        (1000, 2, 1_000_000, 10),
        (64, 64, 1_000_000, 1000),
        (1, 4, 10, 10),
        (0, 2, 1, 1),
    ] {
        nearly_as_quick_as_the_best(items, workers, offer, item, TOO_FEW, TOO_MANY);
    }
}

#[test]
fn a_few_large_items_are_shared_by_all() {
    for (items, workers, offer, item) in [
        (3, 2, 100, 100_000),
        (16, 2, 1000, 1_000_000),
        (33, 8, 1000, 1_000_000),
        (64, 8, 1000, 1_000_000),
        (65, 64, 1, 1000),
        (2000, 128, 1000, 1_000_000),
    ] {
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
fn a_little_work_is_shared_by_all() {
    for (items, workers, offer, item) in [
        (4, 4, 1000, 3000),
        (3, 6, 1710, 1000),
        (32, 8, 4040, 1000),
        (1000, 8, 100_000, 1000),
        (16, 128, 602, 1000),
    ] {
        nearly_as_quick_as_the_best(items, workers, offer, item, TOO_FEW, TOO_MANY);
    }
}

#[test]
fn one_worker_makes_few_offers() {
    for (items, workers, offer, item) in
        [(400, 1, 49_000, 1000), (1920, 1, 240_000, 1000), (36, 1, 8000, 1000)]
    {
        nearly_as_quick_as_the_best(items, workers, offer, item, TOO_FEW, TOO_MANY);
    }
}

#[test]
fn the_largest_numbers_do_not_overflow() {
    const MAX: u64 = u32::MAX as u64;
    // With a factor between 2 and 10, one of these is a little more than 32 bits hold.
    let offers = (2..=10).map(|factor| MAX / factor + 1);
    let large = offers.map(|offer| (offer, 1)).chain([(1, 1), (MAX, 1), (1, MAX), (MAX, MAX)]);
    for (offer, item) in large {
        for items in [0, 1, 1000, 1_000_000, MAX as usize] {
            for workers in [1, 2, MAX as usize] {
                let costs = Costs { offer, item };
                let chosen = grain(items, workers, costs);
                let told =
                    format!("{items} items for {workers} workers, {costs:?}: a grain of {chosen}");
                require!(chosen >= 1, WrongResult, "{told}, and it should be 1 or more");
                require!(
                    offer / item < 100 * items as u64 || chosen >= items,
                    WrongResult,
                    "{told}. One offer costs more than all items"
                );
                require!(
                    item / offer < 100 || workers < items || items <= 1 || chosen == 1,
                    WrongResult,
                    "{told}. An item costs more than all offers, and there is a worker for each"
                );
            }
        }
    }
}
