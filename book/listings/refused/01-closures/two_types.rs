fn main() {
    let i = 2;
    let ops = vec![|x: i32| i * x, |x: i32| i * x]; //~ E0308
    println!("{}", ops[0](21));
}
