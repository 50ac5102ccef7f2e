//! Two coroutines, resumed in another order, and one of them not to its end.

use corosensei::{Coroutine, Yielder};

// ANCHOR: program
struct Coat(&'static str);

impl Drop for Coat {
    fn drop(&mut self) {
        println!("{} takes the coat", self.0);
    }
}

fn guest(name: &'static str) -> Coroutine<(), (), ()> {
    Coroutine::new(move |yielder: &Yielder<(), ()>, ()| {
        let _coat = Coat(name);
        yielder.suspend(());
        println!("{name} says goodbye");
    })
}

fn main() {
    let (mut anna, mut ben) = (guest("Anna"), guest("Ben"));
    anna.resume(());
    ben.resume(());
    ben.resume(());
    drop(anna);
}
// ANCHOR_END: program
