fn main() {
    let name = String::from("Anna");
    let greet = move || println!("Hello, {name}");
    println!("Who is {name}?"); //~ E0382
    greet();
}
