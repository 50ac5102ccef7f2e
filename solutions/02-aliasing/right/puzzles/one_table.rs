//! All forecasts in one table.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    RunsToItsEnd,
    PanicsInLine(u32),
    RefusedInLine(u32, Otherwise),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise {
    UseAfterFree,
    ElementSkipped,
    DataRace,
    ChangedWhileRead,
    Nothing,
}

use Answer::{PanicsInLine, RefusedInLine, RunsToItsEnd};

const FORECASTS: [Answer; 8] = [
    RefusedInLine(4, Otherwise::UseAfterFree),
    RunsToItsEnd,
    RefusedInLine(5, Otherwise::ElementSkipped),
    RefusedInLine(4, Otherwise::Nothing),
    PanicsInLine(8),
    RefusedInLine(8, Otherwise::ChangedWhileRead),
    RefusedInLine(7, Otherwise::DataRace),
    RunsToItsEnd,
];

fn forecast(number: usize) -> Answer {
    FORECASTS[number]
}

pub fn one_more_guest() -> Answer {
    forecast(0)
}

pub fn a_guest_with_a_dog() -> Answer {
    forecast(1)
}

pub fn without_twos() -> Answer {
    forecast(2)
}

pub fn two_rows() -> Answer {
    forecast(3)
}

pub fn a_row_and_itself() -> Answer {
    forecast(4)
}

pub fn to_itself() -> Answer {
    forecast(5)
}

pub fn two_doors() -> Answer {
    forecast(6)
}

pub fn two_doors_and_one_thread() -> Answer {
    forecast(7)
}
