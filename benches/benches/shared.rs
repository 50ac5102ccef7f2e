//! `cargo bench -p benches --bench shared`: each case of the topic `shared`.

mod common;

fn main() {
    common::run("shared");
}
