use std::cell::Cell;

fn numbered<R>(f: impl Fn() -> R + Sync) -> impl Fn() -> (u32, R) + Sync { //~ E0277
    let calls = Cell::new(0);
    move || {
        calls.set(calls.get() + 1);
        (calls.get(), f())
    }
}

fn main() {
    let tidy_up = numbered(|| "done");
    println!("{:?}", tidy_up());
}
