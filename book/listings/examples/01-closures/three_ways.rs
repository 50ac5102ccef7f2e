//! What a closure captures, and how.

// ANCHOR: program
fn main() {
    let name = String::from("Anna");
    let mut visits = 0;

    // Looks at `name`: borrows it as `&name`.
    let greet = || println!("Hello, {name}");
    greet();
    greet();

    // Changes `visits`: borrows it as `&mut visits`.
    let mut enter = || visits += 1;
    enter();
    enter();

    // Gives `name` away: takes it, and owns it from here on.
    let sign = || name;
    let signature = sign();

    println!("{signature} was here {visits} times");
}
// ANCHOR_END: program
