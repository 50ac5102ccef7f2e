//! Functions, and blocks that have a value.

// ANCHOR: program
fn price(age: u32) -> u32 {
    if age < 18 { 5 } else { 9 }
}

fn total(ages: &[u32]) -> u32 {
    let mut sum = 0;
    for age in ages {
        sum += price(*age);
    }
    sum
}

fn main() {
    println!("{}", total(&[17, 18, 40]));
    for door in 0..3 {
        print!("{door} ");
    }
    println!();
}
// ANCHOR_END: program
