//! `cargo bench -p benches --bench pool`: each case of the topic `pool`.

mod common;

fn main() {
    common::run("pool");
}
