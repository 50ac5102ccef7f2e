//! `cargo bench -p benches --bench lock`: each case of the topic `lock`.

mod common;

fn main() {
    common::run("lock");
}
