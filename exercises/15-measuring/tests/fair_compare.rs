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
    for (who, name) in [(Which::First, "first"), (Which::Second, "second")] {
        let time = machine.last_sample(who);
        require!(
            time >= sample,
            WrongResult,
            "a sample of {sample:?} was asked for. When the {name} function was measured for the last time, {time:?} went by \
             from one reading of the clock to the next: are the calls enough each time, and is the clock read in between?"
        );
    }
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
                "the first takes {first} s, the second {second} s, always. After {rounds} rounds the ratio is {}, \
                 not {}: what is subtracted, and what is divided?",
                result.ratio(),
                first / second
            );
        }
    }
}

#[test]
fn the_first_call_does_not_count() {
    for (rounds, sample) in [(1, 0), (2, 0), (5, 0), (2, 1)] {
        let machine =
            Machine::new(|call: Call| if call.of_its_own == 0 { 100.0 } else { call.of(2.0, 1.0) });
        let result = measured(&machine, rounds, Duration::from_secs(sample));
        for (round, ratio) in result.rounds.iter().enumerate() {
            require!(
                near(*ratio, 2.0, 1e-9),
                WrongResult,
                "the first takes 2 s and the second 1 s, but each of them 100 s when it is called for the first time. With \
                 samples of {sample} s, round {round} came to {ratio}: was either of them called before?"
            );
        }
    }
}

#[test]
fn a_machine_that_slows_down_slows_down_both() {
    // In the first round, a sample may need attempts that later ones do not.
    for (first, second, sample, from, part) in
        [(1.0, 1.0, 0, 0, 5e-5), (3.0, 1.0, 0, 0, 5e-5), (1.0, 1.0, 8, 1, 6e-4)]
    {
        for rounds in SIZES {
            let machine =
                Machine::new(move |call| call.of(first, second) * (1.0 + call.of_all as f64 / 1e4));
            let result = measured(&machine, rounds, Duration::from_secs(sample));
            for (round, ratio) in result.rounds.iter().enumerate().skip(from) {
                require!(
                    near(*ratio, first / second, part),
                    WrongResult,
                    "the first takes {first} s and the second {second} s, and with each call a ten-thousandth of that is \
                     added. With samples of {sample} s, round {round} of {rounds} came to {ratio}, not {}: who was measured \
                     when, in this round?",
                    first / second
                );
            }
        }
    }
}

#[test]
fn a_machine_that_changes_in_the_middle_changes_for_both() {
    for (last, times, sample) in [(41, 3.0, 0), (300, 0.2, 10)] {
        let machine = Machine::new(move |call| {
            call.of(1.5, 1.0) * if call.of_all < last { 1.0 } else { times }
        });
        let result = measured(&machine, 21, Duration::from_secs(sample));
        require!(
            near(result.ratio(), 1.5, 1e-6),
            WrongResult,
            "the first takes 1.5 s and the second 1 s, and after {last} calls all takes {times} times as long. With samples \
             of {sample} s, after 21 rounds the ratio is {}, not 1.5",
            result.ratio()
        );
    }
}

#[test]
fn both_come_equally_often_after_the_other() {
    for rounds in SIZES {
        // What one of them leaves behind makes a call of the other slow.
        let machine = Machine::new(|call| {
            call.of(2.0, 1.0) * if call.is_after_the_other() { 1.1 } else { 1.0 }
        });
        let result = measured(&machine, rounds, ONE_CALL);
        for (round, ratio) in result.rounds.iter().enumerate().skip(1) {
            require!(
                near(*ratio, 2.0, 0.01),
                WrongResult,
                "the first takes 2 s and the second 1 s, and right after a call of the other, each of them takes 10 % more. \
                 Round {round} of {rounds} came to {ratio}: who came after whom in this round?"
            );
        }
    }
}

#[test]
fn some_spoiled_rounds_change_nothing() {
    // So few that they are in less than half of the rounds, however many calls a round has.
    const UNUSUAL: [usize; 9] = [3, 9, 27, 81, 243, 729, 2187, 6561, 19683];
    for times in [100.0, 0.01] {
        for rounds in [9, 10, 31] {
            let machine = Machine::new(move |call| {
                call.of(2.0, 1.0) * if UNUSUAL.contains(&call.of_all) { times } else { 1.0 }
            });
            let result = measured(&machine, rounds, ONE_CALL);
            require!(
                near(result.ratio(), 2.0, 1e-9),
                WrongResult,
                "the first takes 2 s and the second 1 s, but a few calls {times} times as long. After {rounds} rounds the ratio \
                 is {}; the rounds: {:?}",
                result.ratio(),
                result.rounds
            );
        }
    }
}

#[test]
fn a_sample_has_as_many_calls_as_it_takes() {
    for (first, second, tick, sample) in [
        (30e-6, 10e-6, 1e-3, 50e-3),
        (10e-6, 0.5e-3, 1e-3, 50e-3),
        (20e-6, 0.2, 1e-3, 50e-3),
        (20e-6, 10e-6, 1e-9, 500e-6),
        (0.1, 0.2, 1e-9, 2.0),
        // The second one has to be called more than 1 << 16 times.
        (2.6e-9, 1.9e-9, 1e-9, 130e-6),
    ] {
        let machine = Machine::new(move |call| call.of(first, second)).with_ticks(tick);
        let ratio = measured(&machine, 1, Duration::from_secs_f64(sample)).ratio();
        require!(
            near(ratio, first / second, 0.05),
            WrongResult,
            "the first takes {first:e} s and the second {second:e} s, the clock goes on by {tick:e} s, and {sample:e} s are to \
             go by each time. The ratio is {ratio}, not {}: how many calls are in a measurement, and what is divided by what?",
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
        (vec![1.0003, 1.0001, 1.0002], 1.0002),
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
        let mut rounds = vec![0.999_999; below];
        rounds.extend(vec![1.0; same]);
        rounds.extend(vec![1.000_001; above]);
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
            "in {below} rounds the first took a millionth less, in {same} both the same, in {above} the second a millionth less: \
             `faster` says {found:?}, not {right:?}"
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
