//! VERDICT: WRONG RESULT
//! The second borrow panics when it is made, not when it is used.

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

pub fn one_more_guest() -> Answer {
    RefusedInLine(4, Otherwise::UseAfterFree)
}

pub fn a_guest_with_a_dog() -> Answer {
    RunsToItsEnd
}

pub fn without_twos() -> Answer {
    RefusedInLine(5, Otherwise::ElementSkipped)
}

pub fn two_rows() -> Answer {
    RefusedInLine(4, Otherwise::Nothing)
}

pub fn a_row_and_itself() -> Answer {
    PanicsInLine(9)
}

pub fn to_itself() -> Answer {
    RefusedInLine(8, Otherwise::ChangedWhileRead)
}

pub fn two_doors() -> Answer {
    RefusedInLine(7, Otherwise::DataRace)
}

pub fn two_doors_and_one_thread() -> Answer {
    RunsToItsEnd
}
