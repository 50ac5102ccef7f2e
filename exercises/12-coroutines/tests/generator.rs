//! What `src/generator.rs` promises.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use coroutines::generator::{Generator, Give, Runs, runs};
use interleave::panic::{AssertUnwindSafe, catch_unwind};
use interleave::{check, require};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(fn(&Give<'_, u8>)) -> Generator<u8> = Generator::new;
const _: fn(&Give<'static, u8>, u8) = Give::one;
const _: fn(&Give<'static, u8>, Vec<u8>) = Give::all;
const _: fn(Vec<u8>) -> Runs<std::vec::IntoIter<u8>> = runs;

/// What happened, in this order.
#[derive(Clone, Default)]
struct Notes(Rc<RefCell<Vec<&'static str>>>);

impl Notes {
    fn add(&self, note: &'static str) {
        self.0.borrow_mut().push(note);
    }

    fn are(&self, expected: &[&str], scene: &str) {
        let notes = self.0.borrow();
        require!(
            *notes == expected,
            WrongResult,
            "{scene}: this should have happened, {expected:?}, and this has, {notes:?}"
        );
    }
}

/// An iterator over 0, 1, 2, … that notes how many were taken.
fn counted(taken: &Rc<Cell<u32>>) -> impl Iterator<Item = u32> + use<> {
    let taken = taken.clone();
    std::iter::from_fn(move || {
        require!(
            taken.get() < 1_000,
            WrongResult,
            "there are numbers without an end, few were asked for, and 1000 were taken: what takes them all at once?"
        );
        taken.set(taken.get() + 1);
        Some(taken.get() - 1)
    })
}

#[test]
fn what_is_given_comes_out_in_order() {
    check(|| {
        let numbers = Generator::new(|give| (1..=3).for_each(|number| give.one(number)));
        let numbers: Vec<i32> = numbers.collect();
        require!(
            numbers == [1, 2, 3],
            WrongResult,
            "1, 2 and 3 were given, and {numbers:?} came out"
        );
    });
}

#[test]
fn the_body_runs_when_somebody_asks_and_no_further() {
    check(|| {
        let notes = Notes::default();
        let in_body = notes.clone();
        let mut letters = Generator::new(move |give| {
            in_body.add("begins");
            give.one('a');
            in_body.add("goes on");
            give.one('b');
            in_body.add("ends");
        });
        notes.are(&[], "nobody has asked yet");
        let first = letters.next();
        notes.are(&["begins"], "one letter was asked for");
        let second = letters.next();
        notes.are(&["begins", "goes on"], "two letters were asked for");
        let third = letters.next();
        notes
            .are(&["begins", "goes on", "ends"], "three letters were asked for, and there are two");
        require!(
            (first, second, third) == (Some('a'), Some('b'), None),
            WrongResult,
            "'a' and 'b' were given, and these came out: {first:?}, {second:?}, {third:?}"
        );
    });
}

#[test]
fn a_generator_without_an_end_is_a_generator() {
    check(|| {
        let all = Generator::new(|give| {
            let (mut a, mut b) = (0, 1);
            loop {
                give.one(a);
                (a, b) = (b, a + b);
            }
        });
        let some: Vec<u32> = all.take(8).collect();
        require!(
            some == [0, 1, 1, 2, 3, 5, 8, 13],
            WrongResult,
            "of numbers without an end the first eight were taken, and these came out: {some:?}"
        );
    });
}

#[test]
fn after_the_end_there_is_nothing_for_ever() {
    check(|| {
        let mut one = Generator::new(|give| give.one('a'));
        let told: Vec<_> = (0..4).map(|_| one.next()).collect();
        require!(
            told == [Some('a'), None, None, None],
            WrongResult,
            "one letter was given, and asked four times, the generator said {told:?}"
        );
        let mut empty = Generator::<char>::new(|_| ());
        let told = [empty.next(), empty.next()];
        require!(told == [None, None], WrongResult, "nothing was given, and {told:?} came out");
    });
}

#[test]
fn two_generators_know_nothing_of_each_other() {
    check(|| {
        let count = || {
            Generator::new(|give| {
                let mut number = 0;
                loop {
                    number += 1;
                    give.one(number);
                }
            })
        };
        let (mut anna, mut ben) = (count(), count());
        let told =
            [anna.next(), anna.next(), ben.next(), anna.next(), ben.next()].map(Option::unwrap);
        require!(
            told == [1, 2, 1, 3, 2],
            WrongResult,
            "two generators count from 1; asked anna, anna, ben, anna, ben, they said {told:?}"
        );
    });
}

#[test]
fn one_three_four_two() {
    check(|| {
        let inner =
            || Generator::new(|give| [3, 4].into_iter().for_each(|number| give.one(number)));
        let outer = Generator::new(move |give| {
            give.one(1);
            give.all(inner());
            give.one(2);
        });
        let numbers: Vec<i32> = outer.collect();
        require!(
            numbers == [1, 3, 4, 2],
            WrongResult,
            "1, then all of another generator, which gives 3 and 4, then 2: {numbers:?} came out"
        );
    });
}

#[test]
fn all_takes_each_value_when_it_is_asked_for() {
    check(|| {
        let taken = Rc::new(Cell::new(0));
        let values = counted(&taken);
        let mut outer = Generator::new(move |give| give.all(values));
        let before = taken.get();
        require!(
            before == 0,
            WrongResult,
            "`all` has values without an end, nobody has asked yet, and {before} of them were taken"
        );
        for asked in 1..=5 {
            let told = outer.next();
            require!(
                told == Some(asked - 1),
                WrongResult,
                "`all` was called with 0, 1, 2, …, and asked {asked} times, the generator said {told:?}"
            );
            require!(
                taken.get() == asked,
                WrongResult,
                "`all` has values without an end. {asked} were asked for, and {} were taken",
                taken.get()
            );
        }
    });
}

/// A tree, to be walked from left to right.
struct Tree(Option<Box<(Tree, u32, Tree)>>);

impl Tree {
    /// The numbers of this range, as flat as possible.
    fn of(range: std::ops::Range<u32>) -> Tree {
        let middle = range.start.midpoint(range.end);
        let branch =
            || Box::new((Tree::of(range.start..middle), middle, Tree::of(middle + 1..range.end)));
        Tree((!range.is_empty()).then(branch))
    }

    fn walk(self) -> Generator<u32> {
        Generator::new(move |give| {
            if let Some(branch) = self.0 {
                let (left, number, right) = *branch;
                give.all(left.walk());
                give.one(number);
                give.all(right.walk());
            }
        })
    }
}

#[test]
fn generators_may_be_nested() {
    check(|| {
        let numbers: Vec<u32> = Tree::of(0..31).walk().collect();
        require!(
            numbers.iter().copied().eq(0..31),
            WrongResult,
            "a tree with the numbers 0 to 30 was walked from left to right, and these came out: {numbers:?}"
        );
    });
}

/// Notes when it is dropped.
struct Dropped(Notes);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.add("dropped");
    }
}

#[test]
fn a_generator_that_is_dropped_drops_what_it_holds() {
    check(|| {
        for asked in 0..=2 {
            let notes = Notes::default();
            let held = Dropped(notes.clone());
            let mut letters = Generator::new(move |give| {
                let _held = held;
                give.one('a');
                give.one('b');
                give.one('c');
            });
            (0..asked).for_each(|_| _ = letters.next());
            notes.are(&[], "the generator is alive, and so is what it holds");
            drop(letters);
            require!(
                *notes.0.borrow() == ["dropped"],
                MemoryLeaked,
                "a generator was dropped after it had been asked {asked} times, and what its body holds was not dropped"
            );
        }
    });
}

#[test]
fn a_panic_comes_out_of_next() {
    check(|| {
        let mut letters = Generator::new(|give| {
            give.one('a');
            panic!("no more letters");
        });
        let first = letters.next();
        let second = catch_unwind(AssertUnwindSafe(|| letters.next()));
        require!(
            first == Some('a'),
            WrongResult,
            "the body gives 'a' and then panics, and the first `next` says {first:?}"
        );
        let panic = second.err();
        require!(
            panic.as_ref().and_then(|panic| panic.downcast_ref()) == Some(&"no more letters"),
            PanicSwallowed,
            "the body has panicked with \"no more letters\", and that is not what came out of `next`; something did: {}",
            panic.is_some()
        );
        let third = catch_unwind(AssertUnwindSafe(|| letters.next()));
        require!(
            matches!(third, Ok(None)),
            WrongResult,
            "the body has panicked and is over; asked again, `next` says {:?}",
            third.map_err(|_| "a panic")
        );
    });
}

#[test]
fn runs_are_counted() {
    check(|| {
        let cases: [(&[u32], &[(u32, usize)]); 6] = [
            (&[7, 7, 3, 7], &[(7, 2), (3, 1), (7, 1)]),
            (&[], &[]),
            (&[5], &[(5, 1)]),
            (&[5, 5, 5], &[(5, 3)]),
            (&[1, 2, 3], &[(1, 1), (2, 1), (3, 1)]),
            (&[4, 4, 9, 9], &[(4, 2), (9, 2)]),
        ];
        for (items, expected) in cases {
            let told: Vec<_> = runs(items.iter().copied()).collect();
            require!(
                told == expected,
                WrongResult,
                "the runs of {items:?} are {expected:?}, and `runs` says {told:?}"
            );
        }
    });
}

#[test]
fn an_item_need_be_no_more_than_comparable() {
    check(|| {
        // Neither `Clone`, nor `Hash`, nor `Ord`.
        #[derive(Debug, PartialEq)]
        struct Word(&'static str);
        let told: Vec<_> = runs([Word("so"), Word("so"), Word("what")]).collect();
        require!(
            told == [(Word("so"), 2), (Word("what"), 1)],
            WrongResult,
            "the runs of so, so, what came out as {told:?}"
        );
    });
}

#[test]
fn runs_takes_no_more_than_it_needs() {
    check(|| {
        let taken = Rc::new(Cell::new(0));
        // 0, 0, 0, 1, 1, 1, …, without an end.
        let mut threes = runs(counted(&taken).map(|number| number / 3));
        require!(
            taken.get() == 0,
            WrongResult,
            "nobody has asked for a run, and {} items were taken",
            taken.get()
        );
        for run in 0..3 {
            let told = threes.next();
            require!(
                told == Some((run, 3)),
                WrongResult,
                "each run has 3 items, and `runs` says {told:?}"
            );
            let seen = 3 * (run + 1) + 1;
            require!(
                taken.get() == seen,
                WrongResult,
                "to tell {} runs of 3 items one must have seen {seen} items, and {} were taken",
                run + 1,
                taken.get()
            );
        }
    });
}

#[test]
fn what_is_over_stays_over() {
    check(|| {
        let mut asked = 0;
        // Says `None` after two items, and after that goes on.
        let unreliable = std::iter::from_fn(move || {
            asked += 1;
            (asked != 3).then_some(asked)
        });
        let mut told = runs(unreliable);
        let told: Vec<_> = (0..5).map(|_| told.next()).collect();
        require!(
            told == [Some((1, 1)), Some((2, 1)), None, None, None],
            WrongResult,
            "the items were 1, 2 and an end, after which they go on; asked five times, `runs` says {told:?}"
        );
    });
}
