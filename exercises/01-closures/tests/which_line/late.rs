fn main() {
    let mut i = 1;
    let times_i = |x| i * x;
    i = 3; //~ E0506
    println!("{}", times_i(2));
}
