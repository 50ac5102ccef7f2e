//! The refused ones are made by a function of its own.

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

fn refused(line: u32, otherwise: Otherwise) -> Answer {
    Answer::RefusedInLine(line, otherwise)
}

pub fn one_more_guest() -> Answer {
    refused(4, Otherwise::UseAfterFree)
}

pub fn a_guest_with_a_dog() -> Answer {
    Answer::RunsToItsEnd
}

pub fn without_twos() -> Answer {
    refused(5, Otherwise::ElementSkipped)
}

pub fn two_rows() -> Answer {
    refused(4, Otherwise::Nothing)
}

pub fn a_row_and_itself() -> Answer {
    Answer::PanicsInLine(8)
}

pub fn to_itself() -> Answer {
    refused(8, Otherwise::ChangedWhileRead)
}

pub fn two_doors() -> Answer {
    refused(7, Otherwise::DataRace)
}

pub fn two_doors_and_one_thread() -> Answer {
    Answer::RunsToItsEnd
}
