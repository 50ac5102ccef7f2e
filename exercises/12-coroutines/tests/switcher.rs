//! What `src/switcher.rs` promises.

use std::cell::RefCell;
use std::rc::Rc;

use coroutines::switcher::{Part, Switch, play};
use interleave::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use interleave::{Explorer, check, require, thread};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(Vec<Part<u8>>, u8) -> u8 = play;
const _: fn(&Switch<'static, u8>, usize, u8) -> u8 = Switch::to;

/// What was said, by all parts, in this order.
#[derive(Clone, Default)]
struct Said(Rc<RefCell<Vec<u32>>>);

impl Said {
    fn say(&self, line: u32) {
        self.0.borrow_mut().push(line);
    }

    fn is(&self, expected: &[u32], scene: &str) {
        let said = self.0.borrow();
        require!(
            *said == expected,
            WrongResult,
            "{scene}. It should have been {expected:?} in this order, and it was {said:?}"
        );
    }
}

/// Says so when it is dropped.
struct Props(Said, u32);

impl Drop for Props {
    fn drop(&mut self) {
        self.0.say(self.1);
    }
}

fn part<T>(part: impl FnOnce(&Switch<'_, T>, T) -> T + 'static) -> Part<T> {
    Box::new(part)
}

/// A part that should not get the word.
fn silent<T>(number: usize) -> Part<T> {
    part(move |_, cue| {
        require!(
            false,
            WrongResult,
            "part {number} was given the word, and nobody has passed it there"
        );
        cue
    })
}

#[test]
fn a_play_with_one_part_is_that_part() {
    check(|| {
        let last = play(vec![part(|_, cue: u32| cue + 1)], 6);
        require!(
            last == 7,
            WrongResult,
            "the only part was given 6 and returned 7, and `play` returned {last}"
        );
    });
}

#[test]
fn one_three_two_four() {
    check(|| {
        let said = Said::default();
        let (one, other) = (said.clone(), said.clone());
        let anna = part(move |switch, ()| {
            one.say(1);
            switch.to(1, ());
            one.say(2);
            switch.to(1, ());
            one.say(0);
        });
        let ben = part(move |switch, ()| {
            other.say(3);
            switch.to(0, ());
            other.say(4);
        });
        play(vec![anna, ben], ());
        said.is(
            &[1, 3, 2, 4],
            "part 0 says 1, passes, says 2, passes; part 1 says 3, passes, says 4, and the play is over",
        );
    });
}

#[test]
fn the_word_goes_where_it_is_passed() {
    check(|| {
        let said = Said::default();
        let lines = |mine: u32, route: &'static [usize]| {
            let said = said.clone();
            part(move |switch, ()| {
                for &next in route {
                    said.say(mine);
                    switch.to(next, ());
                }
                said.say(mine);
            })
        };
        play(vec![lines(0, &[2, 2]), silent(1), lines(2, &[3, 0]), lines(3, &[2, 2])], ());
        said.is(
            &[0, 2, 3, 2, 0, 2],
            "four parts, and the word goes from 0 to 2, to 3, to 2, to 0, to 2. Part 2 returns",
        );
    });
}

#[test]
fn the_cue_comes_along() {
    check(|| {
        // Boxes can be moved and not copied.
        let anna = part(|switch, cue: Box<u32>| {
            let cue = switch.to(1, Box::new(*cue + 1));
            require!(
                *cue == 20,
                WrongResult,
                "part 0 waited in `to`, was given 20, and `to` returned {cue}"
            );
            let cue = switch.to(1, Box::new(*cue + 1));
            require!(
                false,
                WrongResult,
                "part 1 has returned, and part 0 was given {cue} after that"
            );
            cue
        });
        let ben = part(|switch, cue: Box<u32>| {
            require!(
                *cue == 11,
                WrongResult,
                "part 1 was to begin with the cue 11, and began with {cue}"
            );
            let cue = switch.to(0, Box::new(20));
            require!(
                *cue == 21,
                WrongResult,
                "part 1 waited in `to`, was given 21, and `to` returned {cue}"
            );
            Box::new(30)
        });
        let last = play(vec![anna, ben], Box::new(10));
        require!(*last == 30, WrongResult, "part 1 returned 30, and `play` returned {last}");
    });
}

#[test]
fn whoever_returns_first_ends_the_play() {
    check(|| {
        let said = Said::default();
        let one = said.clone();
        let waiting = part(move |switch, _| {
            one.say(0);
            let cue = switch.to(1, "your turn");
            one.say(100);
            cue
        });
        let last = play(vec![waiting, part(|_, _| "the end"), silent(2)], "begin");
        require!(
            last == "the end",
            WrongResult,
            "part 0 waits, part 1 returned \"the end\", and `play` returned {last:?}"
        );
        said.is(&[0], "part 0 says 0 and waits until part 1 has ended the play");
    });
}

#[test]
fn what_the_others_hold_is_dropped_before_play_returns() {
    check(|| {
        let said = Said::default();
        let (one, two) = (said.clone(), said.clone());
        let begun = part(move |switch, ()| {
            let _mine = Props(one, 1);
            switch.to(1, ());
        });
        let props = Props(two, 2);
        let not_begun = part(move |_, ()| drop(props));
        play(vec![begun, part(|_, ()| ()), not_begun], ());
        let mut dropped = said.0.borrow().clone();
        dropped.sort_unstable();
        require!(
            dropped == [1, 2],
            MemoryLeaked,
            "`play` has returned. Part 0 waited in `to` and holds props 1, part 2 never began and has captured props 2. \
             These were dropped: {dropped:?}"
        );
    });
}

#[test]
fn a_part_may_pass_the_word_to_itself() {
    check(|| {
        let last = play(vec![part(|switch, cue: u32| switch.to(0, cue + 1) + 1), silent(1)], 5);
        require!(
            last == 7,
            WrongResult,
            "part 0 began with 5, passed 6 to itself, returned one more, and `play` returned {last}"
        );
    });
}

/// What came out of `play` as a panic, as text.
fn panic_of(scene: impl FnOnce()) -> Option<String> {
    // One that ends well.
    play(vec![part(|_, ()| ())], ());
    let panic = catch_unwind(AssertUnwindSafe(scene)).err()?;
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_string());
    Some(text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default())
}

#[test]
fn a_panic_comes_out_of_play() {
    check(|| {
        let said = Said::default();
        let one = said.clone();
        let waiting = part(move |switch, ()| {
            let _props = Props(one, 1);
            switch.to(1, ());
        });
        let forgetful = part(|_, ()| panic!("forgot the line"));
        let panic = panic_of(move || play(vec![waiting, forgetful], ()));
        require!(
            panic.is_some(),
            PanicSwallowed,
            "part 1 has panicked, and `play` returned as if nothing had been"
        );
        require!(
            panic.as_deref() == Some("forgot the line"),
            PanicSwallowed,
            "part 1 has panicked with \"forgot the line\", and what came out of `play` is {panic:?}"
        );
        said.is(&[1], "part 1 has panicked, and what part 0 holds is dropped");
    });
    check(|| {
        let number = catch_unwind(AssertUnwindSafe(|| {
            // One that ends well, and one that does not.
            play(vec![part(|_, ()| ())], ());
            play(vec![part(|_, ()| panic_any(7_u8))], ());
        }));
        let number = number.err().and_then(|panic| panic.downcast_ref::<u8>().copied());
        require!(
            number == Some(7),
            PanicSwallowed,
            "a part has panicked with the number 7, and what came out of `play` is {number:?}"
        );
    });
}

#[test]
fn a_number_that_there_is_not_is_an_error() {
    check(|| {
        for missing in [2, 3, usize::MAX] {
            let panic = panic_of(move || {
                play(vec![part(move |switch, ()| switch.to(missing, ())), part(|_, ()| ())], ());
            });
            require!(
                panic.is_some(),
                WrongResult,
                "there are parts 0 and 1, the word was passed to {missing}, and `play` returned"
            );
        }
    });
}

#[test]
fn all_is_done_by_one_thread() {
    check(|| {
        let me = thread::current().id();
        let other = part(move |switch, ()| {
            require!(
                thread::current().id() == me,
                WrongResult,
                "a part runs on another thread than the one that called `play`"
            );
            switch.to(0, ());
        });
        play(vec![part(|switch, ()| switch.to(1, ())), other], ());
    });
}

#[test]
fn a_long_scene_needs_no_longer_stack() {
    Explorer::new().max_steps(1_000_000).check(|| {
        let there_and_back = |other: usize| {
            part(move |switch, mut left: u32| {
                while left > 0 {
                    left = switch.to(other, left - 1);
                }
                left
            })
        };
        let last = play(vec![there_and_back(1), there_and_back(0)], 100_000);
        require!(last == 0, WrongResult, "two parts count down together from 100,000 to {last}");
    });
}

#[test]
fn a_play_may_be_part_of_a_play() {
    check(|| {
        let outer = part(|switch, cue: u32| {
            let inner =
                vec![part(|switch, cue: u32| switch.to(1, cue + 1)), part(|_, cue| cue + 1)];
            let cue = switch.to(1, cue + 10);
            play(inner, cue)
        });
        let last = play(vec![outer, part(|switch, cue| switch.to(0, cue + 10))], 0);
        require!(
            last == 22,
            WrongResult,
            "a part that plays a play itself should return 22, and returned {last}"
        );
    });
}
