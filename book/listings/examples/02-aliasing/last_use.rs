//! A reference counts from where it is made to where it is used last.

// ANCHOR: program
fn main() {
    let mut guests = vec!["anna", "ben"];
    let first = &guests[0];
    println!("{first} was first");
    guests.push("cleo");
    println!("{} guests", guests.len());
}
// ANCHOR_END: program
