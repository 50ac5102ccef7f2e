use std::thread;

fn main() {
    let name = String::from("Ben");
    let ben = thread::spawn(|| println!("I am {name}")); //~ E0373
    ben.join().unwrap();
}
