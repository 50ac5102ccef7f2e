//! # Which line?
//!
//! Six small programs. For each of them say what the compiler will say, before it does: that it compiles, or the line
//! with the error and the error's code. The line is the one to which its first arrow points: `--> late.rs:4:5` is
//! line 4. The codes are in the book, on the page that led here.
//!
//! When you are sure that you are right and the tests say otherwise, copy the program into a file, leave out the
//! numbers, and ask `rustc --edition 2024`. To ask first is to miss the fun.
//!
//! In the end you repair two of the programs.
//!
//! Check it with `cargo test -p closures --test which_line`.

use std::thread::{self, JoinHandle};

/// What the compiler says to a program.
#[derive(Clone, Copy, Debug)]
pub enum Rustc {
    /// Nothing: it compiles.
    Accepts,
    /// An error in this line, with this code, such as `"E0382"`.
    Refuses(u32, &'static str),
}

/// What does the compiler say?
///
/// ```text
/// 1  fn main() {
/// 2      let mut i = 1;
/// 3      let times_i = |x| i * x;
/// 4      i = 3;
/// 5      println!("{}", times_i(2));
/// 6  }
/// ```
pub fn late() -> Rustc {
    // ANSWER
    // | todo!("`Rustc::Accepts`, or `Rustc::Refuses(line, \"E…\")`")
    // The closure has borrowed `i` and is called later, in line 5. Until then nobody may change `i`.
    Rustc::Refuses(4, "E0506")
    // END
}

/// What does the compiler say?
///
/// ```text
/// 1  fn main() {
/// 2      let name = String::from("Anna");
/// 3      let greet = move || println!("Hello, {name}");
/// 4      greet();
/// 5      greet();
/// 6      println!("Good bye, {name}");
/// 7  }
/// ```
pub fn farewell() -> Rustc {
    // ANSWER
    // | todo!("what does the compiler say?")
    // `move` took the name into the closure. To call it twice is fine: it only looks at what it owns.
    Rustc::Refuses(6, "E0382")
    // END
}

/// What does the compiler say?
///
/// ```text
/// 1  fn main() {
/// 2      let mut inside = 0;
/// 3      let mut enter = || inside += 1;
/// 4      let mut leave = || inside -= 1;
/// 5      enter();
/// 6      leave();
/// 7      println!("{inside}");
/// 8  }
/// ```
pub fn turnstile() -> Rustc {
    // ANSWER
    // | todo!("what does the compiler say?")
    // Each closure holds a `&mut inside`, and `enter` still needs its own in line 5.
    Rustc::Refuses(4, "E0499")
    // END
}

/// What does the compiler say?
///
/// ```text
/// 1  fn main() {
/// 2      let mut visitors = 0;
/// 3      let mut enter = || visitors += 1;
/// 4      enter();
/// 5      enter();
/// 6      println!("{visitors}");
/// 7      visitors = 0;
/// 8      println!("{visitors}");
/// 9  }
/// ```
pub fn evening() -> Rustc {
    // ANSWER
    // | todo!("what does the compiler say?")
    // A borrow ends with its last use, and `enter` is not used after line 5.
    Rustc::Accepts
    // END
}

/// What does the compiler say?
///
/// ```text
/// 1  fn main() {
/// 2      let coat = String::from("red coat");
/// 3      let give_back = || coat;
/// 4      let mine = give_back();
/// 5      let again = give_back();
/// 6      println!("{mine}, {again}");
/// 7  }
/// ```
pub fn coat() -> Rustc {
    // ANSWER
    // | todo!("what does the compiler say?")
    // The closure gives away what it owns, so it is an `FnOnce`: the first call uses it up.
    Rustc::Refuses(5, "E0382")
    // END
}

/// What does the compiler say?
///
/// ```text
/// 1  use std::thread;
/// 2
/// 3  fn main() {
/// 4      let name = String::from("Ben");
/// 5      let ben = thread::spawn(|| println!("I am {name}"));
/// 6      ben.join().unwrap();
/// 7  }
/// ```
pub fn messenger() -> Rustc {
    // ANSWER
    // | todo!("what does the compiler say?")
    // The `join` below is no help: `spawn` takes only closures that could live for ever.
    Rustc::Refuses(5, "E0373")
    // END
}

/// The repaired coat: a closure that hands out a coat like `coat` each time it is called.
pub fn coat_for_each(coat: String) -> impl Fn() -> String {
    // ANSWER
    // | || todo!("hand out a coat, and keep one")
    move || coat.clone()
    // END
}

/// The repaired messenger: starts a thread that returns `I am` and the name, and does not wait for it.
pub fn send_messenger(name: &str) -> JoinHandle<String> {
    // ANSWER
    // | todo!("start a thread that owns all it needs")
    // `move` alone would move the reference, and the text would still be somebody else's.
    let name = name.to_owned();
    thread::spawn(move || format!("I am {name}"))
    // END
}
