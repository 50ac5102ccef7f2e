//! `cargo bench -p benches --bench sum`: each case of the topic `sum`.

mod common;

fn main() {
    common::run("sum");
}
