fn main() {
    let mut i = 0;
    let mut multipliers: Vec<Box<dyn Fn(i32) -> i32>> = Vec::new();
    while i < 4 {
        multipliers.push(Box::new(|x| i * x));
        i += 1; //~ E0506
    }
    for m in &multipliers {
        println!("{}", m(2));
    }
}
