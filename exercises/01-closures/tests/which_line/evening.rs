fn main() {
    let mut visitors = 0;
    let mut enter = || visitors += 1;
    enter();
    enter();
    println!("{visitors}");
    visitors = 0;
    println!("{visitors}");
}
