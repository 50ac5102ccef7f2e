//! `cargo bench -p benches --bench pipe`: each case of the topic `pipe`.

mod common;

fn main() {
    common::run("pipe");
}
