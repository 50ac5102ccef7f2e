//! What `src/counter.rs` promises, in every interleaving.

use interleave::{Explorer, check, require, size, thread, unexplored};
use locks::counter::Counter;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn() -> Counter = Counter::new;
const _: fn(&Counter) -> u64 = Counter::enter;
const _: fn(&Counter) -> u64 = Counter::total;

#[test]
fn one_door_counts_from_one() {
    check(|| {
        let counter = Counter::new();
        let total = counter.total();
        require!(total == 0, WrongResult, "a new counter says {total}, not 0");
        for number in 1..=3 {
            let told = counter.enter();
            require!(told == number, WrongResult, "visitor {number} was told to be number {told}");
            let total = counter.total();
            require!(total == number, WrongResult, "{number} entered, and `total` says {total}");
        }
    });
}

/// This many visits are more than 16 bits can count. One real thread is enough.
#[test]
fn a_long_day_is_counted_to_the_end() {
    let visitors = size(70_000, 66_000..=99_000) as u64;
    unexplored(move || {
        let counter = Counter::new();
        for number in 1..=visitors {
            let told = counter.enter();
            require!(told == number, WrongResult, "visitor {number} was told to be number {told}");
        }
        let total = counter.total();
        require!(total == visitors, WrongResult, "{visitors} entered, and `total` says {total}");
    });
}

#[test]
fn no_visitor_is_lost() {
    check(|| {
        let counter = Counter::new();
        thread::scope(|s| {
            let east = s.spawn(|| counter.enter());
            let west = s.spawn(|| counter.enter());
            east.join().unwrap();
            west.join().unwrap();
        });
        let total = counter.total();
        require!(
            total == 2,
            LostUpdate,
            "two visitors entered, by two doors, and `total` says {total}: can anybody come between the reading \
             and the writing in `enter`?"
        );
    });
}

#[test]
fn no_number_is_given_twice() {
    check(|| {
        let counter = Counter::new();
        let ([first, second], west) = thread::scope(|s| {
            let east = s.spawn(|| [counter.enter(), counter.enter()]);
            let west = s.spawn(|| counter.enter());
            (east.join().unwrap(), west.join().unwrap())
        });
        require!(
            first < second,
            WrongResult,
            "the east door let in number {second} after number {first}"
        );
        let mut told = [first, second, west];
        told.sort_unstable();
        require!(
            told == [1, 2, 3],
            WrongResult,
            "three visitors were told {first} and {second} (east) and {west} (west): does `enter` learn the \
             number in the same step that counts?"
        );
    });
}

#[test]
fn the_total_never_goes_back() {
    check(|| {
        let counter = Counter::new();
        thread::scope(|s| {
            let east = s.spawn(|| [counter.enter(), counter.enter()]);
            let (earlier, later) = (counter.total(), counter.total());
            require!(
                earlier <= later && later <= 2,
                WrongResult,
                "two enter and nobody leaves, and `total` said first {earlier} and then {later}"
            );
            let told = east.join().unwrap();
            require!(
                told == [1, 2],
                WrongResult,
                "there is one door, and its two visitors were told {told:?}: does `total` change what it reads?"
            );
        });
        let total = counter.total();
        require!(
            total == 2,
            LostUpdate,
            "two entered while `total` was read, and now it says {total}"
        );
    });
}

#[test]
fn two_counters_do_not_share_their_number() {
    check(|| {
        let (museum, garden) = (Counter::new(), Counter::new());
        let (in_museum, in_garden) = thread::scope(|s| {
            let museum_door = s.spawn(|| museum.enter());
            let garden_door = s.spawn(|| garden.enter());
            (museum_door.join().unwrap(), garden_door.join().unwrap())
        });
        require!(
            (in_museum, in_garden) == (1, 1),
            WrongResult,
            "the first visitor of the museum was told {in_museum}, the first of the garden {in_garden}: where does \
             the number live?"
        );
    });
}

#[test]
fn who_was_told_a_number_is_in_the_total() {
    check(|| {
        let counter = Counter::new();
        thread::scope(|s| {
            let east = s.spawn(|| (counter.enter(), counter.total()));
            let west = s.spawn(|| counter.enter());
            let (told, total) = east.join().unwrap();
            west.join().unwrap();
            require!(
                told <= total && total <= 2,
                WrongResult,
                "the east door was told that its visitor is number {told}, and then `total` said {total}, of 2: is \
                 there one number behind both?"
            );
        });
    });
}

#[test]
fn three_doors_get_three_numbers() {
    check(|| {
        let counter = Counter::new();
        let mut told = thread::scope(|s| {
            let east = s.spawn(|| counter.enter());
            let west = s.spawn(|| counter.enter());
            let north = s.spawn(|| counter.enter());
            [east.join().unwrap(), west.join().unwrap(), north.join().unwrap()]
        });
        told.sort_unstable();
        let total = counter.total();
        require!(
            told == [1, 2, 3] && total == 3,
            LostUpdate,
            "three visitors entered, by three doors, and were told {told:?}; `total` says {total}"
        );
    });
}

#[test]
fn a_crowd_at_one_door_keeps_nobody_out_at_the_other() {
    check(|| {
        let counter = Counter::new();
        let (east, mut west) = thread::scope(|s| {
            let east = s.spawn(|| counter.enter());
            let west = s.spawn(|| [counter.enter(), counter.enter(), counter.enter()]);
            (east.join().unwrap(), west.join().unwrap().to_vec())
        });
        west.push(east);
        west.sort_unstable();
        let total = counter.total();
        require!(
            west == [1, 2, 3, 4] && total == 4,
            LostUpdate,
            "three visitors entered at the west door while one (number {east}) entered at the east door: they were \
             told {west:?}, and `total` says {total}. How often does `enter` try?"
        );
    });
}

#[test]
fn no_visitor_is_lost_whatever_memory_shows() {
    Explorer::new().weak_memory(true).spurious_wakeups(1).check(|| {
        let counter = Counter::new();
        let (east, west) = thread::scope(|s| {
            let east = s.spawn(|| counter.enter());
            let west = s.spawn(|| counter.enter());
            (east.join().unwrap(), west.join().unwrap())
        });
        let total = counter.total();
        require!(
            east + west == 3 && east != west && total == 2,
            LostUpdate,
            "two visitors were told {east} (east) and {west} (west), and `total` says {total}: a load may show an \
             older number, and a thread may wake up for no reason"
        );
    });
}
