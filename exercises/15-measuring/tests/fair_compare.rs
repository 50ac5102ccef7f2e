//! What `src/fair_compare.rs` promises, on a machine that is made up and so can be as bad as we like.

use std::time::Duration;

use interleave::require;
use measuring::fair_compare::{Clock, Comparison, Plan, Which, compare};

#[path = "fair_compare/machine.rs"]
mod machine;

use machine::{Call, Machine};

// The function as the exercise gives it. If this line does not compile, it has lost its signature.
const _: fn(&mut dyn FnMut(), &mut dyn FnMut(), &dyn Clock, Plan) -> Comparison = compare;

const ONE_CALL: Duration = Duration::ZERO;
const SIZES: [usize; 5] = [1, 2, 3, 10, 31];

/// Compares the two functions of a machine.
fn measured(machine: &Machine, rounds: usize, sample: Duration) -> Comparison {
    let result = compare(
        &mut || machine.call(Which::First),
        &mut || machine.call(Which::Second),
        machine,
        Plan { rounds, sample },
    );
    require!(
        result.rounds.len() == rounds,
        WrongResult,
        "{rounds} rounds were asked for, and {} were measured",
        result.rounds.len()
    );
    result
}

/// Whether a number is `right`, give or take a part of it. What is no number is not.
fn near(number: f64, right: f64, part: f64) -> bool {
    (number - right).abs() <= part * right
}

#[test]
fn a_known_ratio_is_found() {
    for (first, second) in [(3.0, 1.0), (1.0, 4.0), (1.0, 1.0), (10.4e-3, 3.6e-3), (2.6e-6, 1.9e-6)]
    {
        for rounds in SIZES {
            let machine = Machine::new(move |call| call.of(first, second));
            let result = measured(&machine, rounds, ONE_CALL);
            require!(
                near(result.ratio(), first / second, 0.002),
                WrongResult,
                "the first takes {first} s, the second {second} s, always. After {rounds} rounds the ratio is {}",
                result.ratio()
            );
        }
    }
}

#[test]
fn the_first_call_does_not_count() {
    for rounds in [1, 2, 5] {
        let machine =
            Machine::new(|call: Call| if call.of_its_own == 0 { 100.0 } else { call.of(2.0, 1.0) });
        let result = measured(&machine, rounds, ONE_CALL);
        for (round, ratio) in result.rounds.iter().enumerate() {
            require!(
                near(*ratio, 2.0, 1e-9),
                WrongResult,
                "the first takes 2 s and the second 1 s, but each of them 100 s when it is called for the first time. Round \
                 {round} came to {ratio}: was either of them called before?"
            );
        }
    }
}

#[test]
fn a_machine_that_slows_down_slows_down_both() {
    for (first, second) in [(1.0, 1.0), (3.0, 1.0)] {
        for rounds in SIZES {
            // 2 % with each call.
            let machine = Machine::new(move |call| {
                call.of(first, second) * 1.02_f64.powi(call.of_all.min(1500) as i32)
            });
            let result = measured(&machine, rounds, ONE_CALL);
            for (round, ratio) in result.rounds.iter().enumerate() {
                require!(
                    near(*ratio, first / second, 0.005),
                    WrongResult,
                    "the first takes {first} s and the second {second} s, and each call 2 % more than the one before it. \
                     Round {round} of {rounds} came to {ratio}: who was measured when, in this round?"
                );
            }
        }
    }
}

#[test]
fn a_machine_that_changes_in_the_middle_changes_for_both() {
    let machine = Machine::new(|call| call.of(1.5, 1.0) * if call.of_all > 40 { 3.0 } else { 1.0 });
    let result = measured(&machine, 21, ONE_CALL);
    require!(
        near(result.ratio(), 1.5, 1e-9),
        WrongResult,
        "the first takes 1.5 s and the second 1 s, and from the 42nd call on all takes three times as long. After 21 rounds \
         the ratio is {}",
        result.ratio()
    );
}

#[test]
fn nobody_always_comes_after_the_other() {
    for rounds in SIZES {
        // What the first one leaves behind makes the next call slow, whoever's that is.
        let slow = |call: &Call| call.before == Some(Which::First);
        let machine =
            Machine::new(move |call| call.of(2.0, 1.0) * if slow(&call) { 1.2 } else { 1.0 });
        let result = measured(&machine, rounds, ONE_CALL);
        for (round, ratio) in result.rounds.iter().enumerate().skip(1) {
            require!(
                near(*ratio, 2.0, 1e-9),
                WrongResult,
                "the first takes 2 s and the second 1 s, and after a call of the first, the next one takes 20 % more. Round \
                 {round} of {rounds} came to {ratio}: who came after whom in this round?"
            );
        }
    }
}

#[test]
fn some_spoiled_rounds_change_nothing() {
    for rounds in [9, 10, 31] {
        let machine =
            Machine::new(|call| call.of(2.0, 1.0) + if call.of_all % 9 == 5 { 100.0 } else { 0.0 });
        let result = measured(&machine, rounds, ONE_CALL);
        require!(
            near(result.ratio(), 2.0, 1e-9),
            WrongResult,
            "the first takes 2 s and the second 1 s, but every ninth call 100 s more. After {rounds} rounds the ratio is {}; \
             the rounds: {:?}",
            result.ratio(),
            result.rounds
        );
    }
}

#[test]
fn a_lucky_round_changes_nothing() {
    let machine =
        Machine::new(|call| call.of(2.0, 1.0) * if call.of_all % 11 == 6 { 0.01 } else { 1.0 });
    let ratio = measured(&machine, 11, ONE_CALL).ratio();
    require!(
        near(ratio, 2.0, 1e-9),
        WrongResult,
        "the first takes 2 s and the second 1 s, but every eleventh call next to nothing. After 11 rounds the ratio is {ratio}"
    );
}

#[test]
fn short_calls_are_measured_with_a_coarse_clock() {
    for (first, second) in [(30e-6, 10e-6), (10e-6, 0.5e-3), (20e-6, 0.2)] {
        let machine = Machine::new(move |call| call.of(first, second)).with_ticks(1e-3);
        let ratio = measured(&machine, 3, Duration::from_millis(50)).ratio();
        require!(
            near(ratio, first / second, 0.05),
            WrongResult,
            "the first takes {first} s and the second {second} s, the clock shows whole milliseconds, and 50 of them are to \
             go by each time. The ratio is {ratio}, not {}: how many calls are in a measurement, and what is it divided by?",
            first / second
        );
    }
}

#[test]
fn to_read_the_clock_costs_nothing_that_counts() {
    let machine = Machine::new(|call| call.of(3e-6, 1e-6)).with_readings_of(20e-6);
    let ratio = measured(&machine, 3, Duration::from_millis(10)).ratio();
    require!(
        near(ratio, 3.0, 0.05),
        WrongResult,
        "the first takes 3 µs, the second 1 µs, and to read the clock takes 20 µs. Measured for 10 ms each time, the ratio is \
         {ratio}, not 3: how often is the clock read?"
    );
}

#[test]
fn a_sample_is_as_long_as_was_asked_for() {
    // Every other millisecond is twice as slow: one sees it only if one looks at both.
    let machine = Machine::in_time(|call, now| {
        call.of(30e-6, 10e-6) * if ((now * 1e3) as u64).is_multiple_of(2) { 1.0 } else { 2.0 }
    });
    let ratio = measured(&machine, 5, Duration::from_millis(40)).ratio();
    require!(
        near(ratio, 3.0, 0.06),
        WrongResult,
        "the first takes 30 µs and the second 10 µs, and in every other millisecond both take twice as long. Measured for \
         40 ms each time, the ratio is {ratio}, not 3: for how long was each of them called?"
    );
}

fn of(rounds: &[f64]) -> Comparison {
    Comparison { rounds: rounds.to_vec() }
}

#[test]
fn the_ratio_is_the_one_in_the_middle() {
    for (rounds, right) in [
        (vec![2.0], 2.0),
        (vec![3.0, 1.0, 2.0], 2.0),
        (vec![1.0, 2.0, 4.0, 100.0], 3.0),
        (vec![10.0, 1.0], 5.5),
        (vec![0.1, 10.0, 0.2, 9.0, 0.3], 0.3),
    ] {
        let result = of(&rounds);
        require!(
            near(result.ratio(), right, 1e-9),
            WrongResult,
            "the median of {rounds:?} is {right}, not {}",
            result.ratio()
        );
        require!(
            result.rounds == rounds,
            WrongResult,
            "after `ratio`, the rounds {rounds:?} are {:?}",
            result.rounds
        );
    }
}

#[test]
fn only_nine_of_ten_rounds_say_who_is_faster() {
    let made_of = |below: usize, same: usize, above: usize| {
        let mut rounds = vec![0.99; below];
        rounds.extend(vec![1.0; same]);
        rounds.extend(vec![1.01; above]);
        rounds
    };
    for (below, same, above, right) in [
        (10, 0, 0, Some(Which::First)),
        (9, 0, 1, Some(Which::First)),
        (9, 1, 0, Some(Which::First)),
        (8, 0, 2, None),
        (8, 2, 0, None),
        (0, 0, 10, Some(Which::Second)),
        (1, 0, 9, Some(Which::Second)),
        (0, 2, 8, None),
        (5, 0, 5, None),
        (0, 10, 0, None),
        (1, 0, 0, Some(Which::First)),
        (0, 0, 1, Some(Which::Second)),
        (0, 1, 0, None),
        (13, 0, 2, None),
        (14, 0, 1, Some(Which::First)),
        (27, 0, 4, None),
        (28, 0, 3, Some(Which::First)),
        (3, 0, 28, Some(Which::Second)),
    ] {
        let found = of(&made_of(below, same, above)).faster();
        require!(
            found == right,
            WrongResult,
            "in {below} rounds the first took less, in {same} both the same, in {above} the second less: `faster` says {found:?}, \
             not {right:?}"
        );
    }
}

#[test]
fn noise_alone_makes_nobody_faster() {
    // Calls differ by up to 20 %, as a generator of random numbers says.
    let noise = |n: usize| (n as u64 * 2_654_435_761 % 1000) as f64 / 5000.0;
    let machine = Machine::new(move |call| 1.0 + noise(call.of_all));
    let result = measured(&machine, 40, ONE_CALL);
    require!(
        result.faster().is_none(),
        WrongResult,
        "both take 1 s and up to 20 % more, as chance has it: `faster` says {:?}; the rounds: {:?}",
        result.faster(),
        result.rounds
    );
}
