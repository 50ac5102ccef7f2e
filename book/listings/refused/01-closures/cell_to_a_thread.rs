use std::cell::Cell;
use std::rc::Rc;
use std::thread;

fn start(work: impl FnOnce() + Send + 'static) {
    thread::spawn(work);
}

fn main() {
    let visitors = Rc::new(Cell::new(0));
    start(move || visitors.set(visitors.get() + 1)); //~ E0277
}
