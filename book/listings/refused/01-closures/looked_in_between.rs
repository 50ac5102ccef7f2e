fn main() {
    let mut visits = 0;
    let mut enter = || visits += 1;
    enter();
    println!("{visits}"); //~ E0502
    enter();
}
