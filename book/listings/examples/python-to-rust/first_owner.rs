//! Borrowed to look, borrowed to change, moved away.

#![allow(clippy::ptr_arg, reason = "slices are explained after ownership")]

// ANCHOR: program
fn count(names: &Vec<String>) -> usize {
    names.len()
}

fn add(names: &mut Vec<String>, name: &str) {
    names.push(name.to_string());
}

fn archive(names: Vec<String>) {
    println!("archived {names:?}");
}

fn main() {
    let mut guests = vec![String::from("Anna")];
    println!("{}", count(&guests));
    add(&mut guests, "Ben");
    println!("{}", count(&guests));
    archive(guests);
}
// ANCHOR_END: program
