use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

fn once_only(callback: impl FnOnce()) -> impl Fn() {
    let called = AtomicBool::new(false);
    move || {
        if !called.swap(true, SeqCst) {
            callback(); //~ E0507
        }
    }
}

fn main() {
    let pay = once_only(|| println!("paid"));
    pay();
}
