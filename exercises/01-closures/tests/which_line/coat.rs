fn main() {
    let coat = String::from("red coat");
    let give_back = || coat;
    let mine = give_back();
    let again = give_back(); //~ E0382
    println!("{mine}, {again}");
}
