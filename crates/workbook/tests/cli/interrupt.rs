//! Ctrl-C leaves nothing behind.

#![cfg(target_os = "linux")]

use std::path::PathBuf;
use std::process::Stdio;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::support::Fixture;

#[test]
fn ctrl_c_ends_the_tests_that_are_running() {
    let fixture = Fixture::new();
    fixture.answer_add("wrong/add/does_not_end");
    let mut check = fixture.command(&["check", "add", "--limit", "600"]);
    let mut check = check.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    // The test processes appear once the answer is compiled.
    while fixture.processes().is_empty() {
        assert_eq!(
            check.try_wait().expect("it is ours"),
            None,
            "it ended before any test was seen running"
        );
        std::thread::yield_now();
    }
    kill(Pid::from_raw(check.id().cast_signed()), Signal::SIGINT).expect("it is running");
    let status = check.wait().expect("it ends");
    assert_eq!(status.code(), Some(130), "130 is what a shell expects after Ctrl-C");
    assert_eq!(
        fixture.processes(),
        Vec::<PathBuf>::new(),
        "processes that should have been killed"
    );
    let scratch = std::fs::read_dir(fixture.path("target/workbook")).expect("it was made").count();
    assert_eq!(scratch, 0, "scratch folders in target/workbook");
}
