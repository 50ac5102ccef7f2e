//! Printing as a step of the thread that prints.
//!
//! An exploration runs a program hundreds of times; its output goes into the timeline, not to the terminal. The macros
//! evaluate their arguments once, whichever way it goes.

use std::fmt::Arguments;
use std::panic::Location;

use crate::kernel::{Op, Subject, Until, exploring, point, with};

/// Bytes of output kept of one execution.
const MOST: usize = 64 << 10;

/// For the printing macros only: notes the text and returns `true` inside an exploration.
#[doc(hidden)]
#[track_caller]
pub fn printed(text: Arguments<'_>, newline: bool) -> bool {
    if !exploring() {
        return false;
    }
    let place = Location::caller();
    // Formatting may call code of the program, which may come to points of its own.
    let text = text.to_string();
    point(Op::Prints, Subject::Console, place, Until::Now);
    with(|k| {
        let room = MOST.saturating_sub(k.printed.len());
        k.printed.extend(text.chars().take(room));
        if newline && room > 0 {
            k.printed.push('\n');
        }
        k.did(Op::Prints, "prints", Subject::Console, place, |_, e| e.detail(format!("{text:?}")));
    });
    true
}

/// A step inside an exploration, else std's macro of that name.
#[doc(hidden)]
#[macro_export]
macro_rules! __print {
    ($newline:literal, $name:ident, $($arg:tt)*) => {
        match $crate::__std::format_args!($($arg)*) {
            text => {
                if !$crate::print::printed(text, $newline) {
                    $crate::__std::$name!("{}", text)
                }
            }
        }
    };
}

/// As [`std::println!`]; inside an exploration the line becomes a step in the timeline.
#[macro_export]
macro_rules! println {
    () => { $crate::println!("") };
    ($($arg:tt)*) => {
        $crate::__print!(true, println, $($arg)*)
    };
}

/// As [`std::print!`]; inside an exploration the text becomes a step in the timeline.
#[macro_export]
macro_rules! print {
    ($($arg:tt)*) => {
        $crate::__print!(false, print, $($arg)*)
    };
}

/// As [`std::eprintln!`]; inside an exploration the line becomes a step in the timeline.
#[macro_export]
macro_rules! eprintln {
    () => { $crate::eprintln!("") };
    ($($arg:tt)*) => {
        $crate::__print!(true, eprintln, $($arg)*)
    };
}

/// As [`std::eprint!`]; inside an exploration the text becomes a step in the timeline.
#[macro_export]
macro_rules! eprint {
    ($($arg:tt)*) => {
        $crate::__print!(false, eprint, $($arg)*)
    };
}
