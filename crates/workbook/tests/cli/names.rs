//! What may be typed for a chapter, an exercise or a verdict, and what is said of a name that is none.

use std::io::Read;
use std::process::Stdio;

use super::support::Fixture;

#[track_caller]
fn refusal(arguments: &[&str]) -> String {
    Fixture::new().run(arguments).ended_with(2).stderr
}

#[test]
fn a_chapter_goes_by_its_name_number_or_folder() {
    let fixture = Fixture::new();
    for chapter in ["basics", "01", "1", "01-basics", "basics/"] {
        let document = fixture.check(&[chapter]);
        assert_eq!(
            document["exercises"].as_array().map(Vec::len),
            Some(2),
            "`{chapter}`: {document:#}"
        );
    }
}

#[test]
fn an_exercise_goes_by_its_name_with_or_without_its_chapter() {
    let fixture = Fixture::new();
    for exercise in ["add", "basics/add", "01/add", "01-basics/add"] {
        let document = fixture.check(&[exercise]);
        assert_eq!(
            document["exercises"][0]["exercise"], "basics/add",
            "`{exercise}`: {document:#}"
        );
    }
}

#[test]
fn the_nearest_name_is_suggested() {
    let said = refusal(&["check", "basic"]);
    assert_eq!(said, "there is no chapter or exercise `basic`; did you mean `basics`?\n");
    assert_eq!(
        refusal(&["hint", "shuot"]),
        "there is no exercise `shuot`; did you mean `shout`?\n"
    );
    let said = refusal(&["reset", "basics/ad"]);
    assert_eq!(said, "there is no exercise `ad`; did you mean `add`?\n");
    let said = refusal(&["solution", "bascis/add"]);
    assert_eq!(said, "there is no chapter `bascis`; did you mean `basics`?\n");
    let said = refusal(&["explain", "lost", "udpate"]);
    assert_eq!(said, "there is no verdict `lost udpate`; did you mean `LOST UPDATE`?\n");
}

#[test]
fn a_name_like_no_other_gets_the_list() {
    assert_eq!(
        refusal(&["prove", "xyz"]),
        "there is no chapter or exercise `xyz`; there are basics\n"
    );
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let fixture = Fixture::new();
    let mut explain = fixture.command(&["explain"]);
    let mut explain =
        explain.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(explain.stdout.take());
    let mut said = String::new();
    let stderr = explain.stderr.as_mut().expect("it is piped");
    stderr.read_to_string(&mut said).expect("it prints UTF-8");
    explain.wait().expect("it ends");
    assert_eq!(said, "");
}

#[test]
fn the_workspace_is_found_from_any_folder_below_it() {
    let fixture = Fixture::new();
    let mut list = fixture.command(&["list"]);
    list.current_dir(fixture.path("exercises/01-basics/src"));
    let output = list.output().expect("the program starts");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(printed.contains("01 Basics: 0 of 2 passed"), "printed: {printed}");
}
