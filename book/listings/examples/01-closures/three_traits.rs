//! What each of the three traits lets you do with a closure.

// ANCHOR: functions
fn at_any_time(look: impl Fn()) {
    look();
    look();
}

fn in_turn(mut change: impl FnMut()) {
    change();
    change();
}

fn once(give: impl FnOnce() -> String) -> String {
    give()
}
// ANCHOR_END: functions

// ANCHOR: calls
fn main() {
    let coat = String::from("red coat");
    let mut visits = 0;

    at_any_time(|| println!("a {coat} on the hook"));
    in_turn(|| visits += 1);
    println!("handed out a {} after {visits} visits", once(|| coat));

    // A closure that only looks can be called in turn, too, and once as well.
    in_turn(|| println!("nothing on the hook"));
}
// ANCHOR_END: calls
