//! `cargo bench -p benches --bench coroutine`: each case of the topic `coroutine`.

mod common;

fn main() {
    common::run("coroutine");
}
