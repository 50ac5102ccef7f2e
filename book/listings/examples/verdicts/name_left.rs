//! A file in shared memory that nobody unlinks.

// ANCHOR: program
use std::fs::File;

use forktest::Scene;

fn program(scene: &Scene) {
    let path = format!("/dev/shm{}", scene.shared_name("tickets"));
    File::create(path).unwrap().set_len(4096).unwrap();
}
// ANCHOR_END: program

fn main() {
    print!("{}", forktest::told(program).expect("one more process"));
}
