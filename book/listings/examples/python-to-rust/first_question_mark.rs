//! Errors are values.

// ANCHOR: program
use std::num::ParseIntError;

fn add(a: &str, b: &str) -> Result<i32, ParseIntError> {
    let a: i32 = a.parse()?;
    let b: i32 = b.parse()?;
    Ok(a + b)
}

fn main() {
    println!("{:?}", add("1", "2"));
    match add("1", "two") {
        Ok(sum) => println!("{sum}"),
        Err(error) => println!("no sum: {error}"),
    }
    let sum = add("20", "22").unwrap();
    println!("{sum}");
}
// ANCHOR_END: program
