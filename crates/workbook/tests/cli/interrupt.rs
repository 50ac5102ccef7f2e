//! Ctrl-C leaves nothing behind.

#![cfg(target_os = "linux")]

use std::path::PathBuf;
use std::process::{Child, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::support::{Fixture, wait_until};

/// Has an answer judged that never ends, until one of its tests is running.
fn judging(fixture: &Fixture) -> Child {
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
    check
}

fn send(child: &Child, signal: Signal) {
    kill(Pid::from_raw(child.id().cast_signed()), signal).expect("it is running");
}

#[test]
fn ctrl_c_ends_the_tests_that_are_running() {
    let fixture = Fixture::new();
    let mut check = judging(&fixture);
    send(&check, Signal::SIGINT);
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

#[test]
fn tests_do_not_outlive_a_workbook_that_was_killed() {
    let fixture = Fixture::new();
    let mut check = judging(&fixture);
    send(&check, Signal::SIGKILL);
    check.wait().expect("it ends");
    // The kernel ends them, a moment later.
    wait_until("the tests are gone", || fixture.processes().is_empty());
}
