fn main() {
    let mut inside = 0;
    let mut enter = || inside += 1;
    let mut leave = || inside -= 1; //~ E0499
    enter();
    leave();
    println!("{inside}");
}
