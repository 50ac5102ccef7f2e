fn times(i: i32) -> impl Fn(i32) -> i32 {
    |x| i * x //~ E0373
}

fn main() {
    println!("{}", times(2)(21));
}
