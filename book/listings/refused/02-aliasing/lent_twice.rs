use std::thread;

fn add(number: &mut i32, n: i32) {
    *number += n;
}

fn main() {
    let mut visitors = 0;
    thread::scope(|s| {
        s.spawn(|| add(&mut visitors, 1));
        s.spawn(|| add(&mut visitors, 1)); //~ E0499
    });
    println!("{visitors}");
}
