//! What `src/snapshot.rs` promises, in every interleaving.

use aliasing::snapshot::{Office, Rates};
use interleave::cell::{Cell, RefCell};
use interleave::sync::Arc;
use interleave::{Explorer, check, require, thread};

#[path = "snapshot/elsewhere.rs"]
mod elsewhere;

use elsewhere::{check_meanwhile, elsewhere};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(Rates) -> Office = Office::new;
const _: fn(&Office) -> Arc<Rates> = Office::rates;
const _: fn(&Office, fn(&Rates) -> Rates) -> Arc<Rates> = Office::update;

/// An office whose first board says 100 and 105. Each version is told from the others by `buy`; `sell` is 5 more.
fn office() -> Office {
    Office::new(Rates { buy: 100, sell: 105 })
}

/// The rates after these, as a clerk computes them: one more for both.
fn one_more(old: &Rates) -> Rates {
    Rates { buy: old.buy + 1, sell: old.sell + 1 }
}

#[test]
fn the_board_shows_what_was_put_up_last() {
    check(|| {
        let office = office();
        let rates = office.rates();
        require!(
            *rates == Rates { buy: 100, sell: 105 },
            WrongResult,
            "a new office with 100 and 105 shows {rates:?}"
        );
        for number in 1..=3 {
            let (seen, calls) = (Cell::new(0), Cell::new(0));
            let new = office.update(|old| {
                seen.set(old.buy);
                calls.set(calls.get() + 1);
                one_more(old)
            });
            let (seen, calls, rates) = (seen.get(), calls.get(), office.rates());
            require!(
                seen == 99 + number,
                WrongResult,
                "the board said {} to buy, and the clerk was given {seen} to compute with",
                99 + number
            );
            require!(
                *new == Rates { buy: 100 + number, sell: 105 + number } && rates == new,
                WrongResult,
                "{number} times one more than 100 and 105: `update` returns {new:?}, `rates` says {rates:?}"
            );
            require!(
                calls == 1,
                WrongResult,
                "no other clerk was there, and one `update` called `change` {calls} times"
            );
        }
    });
}

#[test]
fn a_version_in_the_hand_never_changes() {
    check(|| {
        let office = office();
        let anna = office.rates();
        office.update(one_more);
        let ben = office.rates();
        office.update(one_more);
        let told = (anna.buy, ben.buy, office.rates().buy);
        require!(
            told == (100, 101, 102),
            WrongResult,
            "three versions, and a customer kept each of them: they read {told:?} instead of (100, 101, 102)"
        );
    });
}

#[test]
fn no_customer_sees_half_a_version() {
    check(|| {
        let office = office();
        thread::scope(|s| {
            let _clerk =
                s.spawn(|| office.update(|old| Rates { buy: old.buy + 10, sell: old.sell + 10 }));
            let seen = office.rates();
            require!(
                seen.sell == seen.buy + 5,
                TornWrite,
                "the boards say 100 and 105, then 110 and 115, and a customer saw {} and {}",
                seen.buy,
                seen.sell
            );
        });
        let last = office.rates();
        require!(
            (last.buy, last.sell) == (110, 115),
            WrongResult,
            "the clerk is done with 110 and 115, and the board says {} and {}",
            last.buy,
            last.sell
        );
    });
}

#[test]
fn the_board_never_goes_back() {
    check(|| {
        let office = office();
        thread::scope(|s| {
            let _clerk = s.spawn(|| {
                office.update(one_more);
                office.update(one_more);
            });
            let (earlier, later) = (office.rates(), office.rates());
            require!(
                earlier.buy <= later.buy,
                WrongResult,
                "a customer saw the version {}, and afterwards the older one {}",
                earlier.buy,
                later.buy
            );
        });
    });
}

#[test]
fn all_customers_of_one_moment_share_one_version() {
    check(|| {
        let office = office();
        let (anna, ben) = (office.rates(), office.rates());
        require!(
            Arc::ptr_eq(&anna, &ben),
            WrongResult,
            "two customers looked at one board, and each of them got a copy: does `rates` make a new `Arc`, or one \
             more name for the one that is there?"
        );
        let (new, cleo) = (office.update(one_more), office.rates());
        require!(
            Arc::ptr_eq(&new, &cleo),
            WrongResult,
            "what `update` returns is a copy of the version that hangs there now"
        );
    });
}

#[test]
fn no_update_is_lost() {
    check(|| {
        let office = office();
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| office.update(one_more).buy);
            let ben = s.spawn(|| office.update(one_more).buy);
            (anna.join().unwrap(), ben.join().unwrap())
        });
        let last = office.rates();
        require!(
            (last.buy, last.sell) == (102, 107),
            LostUpdate,
            "two clerks raised 100 by one each, and the board says {}: is the version that a clerk replaces still the \
             one it started from?",
            last.buy
        );
        require!(
            anna.min(ben) == 101 && anna.max(ben) == 102,
            WrongResult,
            "two clerks raised 100 by one each, and `update` told them that their versions are {anna} and {ben}"
        );
    });
}

#[test]
fn each_of_three_updates_builds_on_the_one_before_it() {
    check(|| {
        let office = office();
        thread::scope(|s| {
            s.spawn(|| office.update(|old| Rates { buy: old.buy, sell: 2 * old.sell }));
            s.spawn(|| office.update(|old| Rates { buy: old.buy, sell: 3 * old.sell }));
            s.spawn(|| office.update(|old| Rates { buy: old.buy + 5, sell: old.sell }));
        });
        let last = office.rates();
        require!(
            (last.buy, last.sell) == (105, 630),
            LostUpdate,
            "100 and 105: one clerk doubles `sell`, one makes it three times as much, one adds 5 to `buy`, and the \
             board says {} and {} instead of 105 and 630. How does a clerk notice that another one was faster?",
            last.buy,
            last.sell
        );
    });
}

#[test]
fn a_clerk_may_be_too_late_any_number_of_times() {
    // Anna yields while she computes and Ben after each update. So in the first interleaving he is faster each time.
    Explorer::new().budget(100).check(|| {
        let office = office();
        thread::scope(|s| {
            let _anna = s.spawn(|| {
                office.update(|old| {
                    thread::yield_now();
                    one_more(old)
                })
            });
            let _ben = s.spawn(|| {
                for _ in 0..20 {
                    office.update(one_more);
                    thread::yield_now();
                }
            });
        });
        let last = office.rates().buy;
        require!(
            last == 121,
            LostUpdate,
            "21 updates raised 100 by one each, 20 of them by one clerk, and the board says {last}: how often does \
             `update` try?"
        );
    });
}

#[test]
fn customers_do_not_wait_for_a_clerk_who_computes() {
    check_meanwhile(Explorer::new(), || {
        let office = office();
        for number in [100, 101] {
            let seen = RefCell::new(Vec::new());
            office.update(|old| {
                seen.borrow_mut().push(elsewhere(|| office.rates().buy));
                one_more(old)
            });
            let (seen, last) = (seen.into_inner(), office.rates().buy);
            require!(
                seen == [number],
                WrongResult,
                "while the clerk computed a new version of {number}, customers read {seen:?} from the board"
            );
            require!(
                last == number + 1,
                WrongResult,
                "one update of {number}, and the board says {last}"
            );
        }
    });
}

#[test]
fn customers_do_not_wait_for_a_clerk_who_was_too_late() {
    check_meanwhile(Explorer::new().budget(1_000), || {
        let office = office();
        thread::scope(|s| {
            let _anna = s.spawn(|| {
                office.update(|old| {
                    thread::yield_now();
                    let seen = elsewhere(|| office.rates().buy);
                    require!(
                        seen >= old.buy,
                        WrongResult,
                        "a clerk computes with the version {}, and a customer reads the older one {seen}",
                        old.buy
                    );
                    one_more(old)
                })
            });
            let _ben = s.spawn(|| {
                for _ in 0..10 {
                    office.update(one_more);
                    thread::yield_now();
                }
            });
        });
    });
}

#[test]
fn a_replaced_version_is_freed_when_the_last_customer_has_gone() {
    check(|| {
        let office = office();
        let customer = office.rates();
        let first = Arc::downgrade(&customer);
        office.update(one_more);
        drop(customer);
        require!(
            first.upgrade().is_none(),
            MemoryLeaked,
            "the first version was replaced and its only customer has gone, and it is still there: who has a name for \
             it?"
        );
        let second = Arc::downgrade(&office.rates());
        require!(second.upgrade().is_some(), WrongResult, "the version on the board was freed");
        office.update(one_more);
        require!(
            second.upgrade().is_none(),
            MemoryLeaked,
            "the second version was replaced, nobody looks at it, and it is still there"
        );
    });
}

#[test]
fn two_offices_have_two_boards() {
    check(|| {
        let (north, south) = (office(), office());
        north.update(one_more);
        let told = (north.rates().buy, south.rates().buy);
        require!(
            told == (101, 100),
            WrongResult,
            "two offices began with 100, the first raised it, and they say {told:?}"
        );
    });
}

#[test]
fn nothing_is_lost_or_torn_whatever_memory_shows() {
    Explorer::new().weak_memory(true).spurious_wakeups(1).check(|| {
        let office = office();
        thread::scope(|s| {
            let _anna = s.spawn(|| office.update(one_more));
            let _ben = s.spawn(|| office.update(one_more));
        });
        let last = office.rates();
        require!(
            (last.buy, last.sell) == (102, 107),
            LostUpdate,
            "two clerks raised 100 by one each, and the board says {} and {}: a load may show an older number, and a \
             thread may wake up for no reason",
            last.buy,
            last.sell
        );
    });
}
