//! A function that returns a closure, and a vector of closures of several types.

// ANCHOR: program
fn times(i: i32) -> impl Fn(i32) -> i32 {
    move |x| i * x
}

fn main() {
    let double = times(2);
    println!("{}", double(21));

    let offset = 100;
    let ops: Vec<Box<dyn Fn(i32) -> i32>> =
        vec![Box::new(double), Box::new(|x| x * x), Box::new(move |x| x + offset)];
    for op in &ops {
        println!("{}", op(5));
    }
}
// ANCHOR_END: program
