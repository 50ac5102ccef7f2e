//! `cargo bench -p benches --bench pingpong`: each case of the topic `pingpong`.

mod common;

fn main() {
    common::run("pingpong");
}
