//! What `src/split.rs` promises: `two_of` with one thread, `in_two` in every interleaving.

use aliasing::split::{in_two, two_of};
use interleave::panic::{AssertUnwindSafe, catch_unwind};
use interleave::{Gauge, Verdict, check, reachable, require, size, thread};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(&mut [u8], usize, usize) -> Option<(&mut u8, &mut u8)> = two_of;
const _: fn(&mut [u8], fn(&mut [u8]) -> i32, fn(&mut [u8]) -> bool) -> (i32, bool) = in_two;

/// Something that cannot be copied and cannot be made from nothing.
#[derive(Debug, PartialEq)]
struct Photo(u32);

/// Photographs with the numbers 0, 1, 2, …
fn wall(photos: u32) -> Vec<Photo> {
    (0..photos).map(Photo).collect()
}

fn numbers(wall: &[Photo]) -> Vec<u32> {
    wall.iter().map(|photo| photo.0).collect()
}

#[test]
fn the_two_are_those_that_were_asked_for() {
    check(|| {
        for len in 2..=size(5, 5..=8) as u32 {
            for i in 0..len as usize {
                for j in (0..len as usize).filter(|&j| j != i) {
                    let mut photos = wall(len);
                    let Some((first, second)) = two_of(&mut photos, i, j) else {
                        require!(
                            false,
                            WrongResult,
                            "`two_of(_, {i}, {j})` of {len} photographs says None"
                        );
                        return;
                    };
                    let got = (first.0 as usize, second.0 as usize);
                    require!(
                        got == (i, j),
                        WrongResult,
                        "`two_of(_, {i}, {j})` of {len} gives number {} and number {}",
                        got.0,
                        got.1
                    );
                    (first.0, second.0) = (100, 200);
                    let mut expected: Vec<u32> = (0..len).collect();
                    (expected[i], expected[j]) = (100, 200);
                    let left = numbers(&photos);
                    require!(
                        left == expected,
                        WrongResult,
                        "100 was written to the first and 200 to the second of `two_of(_, {i}, {j})`, and the wall is \
                         {left:?}"
                    );
                }
            }
        }
    });
}

#[test]
fn nobody_gets_two_names_for_one_photograph() {
    check(|| {
        for len in 0..=4 {
            let mut photos = wall(len);
            for place in 0..len as usize {
                let two = two_of(&mut photos, place, place).is_some();
                require!(
                    !two,
                    WrongResult,
                    "`two_of(_, {place}, {place})` gives two names for one photograph"
                );
            }
        }
    });
}

#[test]
fn a_place_that_is_not_there_is_refused() {
    check(|| {
        for len in 0..=3 {
            let mut photos = wall(len);
            let len = len as usize;
            for there in 0..=len {
                for nowhere in [len, len + 1, usize::MAX] {
                    for (i, j) in [(there, nowhere), (nowhere, there)] {
                        let two = two_of(&mut photos, i, j).is_some();
                        require!(
                            !two,
                            WrongResult,
                            "`two_of(_, {i}, {j})` of {len} photographs is not None"
                        );
                    }
                }
            }
        }
    });
}

#[test]
fn each_worker_gets_its_half() {
    check(|| {
        for len in 0..=5_u32 {
            let mut photos = wall(len);
            let (left, right) = in_two(&mut photos, |half| numbers(half), |half| numbers(half));
            let middle = len / 2;
            require!(
                left == (0..middle).collect::<Vec<_>>()
                    && right == (middle..len).collect::<Vec<_>>(),
                WrongResult,
                "{len} photographs: the left worker got the numbers {left:?}, and the right one {right:?}"
            );
        }
    });
}

#[test]
fn what_the_workers_do_is_done_on_the_wall() {
    check(|| {
        let mut photos = wall(5);
        let add = |half: &mut [Photo], number| {
            for photo in half.iter_mut() {
                photo.0 += number;
            }
            half.len()
        };
        let (left, right) = in_two(&mut photos, |half| add(half, 100), |half| add(half, 200));
        let numbers = numbers(&photos);
        require!(
            numbers == [100, 101, 202, 203, 204],
            WrongResult,
            "the left worker added 100 to each number and the right one 200, and the wall is {numbers:?}"
        );
        require!(
            (left, right) == (2, 3),
            WrongResult,
            "the workers returned 2 (left) and 3 (right), and `in_two` returns ({left}, {right})"
        );
    });
}

#[test]
fn both_work_at_the_same_time() {
    for photographs in [0, 1, 2, 5] {
        reachable(
            Verdict::RanSerially,
            &format!(
                "were both workers under way at once, on a wall of {photographs}: does one of them wait for the end \
                 of the other?"
            ),
            move || {
                let mut photos = wall(photographs);
                let working = Gauge::new();
                let clean = |half: &mut [Photo]| {
                    let _here = working.enter();
                    for photo in half {
                        photo.0 += 10;
                    }
                };
                in_two(&mut photos, clean, clean);
                working.most() == 2
            },
        );
    }
}

#[test]
fn a_half_can_be_cut_again() {
    check(|| {
        let mut photos = wall(4);
        let (left, right) = in_two(
            &mut photos,
            |half| in_two(half, |quarter| quarter[0].0, |quarter| quarter[0].0),
            |half| in_two(half, |quarter| quarter[0].0, |quarter| quarter[0].0),
        );
        require!(
            (left, right) == ((0, 1), (2, 3)),
            WrongResult,
            "a wall of 4, cut twice, gives the quarters {left:?} and {right:?}"
        );
    });
}

#[test]
fn four_work_at_the_same_time_when_the_halves_are_cut_again() {
    reachable(
        Verdict::RanSerially,
        "were four workers under way at once, when each of two cut its half again: what does the second `in_two` find \
         that the first one did not?",
        || {
            let mut photos = wall(4);
            let working = Gauge::new();
            let clean = |quarter: &mut [Photo]| {
                let _here = working.enter();
                thread::yield_now();
                quarter[0].0 += 10;
            };
            let cut = |half: &mut [Photo]| in_two(half, clean, clean);
            in_two(&mut photos, cut, cut);
            working.most() == 4
        },
    );
}

#[test]
fn a_worker_who_panics_does_not_stop_the_other() {
    check(|| {
        // Nobody falls yet: an `in_two` that is not written yet ends the test here.
        in_two(&mut wall(2), |_| (), |_| ());
        for falls in ["left", "right"] {
            let mut photos = wall(2);
            let clean = |name: &str, half: &mut [Photo]| {
                assert!(name != falls, "the {name} worker fell off the ladder");
                half[0].0 += 10;
            };
            let ended = catch_unwind(AssertUnwindSafe(|| {
                in_two(&mut photos, |half| clean("left", half), |half| clean("right", half));
            }));
            let numbers = numbers(&photos);
            let expected = if falls == "left" { [0, 11] } else { [10, 1] };
            require!(
                ended.is_err(),
                WrongResult,
                "the {falls} worker panicked, and `in_two` returned"
            );
            require!(
                numbers == expected,
                WrongResult,
                "the {falls} worker panicked, the other one added 10, and the wall is {numbers:?}"
            );
        }
    });
}

#[test]
fn it_panics_if_both_workers_do() {
    check(|| {
        in_two(&mut wall(2), |_| (), |_| ());
        let mut photos = wall(2);
        let clean = |half: &mut [Photo]| {
            half[0].0 += 10;
            assert!(half[0].0 < 10, "a worker fell off the ladder");
        };
        let ended = catch_unwind(AssertUnwindSafe(|| in_two(&mut photos, clean, clean)));
        require!(ended.is_err(), WrongResult, "both workers panicked, and `in_two` returned");
        let numbers = numbers(&photos);
        require!(
            numbers == [10, 11],
            WrongResult,
            "both workers added 10 and panicked, and the wall is {numbers:?}"
        );
    });
}
