fn announced<R>(f: impl Fn() -> R) -> impl Fn() -> R { //~ E0277
    println!("about to work");
    f()
}

fn main() {
    let tidy_up = announced(|| "done");
    println!("the day begins");
    println!("{}", tidy_up());
}
