//! `cargo bench -p benches --bench start`: each case of the topic `start`.

mod common;

fn main() {
    common::run("start");
}
