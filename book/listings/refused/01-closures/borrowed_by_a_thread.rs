use std::thread;

fn start() -> thread::JoinHandle<()> {
    let name = String::from("Anna");
    thread::spawn(|| println!("I am {name}")) //~ E0373
}

fn main() {
    start().join().unwrap();
}
