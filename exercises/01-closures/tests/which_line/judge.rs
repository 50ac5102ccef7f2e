//! Compares what a learner expects of the compiler with what is marked in a program.

use closures::which_line::Rustc;
use interleave::require;

/// Stands at the end of the line that the compiler refuses, followed by the code of the error.
const MARKER: &str = "//~ E";

/// A program, and what to think about for those who expect something else of it.
pub(super) struct Program {
    pub(super) text: &'static str,
    /// For those who think that it compiles.
    pub(super) accepts: &'static str,
    /// For those who think that it does not.
    pub(super) refuses: &'static str,
    /// For those who expect the error in another line.
    pub(super) line: &'static str,
}

impl Program {
    /// The line that is refused and the number of the error; none if the program compiles.
    fn marked(&self) -> Option<(u32, u32)> {
        (1..).zip(self.text.lines()).find_map(|(line, text)| {
            let (_, code) = text.split_once(MARKER)?;
            Some((line, code.trim().parse().expect("a number follows the marker's E")))
        })
    }
}

/// The number in `E0382`, or in the whole line that the compiler printed.
fn number(code: &str) -> Option<u32> {
    let digits = code.split(|letter: char| !letter.is_ascii_digit());
    digits.max_by_key(|digits| digits.len())?.parse().ok()
}

/// What an error is about.
fn meaning(number: u32) -> &'static str {
    match number {
        277 => "is for a type that lacks what is demanded of it, such as an `Rc` sent to a thread",
        308 => "is for a value of another type than the one expected",
        373 => "is for a closure that borrows what may be gone when it is called",
        382 => "is for something used after it was moved away",
        499 => "is for two that want to change the same thing at the same time",
        502 => "is for one that wants to look while another one may change, or the other way round",
        505 => "is for something moved away while it is borrowed",
        506 => "is for a value assigned while it is borrowed",
        507 => "is for something moved out of what is only borrowed",
        521 => "is for borrowed data that would leave the function it was lent to",
        525 => {
            "is for a closure that can be called once, where one is needed that can be called often"
        }
        596 => "is for something changed that was not declared `mut`",
        597 => "is for something that is gone while it is still borrowed",
        _ => "is not in the table of the page that led here",
    }
}

/// Asks the learner, and fails unless the compiler agrees. What it says is for thinking, and is not the answer.
#[track_caller]
pub(super) fn judge(expected: fn() -> Rustc, program: &Program) {
    match (expected(), program.marked()) {
        (Rustc::Accepts, marked) => {
            require!(
                marked.is_none(),
                WrongResult,
                "you say that it compiles, and it does not: {}",
                program.accepts
            );
        }
        (Rustc::Refuses(line, code), None) => {
            require!(
                false,
                WrongResult,
                "you say that line {line} is refused with {code}, and it is not: {}",
                program.refuses
            );
        }
        (Rustc::Refuses(line, code), Some((marked_line, marked_number))) => {
            require!(
                line == marked_line,
                WrongResult,
                "it is refused, but the error is not in line {line}: {}",
                program.line
            );
            let number = number(code);
            require!(
                number.is_some(),
                WrongResult,
                "the line is right, and `{code}` is no error code: they look like `E0382`"
            );
            require!(
                number == Some(marked_number),
                WrongResult,
                "the line is right, but {code} {}, and that is not what happens here",
                meaning(number.unwrap_or_default())
            );
        }
    }
}
