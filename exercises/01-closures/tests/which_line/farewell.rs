fn main() {
    let name = String::from("Anna");
    let greet = move || println!("Hello, {name}");
    greet();
    greet();
    println!("Good bye, {name}"); //~ E0382
}
