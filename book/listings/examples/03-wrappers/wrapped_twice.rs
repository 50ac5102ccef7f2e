//! Two wrappers around one function, in both orders.

// ANCHOR: program
fn plus_one(f: impl Fn(u32) -> u32) -> impl Fn(u32) -> u32 {
    move |n| f(n) + 1
}

fn doubled(f: impl Fn(u32) -> u32) -> impl Fn(u32) -> u32 {
    move |n| f(n) * 2
}

fn same(n: u32) -> u32 {
    n
}

fn main() {
    let this = plus_one(doubled(same));
    let that = doubled(plus_one(same));
    println!("{} {}", this(10), that(10));
}
// ANCHOR_END: program
