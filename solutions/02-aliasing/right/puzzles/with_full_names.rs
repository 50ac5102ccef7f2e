//! The answers with the full names of their variants.

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

pub fn one_more_guest() -> Answer {
    Answer::RefusedInLine(4, Otherwise::UseAfterFree)
}

pub fn a_guest_with_a_dog() -> Answer {
    Answer::RunsToItsEnd
}

pub fn without_twos() -> Answer {
    Answer::RefusedInLine(5, Otherwise::ElementSkipped)
}

pub fn two_rows() -> Answer {
    Answer::RefusedInLine(4, Otherwise::Nothing)
}

pub fn a_row_and_itself() -> Answer {
    Answer::PanicsInLine(8)
}

pub fn to_itself() -> Answer {
    Answer::RefusedInLine(8, Otherwise::ChangedWhileRead)
}

pub fn two_doors() -> Answer {
    Answer::RefusedInLine(7, Otherwise::DataRace)
}

pub fn two_doors_and_one_thread() -> Answer {
    Answer::RunsToItsEnd
}
