//! VERDICT: WRONG RESULT
//! In Python all of them would run to the end.

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
    RunsToItsEnd
}

pub fn a_guest_with_a_dog() -> Answer {
    RunsToItsEnd
}

pub fn without_twos() -> Answer {
    RunsToItsEnd
}

pub fn two_rows() -> Answer {
    RunsToItsEnd
}

pub fn a_row_and_itself() -> Answer {
    RunsToItsEnd
}

pub fn to_itself() -> Answer {
    RunsToItsEnd
}

pub fn two_doors() -> Answer {
    RunsToItsEnd
}

pub fn two_doors_and_one_thread() -> Answer {
    RunsToItsEnd
}
