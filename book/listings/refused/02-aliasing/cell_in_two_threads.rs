use std::cell::Cell;
use std::thread;

fn main() {
    let visitors = Cell::new(0);
    thread::scope(|s| {
        s.spawn(|| visitors.set(visitors.get() + 1)); //~ E0277
        s.spawn(|| visitors.set(visitors.get() + 1));
    });
    println!("{}", visitors.get());
}
