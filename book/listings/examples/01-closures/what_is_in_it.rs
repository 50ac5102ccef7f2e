//! How large a closure is: as large as what it has captured.

// ANCHOR: program
use std::mem::size_of_val;

fn main() {
    let i: i64 = 7;
    let name = String::from("Anna");

    let nothing = || println!("hello");
    let borrows = || println!("{name}");
    let copies = move || println!("{i}");
    println!("captures nothing:     {:2} bytes", size_of_val(&nothing));
    println!("borrows a String:     {:2} bytes", size_of_val(&borrows));
    println!("copies an i64:        {:2} bytes", size_of_val(&copies));

    let owns = move || println!("{name}");
    println!("owns a String:        {:2} bytes", size_of_val(&owns));
}
// ANCHOR_END: program
