//! A wrapper for functions of any argument and any result.

// ANCHOR: wrapper
use std::fmt::Debug;

fn logged<A: Debug, R: Debug>(name: &str, f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    move |argument| {
        // `f` takes the argument away, so we look at it first.
        let call = format!("{name}({argument:?})");
        let result = f(argument);
        println!("{call} is {result:?}");
        result
    }
}
// ANCHOR_END: wrapper

// ANCHOR: main
fn main() {
    let half = logged("half", |n: u32| n / 2);
    let area = logged("area", |(width, depth): (u32, u32)| width * depth);
    let greet = logged("greet", |()| "good evening");

    half(84);
    area((6, 7));
    greet(());
}
// ANCHOR_END: main
