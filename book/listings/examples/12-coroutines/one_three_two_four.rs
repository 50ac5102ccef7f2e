//! Two coroutines that are resumed in turn.

// ANCHOR: program
use corosensei::{Coroutine, Yielder};

fn speak(first: u32, second: u32) -> Coroutine<(), (), ()> {
    Coroutine::new(move |yielder: &Yielder<(), ()>, ()| {
        println!("{first}");
        yielder.suspend(());
        println!("{second}");
    })
}

fn main() {
    let (mut anna, mut ben) = (speak(1, 2), speak(3, 4));
    anna.resume(());
    ben.resume(());
    anna.resume(());
    ben.resume(());
}
// ANCHOR_END: program
