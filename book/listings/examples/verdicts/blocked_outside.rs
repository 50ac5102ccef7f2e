//! A real socket, which the exploration cannot see.

extern crate interleave as std;

// ANCHOR: program
use std::net::TcpListener;
use std::thread;

fn program() {
    let door = TcpListener::bind("127.0.0.1:0").unwrap();
    thread::scope(|s| {
        s.spawn(|| door.accept().unwrap());
    });
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
