//! `cargo bench -p benches --bench fibonacci`: each case of the topic `fibonacci`.

mod common;

fn main() {
    common::run("fibonacci");
}
