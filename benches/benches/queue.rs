//! `cargo bench -p benches --bench queue`: each case of the topic `queue`.

mod common;

fn main() {
    common::run("queue");
}
