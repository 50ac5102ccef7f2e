//! Whatever a learner's file does, its verdict is one clear sentence, and the other exercises are judged.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::support::{ADD, Fixture};

/// Judges a wrong answer to `add` beside a right one to `shout`: what is said of `add`.
#[track_caller]
fn judged(answer: &str, more: &[&str]) -> Value {
    let fixture = Fixture::new();
    fixture.solve_shout();
    fixture.answer_add(answer);
    let document = fixture.check(more);
    let [add, shout] = document["exercises"].as_array().expect("a list").as_slice() else {
        panic!("two exercises were to be judged: {document:#}")
    };
    assert_eq!(shout["verdict"], "PASSED", "`shout` has nothing to do with `{answer}`: {shout:#}");
    assert_eq!(document["passed"], add["verdict"] == "PASSED");
    add.clone()
}

#[track_caller]
fn assert_says(judged: &Value, verdict: &str, message: &str) {
    assert_eq!(judged["verdict"], verdict, "{judged:#}");
    let said = judged["message"].as_str().expect("a sentence");
    assert!(said.contains(message), "it should say `{message}`, and says: {said}");
    assert!(!said.contains('\n'), "one sentence is one line: {said}");
}

fn verdicts(judged: &Value) -> Vec<&str> {
    let tests = judged["tests"].as_array().expect("a list");
    tests.iter().map(|test| test["verdict"].as_str().expect("a name")).collect()
}

#[test]
fn a_right_answer_passes_and_its_tests_come_in_the_order_of_the_file() {
    let add = judged("src/add", &[]);
    assert_says(&add, "PASSED", "3 tests");
    let tests = add["tests"].as_array().expect("a list");
    let names: Vec<_> = tests.iter().map(|test| test["name"].as_str().expect("a name")).collect();
    let in_the_file = [
        "two_numbers_give_their_sum",
        "a_sum_does_not_depend_on_the_order",
        "nothing_and_nothing_is_nothing",
    ];
    assert_eq!(names, in_the_file);
}

#[test]
fn a_right_answer_may_print() {
    let add = judged("right/add/counts_up", &[]);
    assert_says(&add, "PASSED", "3 tests");
    assert_eq!(add["tests"][0]["printed"], "counting");
}

#[test]
fn a_wrong_result_is_told_in_the_words_of_the_test() {
    let add = judged("wrong/add/forgets_one", &[]);
    assert_says(&add, "WRONG RESULT", "2 and 3 gave 2: are both numbers used?");
    assert_eq!(verdicts(&add), ["WRONG RESULT", "WRONG RESULT", "PASSED"]);
    assert_eq!(add["tests"][0]["printed"], "adding to 2");
}

#[test]
fn a_panic_in_the_answer_is_told_with_its_line() {
    let add = judged("wrong/add/unwraps_none", &[]);
    assert_says(&add, "PANICKED", "`None` value (exercises/01-basics/src/add.rs:5:");
}

#[test]
fn a_file_that_does_not_compile_is_shown_with_what_rustc_says() {
    let add = judged("wrong/add/has_a_typo", &[]);
    assert_says(&add, "DOES NOT COMPILE", "rustc refuses exercises/01-basics/src/add.rs");
    let compiler = add["compiler"].as_str().expect("a text");
    assert!(compiler.contains("--> exercises/01-basics/src/add.rs:5:9"), "rustc said: {compiler}");
    assert!(!compiler.contains('\x1b'), "there is no terminal to show colours: {compiler}");
}

#[test]
fn a_deleted_function_is_told_with_the_way_back() {
    let add = judged("wrong/add/is_deleted", &[]);
    assert_says(&add, "DOES NOT COMPILE", "something public is missing");
    assert_says(&add, "DOES NOT COMPILE", "cargo workbook reset basics/add");
}

#[test]
fn a_changed_signature_is_shown_once_and_not_for_every_test() {
    let add = judged("wrong/add/has_another_type", &[]);
    assert_says(&add, "DOES NOT COMPILE", "has another type");
    let compiler = add["compiler"].as_str().expect("a text");
    assert_eq!(compiler.matches("error[").count(), 1, "rustc said: {compiler}");
}

#[test]
fn a_lost_file_is_told_with_the_way_back() {
    let fixture = Fixture::new();
    fixture.solve_shout();
    std::fs::remove_file(fixture.path(ADD)).expect("it is there");
    let document = fixture.check(&[]);
    assert_says(
        &document["exercises"][0],
        "DOES NOT COMPILE",
        "add.rs is missing; `cargo workbook reset",
    );
    assert_eq!(document["exercises"][1]["verdict"], "PASSED");
}

#[test]
fn a_library_that_cannot_be_built_is_told_with_what_cargo_says() {
    let fixture = Fixture::new();
    fixture.solve_shout();
    fixture.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n");
    std::fs::create_dir_all(fixture.path("crates/elsewhere/src")).expect("a folder");
    let package = "[package]\nname = \"elsewhere\"\nedition = \"2024\"\n";
    fixture.write("crates/elsewhere/Cargo.toml", package);
    fixture.write("crates/elsewhere/src/lib.rs", "compile_error!(\"needs another machine\");\n");
    let chapter = "[dependencies]\nelsewhere.path = \"../../crates/elsewhere\"\n";
    fixture.write("exercises/01-basics/Cargo.toml", chapter);
    let shout = &fixture.check(&["basics/shout"])["exercises"][0];
    let message = "cargo cannot build `elsewhere`, which exercises/01-basics/src/shout.rs may use";
    assert_says(shout, "DOES NOT COMPILE", message);
    let said = shout["compiler"].as_str().expect("what cargo says");
    assert!(said.contains("needs another machine"), "{said}");
}

#[test]
fn a_stack_overflow_is_a_crash_with_its_cause() {
    let add = judged("wrong/add/calls_itself", &[]);
    assert_says(&add, "CRASHED", "was ended by SIGABRT: the stack overflowed");
}

#[test]
fn an_exit_with_status_0_is_no_pass() {
    let add = judged("wrong/add/exits", &[]);
    assert_says(&add, "EXITED", "with exit code 0 before the test was over");
    assert_eq!(verdicts(&add), ["EXITED", "EXITED", "EXITED"]);
}

#[test]
fn a_flood_of_output_is_stopped() {
    let add = judged("wrong/add/talks_without_end", &[]);
    assert_says(&add, "TOO MUCH OUTPUT", "printed more than 1 MiB");
}

#[test]
fn an_endless_loop_is_stopped_and_the_tests_that_hung_are_named() {
    let add = judged("wrong/add/does_not_end", &["--limit", "2"]);
    let message =
        "`two_numbers_give_their_sum` and `a_sum_does_not_depend_on_the_order` never ended";
    assert_says(&add, "NEVER FINISHED", message);
    assert_eq!(verdicts(&add), ["NEVER FINISHED", "NEVER FINISHED"]);
    assert_eq!(add["not_run"], json!(["nothing_and_nothing_is_nothing"]), "the time is up");
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_is_left_behind() {
    let fixture = Fixture::new();
    fixture.answer_add("wrong/add/does_not_end");
    fixture.check(&["add", "--limit", "1"]);
    assert_eq!(
        fixture.processes(),
        Vec::<PathBuf>::new(),
        "processes that should have been killed"
    );
    let scratch = std::fs::read_dir(fixture.path("target/workbook")).expect("it was made").count();
    assert_eq!(scratch, 0, "scratch folders in target/workbook");
}

#[test]
fn the_exit_status_tells_pass_fail_and_a_mistake_in_the_command() {
    let fixture = Fixture::new();
    fixture.solve_shout();
    fixture.run(&["check", "shout"]).ended_with(0);
    let run = fixture.run(&["check"]).ended_with(1);
    assert!(
        run.stdout.contains("basics/add    NOT STARTED  add `a` and `b`"),
        "printed: {}",
        run.stdout
    );
    fixture.run(&["check", "shuot"]).ended_with(2);
    fixture.run(&["chekc"]).ended_with(2);
    for limit in ["-1", "0", "NaN", "1e300", "soon"] {
        fixture.run(&["check", "--limit", limit]).ended_with(2);
    }
}
