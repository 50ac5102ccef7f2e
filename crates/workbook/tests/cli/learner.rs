//! Progress, hints, solutions, reset: what a learner has is never lost.

use std::process::Stdio;

use super::support::{ADD, Fixture};

const PROGRESS: &str = ".workbook/progress.json";

#[test]
fn reset_writes_the_stub_and_keeps_every_earlier_file() {
    let fixture = Fixture::new();
    let stub = fixture.read(ADD);
    for (number, text) in [(1, "// My first try.\n"), (2, "// My second try.\n")] {
        fixture.write(ADD, text);
        let run = fixture.run(&["reset", "add"]).ended_with(0);
        assert!(run.stdout.contains(&format!("{ADD}.kept-{number}")), "printed: {}", run.stdout);
        assert_eq!(fixture.read(ADD), stub, "the file as it was shipped");
    }
    assert_eq!(fixture.read(&format!("{ADD}.kept-1")), "// My first try.\n");
    assert_eq!(fixture.read(&format!("{ADD}.kept-2")), "// My second try.\n");
}

#[test]
fn reset_of_a_file_as_shipped_keeps_nothing() {
    let fixture = Fixture::new();
    let run = fixture.run(&["reset", "add"]).ended_with(0);
    assert!(run.stdout.contains("as it was shipped already"), "printed: {}", run.stdout);
    assert!(!fixture.path(&format!("{ADD}.kept-1")).exists());
}

#[test]
fn reset_brings_back_a_lost_file() {
    let fixture = Fixture::new();
    let stub = fixture.read(ADD);
    std::fs::remove_file(fixture.path(ADD)).expect("it is there");
    fixture.run(&["reset", "add"]).ended_with(0);
    assert_eq!(fixture.read(ADD), stub);
}

#[test]
fn the_solution_is_shown_once_passed_or_when_asked_for_by_all_means() {
    let fixture = Fixture::new();
    let refused = fixture.run(&["solution", "add"]).ended_with(1);
    assert!(
        refused.stderr.contains("--reveal") && refused.stdout.is_empty(),
        "printed: {}",
        refused.stdout
    );
    let revealed = fixture.run(&["solution", "add", "--reveal"]).ended_with(0).stdout;
    assert!(
        revealed.contains("START + a + b") && !revealed.contains("ANSWER"),
        "printed: {revealed}"
    );
    fixture.answer_add("right/add/sums_an_array");
    fixture.run(&["check", "add"]).ended_with(0);
    assert_eq!(fixture.run(&["solution", "add"]).ended_with(0).stdout, revealed);
}

#[test]
fn each_hint_comes_once_and_the_one_for_the_last_verdict_first() {
    let fixture = Fixture::new();
    fixture.answer_add("wrong/add/forgets_one");
    fixture.run(&["check", "add"]).ended_with(1);
    let hint = || fixture.run(&["hint", "add"]).ended_with(0).stdout;
    let first = hint();
    assert!(first.contains("on WRONG RESULT: It should be the sum of both."), "printed: {first}");
    assert!(first.contains("2 hints left"), "printed: {first}");
    let second = hint();
    assert!(
        second.contains("Which operator adds?") && second.contains("1 hint left"),
        "printed: {second}"
    );
    let third = hint();
    assert!(third.contains("Write `a + b`.") && third.contains("last hint"), "printed: {third}");
    assert!(hint().contains("all hints"));
}

#[test]
fn a_hint_without_a_name_is_on_the_exercise_that_failed() {
    let fixture = Fixture::new();
    fixture.write(
        "exercises/01-basics/src/shout.rs",
        &fixture.read("solutions/01-basics/wrong/shout/whispers.rs"),
    );
    fixture.run(&["check"]).ended_with(1);
    let printed = fixture.run(&["hint"]).ended_with(0).stdout;
    assert!(printed.starts_with("basics/shout: "), "printed: {printed}");
}

#[test]
fn the_list_remembers_what_has_passed() {
    let fixture = Fixture::new();
    fixture.solve_shout();
    fixture.run(&["check"]).ended_with(1);
    let printed = fixture.run(&["list"]).ended_with(0).stdout;
    assert!(printed.contains("1 of 2 passed"), "printed: {printed}");
    assert!(printed.contains("✓ basics/shout  Make a text loud, 5 min"), "printed: {printed}");
    assert!(
        printed.contains("· basics/add    Add two numbers, 5 min  NOT STARTED"),
        "printed: {printed}"
    );
}

#[test]
fn a_progress_file_that_cannot_be_read_is_kept_and_begun_anew() {
    let fixture = Fixture::new();
    fixture.solve_shout();
    fixture.run(&["check", "shout"]).ended_with(0);
    let whole = fixture.read(PROGRESS);
    let half = &whole[..whole.len() / 2];
    fixture.write(PROGRESS, half);
    let run = fixture.run(&["check", "shout"]).ended_with(0);
    assert!(
        run.stderr.contains("progress.json.unreadable-1"),
        "it should say where the old one is: {}",
        run.stderr
    );
    assert_eq!(fixture.read(&format!("{PROGRESS}.unreadable-1")), half);
    assert_eq!(fixture.read(PROGRESS), whole, "a new one began");
}

#[test]
fn two_checks_at_once_both_count() {
    let fixture = Fixture::new();
    fixture.solve_shout();
    fixture.answer_add("src/add");
    let checks = ["add", "shout"].map(|name| {
        fixture
            .command(&["check", "--json", name])
            .stdout(Stdio::null())
            .spawn()
            .expect("it starts")
    });
    for mut check in checks {
        assert!(check.wait().expect("it ends").success());
    }
    let printed = fixture.run(&["list"]).stdout;
    assert!(printed.contains("2 of 2 passed"), "one check has covered the other's: {printed}");
}
