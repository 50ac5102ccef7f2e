//! What runs while wrapping, and what at each call.

// ANCHOR: program
fn announced<R>(f: impl Fn() -> R) -> impl Fn() -> R {
    println!("I have a function");
    move || {
        println!("about to work");
        f()
    }
}

fn main() {
    let tidy_up = announced(|| "done");
    println!("the day begins");
    println!("{}", tidy_up());
    println!("{}", tidy_up());
}
// ANCHOR_END: program
