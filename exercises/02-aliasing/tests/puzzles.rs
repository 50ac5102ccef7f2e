//! What rustc and a run say about the programs in `src/puzzles.rs`. The answers stand below: read them afterwards.

use aliasing::puzzles::Answer::{self, PanicsInLine, RefusedInLine, RunsToItsEnd};
use aliasing::puzzles::Otherwise::{
    self, ChangedWhileRead, DataRace, ElementSkipped, Nothing, UseAfterFree,
};
use aliasing::puzzles::{
    a_guest_with_a_dog, a_row_and_itself, one_more_guest, to_itself, two_doors,
    two_doors_and_one_thread, two_rows, without_twos,
};
use interleave::{check, require};

/// Compares a prediction with what happens, from coarse to fine: the message says no more than is needed to go on.
#[track_caller]
fn compare(name: &'static str, predict: fn() -> Answer, truth: Answer) {
    check(move || {
        let answer = predict();
        let said = story(answer);
        let (same_kind, kind) = match truth {
            RunsToItsEnd => {
                (answer == truth, "which line would need a `&mut` while another name is in use?")
            }
            PanicsInLine(_) => (
                matches!(answer, PanicsInLine(_)),
                "who checks the two names here, the compiler or somebody else?",
            ),
            RefusedInLine(..) => (
                matches!(answer, RefusedInLine(..)),
                "are two names for one thing alive at the same time, and is one of them used to change it?",
            ),
        };
        require!(same_kind, WrongResult, "`{name}`: you say that {said}. It is not so: {kind}");
        let line = |answer| match answer {
            RunsToItsEnd => None,
            PanicsInLine(line) | RefusedInLine(line, _) => Some(line),
        };
        require!(
            line(answer) == line(truth),
            WrongResult,
            "`{name}`: you say that {said}. It is another line: what is the first line that does what the earlier \
             name forbids?"
        );
        require!(
            answer == truth,
            WrongResult,
            "`{name}`: you say that {said}. The line is right, the reason is not: think the program through as if \
             the line were allowed"
        );
    });
}

fn story(answer: Answer) -> String {
    match answer {
        RunsToItsEnd => "it runs to its end".to_owned(),
        PanicsInLine(line) => format!("it panics in line {line}"),
        RefusedInLine(line, otherwise) => {
            format!("line {line} is refused, and otherwise {}", consequence(otherwise))
        }
    }
}

fn consequence(otherwise: Otherwise) -> &'static str {
    match otherwise {
        UseAfterFree => "memory would be used that has been given back",
        ElementSkipped => "an element would be left out",
        DataRace => "there would be a data race",
        ChangedWhileRead => "a number would change under somebody's eyes",
        Nothing => "nothing would break",
    }
}

#[test]
fn one_more_guest_is_forecast() {
    compare("one_more_guest", one_more_guest, RefusedInLine(4, UseAfterFree));
}

#[test]
fn a_guest_with_a_dog_is_forecast() {
    compare("a_guest_with_a_dog", a_guest_with_a_dog, RunsToItsEnd);
}

#[test]
fn without_twos_is_forecast() {
    compare("without_twos", without_twos, RefusedInLine(5, ElementSkipped));
}

#[test]
fn two_rows_is_forecast() {
    compare("two_rows", two_rows, RefusedInLine(4, Nothing));
}

#[test]
fn a_row_and_itself_is_forecast() {
    compare("a_row_and_itself", a_row_and_itself, PanicsInLine(8));
}

#[test]
fn to_itself_is_forecast() {
    compare("to_itself", to_itself, RefusedInLine(8, ChangedWhileRead));
}

#[test]
fn two_doors_is_forecast() {
    compare("two_doors", two_doors, RefusedInLine(7, DataRace));
}

#[test]
fn two_doors_and_one_thread_is_forecast() {
    compare("two_doors_and_one_thread", two_doors_and_one_thread, RunsToItsEnd);
}
