//! A number that was moved into a closure that changes it.

// ANCHOR: program
fn main() {
    let mut visits = 0;
    let mut enter = move || {
        visits += 1;
        visits
    };
    enter();
    enter();
    let told = enter();
    println!("{told} {visits}");
}
// ANCHOR_END: program
