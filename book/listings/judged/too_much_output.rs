//! Adds two numbers.

/// The sum of `a` and `b`.
pub fn add(mut a: u32, b: u32) -> u32 {
    let mut done = 0;
    while done < b {
        println!("{done} of {b} added so far, which makes {a}");
        a = a.wrapping_add(1);
    }
    a
}
