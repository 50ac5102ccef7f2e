fn at_any_time(f: impl Fn()) {
    f();
    f();
}

fn main() {
    let letter = String::from("Dear Ben");
    let send = || drop(letter); //~ E0525
    at_any_time(send);
}
