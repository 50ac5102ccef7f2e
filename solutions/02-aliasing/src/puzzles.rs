//! # What would break?
//!
//! Eight small programs. In each of them two names lead to one thing, or seem to. For each, say what happens before
//! you try it:
//!
//! - it compiles and runs to its end;
//! - it compiles, and stops with a panic in some line;
//! - the compiler refuses some line. Then say as well what would break if it did not.
//!
//! The line is the one where the forbidden thing is *done*, the one that the compiler's message begins with. Lines
//! are numbered from 1. When you have an answer to all of them, check it with
//! `cargo test -p aliasing --test puzzles`.

/// What happens to a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It compiles and runs to its end.
    RunsToItsEnd,
    /// It compiles. When it runs, it panics in this line.
    PanicsInLine(u32),
    /// The compiler refuses this line. Otherwise something would break, or would it?
    RefusedInLine(u32, Otherwise),
}

/// What would break if the compiler accepted the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// A name would lead to memory that has been given back.
    UseAfterFree,
    /// A loop would walk over a list that moves up while it walks, and leave out an element.
    ElementSkipped,
    /// Two threads would access the same number, at least one would write, and nothing puts one before the other.
    DataRace,
    /// A function would have promised that a number does not change while it looks at it, and change it itself.
    ChangedWhileRead,
    /// Nothing would. The two names lead to different things, but the compiler cannot know that.
    Nothing,
}

use Answer::{PanicsInLine, RefusedInLine, RunsToItsEnd};

/// ```text
/// 1  fn main() {
/// 2      let mut guests = vec![String::from("anna"), String::from("ben")];
/// 3      let first = &guests[0];
/// 4      guests.push(String::from("cleo"));
/// 5      println!("{first}");
/// 6  }
/// ```
pub fn one_more_guest() -> Answer {
    // ANSWER
    // | todo!("what happens, and in which line?")
    // A vector that is full moves to a larger place. `first` would look at the old one.
    RefusedInLine(4, Otherwise::UseAfterFree)
    // END
}

/// ```text
/// 1  fn main() {
/// 2      let mut guests = vec![String::from("anna"), String::from("ben")];
/// 3      let first = &mut guests[0];
/// 4      first.push_str(" and dog");
/// 5      guests.push(String::from("cleo"));
/// 6      println!("{guests:?}");
/// 7  }
/// ```
pub fn a_guest_with_a_dog() -> Answer {
    // ANSWER
    // | todo!("what happens, and in which line?")
    // `first` is not used after line 4, so in line 5 it is no longer a name that counts.
    RunsToItsEnd
    // END
}

/// ```text
/// 1  fn main() {
/// 2      let mut numbers = vec![1, 2, 2, 3];
/// 3      for (place, number) in numbers.iter().enumerate() {
/// 4          if *number == 2 {
/// 5              numbers.remove(place);
/// 6          }
/// 7      }
/// 8      println!("{numbers:?}");
/// 9  }
/// ```
pub fn without_twos() -> Answer {
    // ANSWER
    // | todo!("what happens, and in which line?")
    // The second 2 would move to the place that the loop has just left.
    RefusedInLine(5, Otherwise::ElementSkipped)
    // END
}

/// ```text
/// 1  fn main() {
/// 2      let mut rows = vec![vec![1], vec![2]];
/// 3      let upper = &mut rows[0];
/// 4      let lower = &mut rows[1];
/// 5      upper.append(lower);
/// 6      println!("{rows:?}");
/// 7  }
/// ```
pub fn two_rows() -> Answer {
    // ANSWER
    // | todo!("what happens, and in which line?")
    // Row 0 is not row 1. The compiler sees two indices and does not calculate.
    RefusedInLine(4, Otherwise::Nothing)
    // END
}

/// ```text
///  1  use std::cell::RefCell;
///  2  use std::rc::Rc;
///  3
///  4  fn main() {
///  5      let upper = Rc::new(RefCell::new(vec![1]));
///  6      let lower = Rc::clone(&upper);
///  7      let mut target = upper.borrow_mut();
///  8      let source = lower.borrow();
///  9      target.extend(source.iter());
/// 10  }
/// ```
pub fn a_row_and_itself() -> Answer {
    // ANSWER
    // | todo!("what happens, and in which line?")
    // The compiler leaves a `RefCell` to the run, and in line 8 the run finds the first borrow alive.
    PanicsInLine(8)
    // END
}

/// ```text
///  1  fn add_twice(sum: &mut i32, number: &i32) {
///  2      *sum += *number;
///  3      *sum += *number;
///  4  }
///  5
///  6  fn main() {
///  7      let mut sum = 5;
///  8      add_twice(&mut sum, &sum);
///  9      println!("{sum}");
/// 10  }
/// ```
pub fn to_itself() -> Answer {
    // ANSWER
    // | todo!("what happens, and in which line?")
    // 5 + 5 + 10 if `number` is read twice, 5 + 5 + 5 if it is read once. `&i32` promises that it is the same.
    RefusedInLine(8, Otherwise::ChangedWhileRead)
    // END
}

/// ```text
///  1  use std::thread;
///  2
///  3  fn main() {
///  4      let mut visitors = 0;
///  5      thread::scope(|s| {
///  6          s.spawn(|| visitors += 1);
///  7          s.spawn(|| visitors += 1);
///  8      });
///  9      println!("{visitors}");
/// 10  }
/// ```
pub fn two_doors() -> Answer {
    // ANSWER
    // | todo!("what happens, and in which line?")
    // Each closure has a `&mut` to the number, and both are alive until the scope ends.
    RefusedInLine(7, Otherwise::DataRace)
    // END
}

/// ```text
///  1  use std::cell::Cell;
///  2
///  3  fn main() {
///  4      let visitors = Cell::new(0);
///  5      let east = || visitors.set(visitors.get() + 1);
///  6      let west = || visitors.set(visitors.get() + 1);
///  7      east();
///  8      west();
///  9      println!("{}", visitors.get());
/// 10  }
/// ```
pub fn two_doors_and_one_thread() -> Answer {
    // ANSWER
    // | todo!("what happens, and in which line?")
    // Both closures share the cell. A `Cell` changes through a shared reference, and it cannot leave its thread.
    RunsToItsEnd
    // END
}
