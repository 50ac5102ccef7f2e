//! How far a generator runs.

use corosensei::{Coroutine, Yielder};

// ANCHOR: program
fn letters() -> impl Iterator<Item = char> {
    let mut body = Coroutine::new(|yielder: &Yielder<(), char>, ()| {
        println!("begins");
        yielder.suspend('a');
        println!("goes on");
        yielder.suspend('b');
        println!("ends");
    });
    std::iter::from_fn(move || (!body.done()).then(|| body.resume(()).as_yield()).flatten())
}

fn main() {
    let mut letters = letters();
    println!("asks");
    letters.next();
    letters.next();
}
// ANCHOR_END: program
