//! `cargo bench -p benches --bench semaphore`: each case of the topic `semaphore`.

mod common;

fn main() {
    common::run("semaphore");
}
