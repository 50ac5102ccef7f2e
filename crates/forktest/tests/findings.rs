//! What is found in each case: `examples/cases.rs` is a file of process tests, each of which must fail, or pass, in a
//! certain way.

use std::path::PathBuf;
use std::process::{Command, Output};

/// The program that cargo built beside this test.
fn program() -> PathBuf {
    let deps = std::env::current_exe().expect("this test has a path");
    deps.ancestors().nth(2).expect("target/debug/deps/this-test").join("examples/cases")
}

fn run(case: &str) -> Output {
    Command::new(program()).args(["--exact", case]).output().expect("it starts")
}

/// Runs a case, which must fail with that verdict; what it printed.
fn refused(case: &str, verdict: &str) -> String {
    let output = run(case);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.code() == Some(101), "{case} should fail: {:?}\n{text}", output.status);
    assert!(text.contains(&format!("\n{verdict}: ")), "{case} should be {verdict}:\n{text}");
    text
}

fn accepted(case: &str) {
    let output = run(case);
    assert!(
        output.status.success(),
        "{case} should pass:\n{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[test]
fn a_lock_that_keeps_others_out_is_accepted() {
    for case in ["flock_keeps_out", "polling_keeps_out", "spinning_keeps_out"] {
        accepted(case);
    }
}

#[test]
fn two_inside_are_seen_every_time() {
    let text = refused("no_lock_at_all", "TWO INSIDE");
    for part in ["test", "ann", "ben", "◌ comes to `inside`", "┬ forks ann", "cases.rs"] {
        assert!(text.contains(part), "the timeline should show {part:?}:\n{text}");
    }
}

#[test]
fn processes_that_wait_for_each_other_are_a_deadlock() {
    let text = refused("each_reads_first", "DEADLOCK");
    assert!(text.contains("ann sleeps in read") && text.contains("ben sleeps in read"), "{text}");
}

#[test]
fn a_time_that_no_test_takes_is_no_time() {
    accepted("waits_for_an_hour");
}

#[test]
fn a_test_that_waits_for_a_sleeping_child_is_a_deadlock() {
    assert!(refused("parent_and_child_wait", "DEADLOCK").contains("sleeps in wait"));
}

#[test]
fn what_is_left_behind_is_named() {
    refused("zombie", "ZOMBIE LEFT");
    refused("running_child", "ORPHAN LEFT");
    refused("grandchild", "ORPHAN LEFT");
    refused("napping_child", "ORPHAN LEFT");
    refused("napping_grandchild", "ORPHAN LEFT");
    assert!(refused("open_pipe", "DESCRIPTOR LEAKED").contains("a pipe"));
    assert!(refused("shared_name", "NAME LEFT").contains("`tickets`"));
}

#[test]
fn who_was_told_to_end_is_let_end() {
    accepted("killed_grandchild");
    accepted("many_orphans_end");
}

#[test]
fn a_child_that_comes_back_is_named() {
    refused("child_returns", "CHILD RETURNED");
    refused("child_panics", "CHILD RETURNED");
}

#[test]
fn a_test_cannot_be_ended_from_inside() {
    refused("exits", "EXITED");
    refused("is_killed", "CRASHED");
}

#[test]
fn a_failing_process_fails_its_test() {
    assert!(refused("actor_panics", "PANICKED").contains("ann panicked: no more tickets"));
    assert!(refused("actor_requires", "MESSAGE LOST").contains("two letters are missing"));
    assert!(refused("actor_fails", "TORN WRITE").contains("half a line"));
    refused("actor_has_not_begun", "NOT STARTED");
    refused("actor_exits_with_3", "WRONG RESULT");
}

#[test]
fn a_fork_bomb_is_stopped() {
    refused("fork_bomb", "TOO MANY PROCESSES");
}

#[test]
fn what_computes_or_naps_for_ever_is_stopped() {
    for case in ["computes_for_ever", "children_compute_by_turns"] {
        let text = refused(case, "NEVER FINISHED");
        assert!(text.contains("stopped when it had computed for"), "{case}:\n{text}");
    }
    for case in ["naps_for_ever", "polls_for_ever"] {
        let text = refused(case, "NEVER FINISHED");
        assert!(text.contains("found asleep"), "{case}:\n{text}");
    }
}

#[test]
fn a_test_that_a_signal_has_stopped_is_a_deadlock() {
    assert!(refused("is_stopped", "DEADLOCK").contains("is stopped by a signal"));
}

#[test]
fn a_killed_process_has_not_done_what_comes_after() {
    accepted("killed_inside");
    accepted("killed_at_each_call");
    accepted("orphaned_at_each_call");
}

#[test]
fn a_process_that_polls_is_held_behind_the_poll() {
    accepted("held_though_it_polls");
}

#[test]
fn a_process_is_held_before_each_of_its_instructions() {
    accepted("held_at_each_instruction");
    accepted("held_in_a_lock");
}

#[test]
fn an_exploration_inside_a_process_test_bears_its_name() {
    assert!(refused("explores", "LOST UPDATE").contains("in test explores"));
}

#[test]
fn names_are_listed_as_libtest_does() {
    let output =
        Command::new(program()).args(["--list", "--format", "terse"]).output().expect("it starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.lines().any(|line| line == "fork_bomb: test"), "{text}");
}

#[test]
fn verdicts_are_counted() {
    let words = ["--runs", "2", "--busy", "1", "zombie", "flock_keeps_out"];
    let counting = program().with_file_name("verdicts");
    let output = Command::new(counting).args(words).output().expect("it starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}");
    for line in ["| `zombie` | ZOMBIE LEFT: 2 |", "| `flock_keeps_out` | passes: 2 |"] {
        assert!(text.contains(line), "there should be {line:?} in:\n{text}");
    }
}
