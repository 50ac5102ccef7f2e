//! `prove` accepts a workspace that keeps the contract, and names whatever breaks it.

use std::fs;

use super::support::{ADD, Fixture};

/// The limit ends the answer that never does; all the others take a fraction of it.
const LIMIT: [&str; 2] = ["--limit", "3"];

const TOML: &str = "exercises/01-basics/exercises.toml";

/// Proves `shout`, which is quick, and expects one fault: the sentence about it.
#[track_caller]
fn fault(fixture: &Fixture, more: &[&str]) -> String {
    let run = fixture.run(&[&["prove", "shout"], more].concat()).ended_with(1);
    let faults: Vec<&str> = run.stdout.lines().filter_map(|line| line.strip_prefix("- ")).collect();
    assert_eq!(faults.len(), 1, "printed:\n{}", run.stdout);
    faults[0].to_owned()
}

#[test]
fn a_workspace_that_keeps_the_contract_is_proved() {
    let run = Fixture::new().run(&[&["prove"], &LIMIT[..]].concat()).ended_with(0);
    assert!(
        run.stdout
            .contains("basics/add           1/1         1/1         2/2         9/9          ok"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("21 answers"), "{}", run.stdout);
}

#[test]
fn each_answer_is_run_as_often_as_asked() {
    let run = Fixture::new().run(&["prove", "basics/shout", "--repeat", "5"]).ended_with(0);
    assert!(run.stdout.contains("8 answers, each run 5 times"), "{}", run.stdout);
}

#[test]
fn a_wrong_answer_that_is_caught_by_chance_is_named() {
    let fixture = Fixture::new();
    let tests = "exercises/01-basics/tests/shout.rs";
    let more = "\n#[test]\nfn a_quiet_text_is_made_loud() {\n    assert_eq!(shout(\"psst\"), \"PSST\");\n}\n";
    fixture.write(tests, &(fixture.read(tests) + more));
    // The first call ever finds no file.
    let answer = "//! VERDICT: WRONG RESULT\n//! Wrong when it is new, and for quiet texts.\n\n\
        pub fn shout(text: &str) -> String {\n    \
        let new = std::fs::File::create_new(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/called\")).is_ok();\n    \
        if new || text == \"psst\" { text.to_lowercase() } else { text.to_uppercase() }\n}\n";
    fixture.write("solutions/01-basics/wrong/shout/whispers.rs", answer);
    let run = fixture.run(&["prove", "shout", "--repeat", "2"]).ended_with(0);
    let named = "- basics/shout wrong/whispers: `a_loud_text_is_in_upper_case`, `a_quiet_text_is_made_loud`";
    assert!(run.stdout.contains(named), "{}", run.stdout);
}

#[test]
fn a_wrong_answer_that_gets_another_verdict_is_named() {
    let fixture = Fixture::new();
    let path = "solutions/01-basics/wrong/shout/whispers.rs";
    fixture.write(path, &fixture.read(path).replace("WRONG RESULT", "LOST UPDATE"));
    let said = fault(&fixture, &[]);
    assert!(
        said.starts_with("basics/shout wrong/whispers: WRONG RESULT instead of LOST UPDATE"),
        "{said}"
    );
}

#[test]
fn a_wrong_answer_that_passes_is_named() {
    let fixture = Fixture::new();
    let text =
        format!("//! VERDICT: WRONG RESULT\n{}", fixture.read("solutions/01-basics/src/shout.rs"));
    fixture.write("solutions/01-basics/wrong/shout/whispers.rs", &text);
    assert_eq!(fault(&fixture, &[]), "basics/shout wrong/whispers: PASSED instead of WRONG RESULT");
}

#[test]
fn a_wrong_answer_without_a_verdict_is_refused() {
    let fixture = Fixture::new();
    fixture.write("solutions/01-basics/wrong/shout/whispers.rs", "//! Quiet.\n");
    let run = fixture.run(&["prove", "shout"]).ended_with(1);
    assert!(
        run.stderr.contains("whispers.rs: the first line of a wrong answer says"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_right_answer_that_fails_is_named() {
    let fixture = Fixture::new();
    let wrong = fixture.read("solutions/01-basics/wrong/shout/says_nothing.rs");
    fixture.write("solutions/01-basics/right/shout/goes_by_bytes.rs", &wrong);
    let said = fault(&fixture, &[]);
    assert!(
        said.starts_with("basics/shout right/goes_by_bytes: WRONG RESULT instead of PASSED"),
        "{said}"
    );
}

#[test]
fn a_stub_that_has_drifted_from_the_solution_is_named_with_its_line() {
    let fixture = Fixture::new();
    let path = "exercises/01-basics/src/shout.rs";
    fixture.write(path, &fixture.read(path).replace("in upper case", "loud"));
    let said = fault(&fixture, &[]);
    assert!(said.contains("line 3 should be `/// `text` in upper case.`"), "{said}");
}

#[test]
fn a_stub_that_fails_for_more_than_its_todo_is_named() {
    let fixture = Fixture::new();
    // The test fails before it reaches the answer.
    let path = "exercises/01-basics/tests/shout.rs";
    let more = "\n#[test]\nfn never_holds() {\n    assert!(1 > 2, \"no\");\n}\n";
    fixture.write(path, &(fixture.read(path) + more));
    let run = fixture.run(&["prove", "shout"]).ended_with(1);
    assert!(
        run.stdout.contains(
            "- basics/shout as shipped: WRONG RESULT instead of NOT STARTED, in `never_holds`: no"
        ),
        "{}",
        run.stdout
    );
}

#[test]
fn missing_hints_pages_and_answers_are_named() {
    let fixture = Fixture::new();
    let toml = fixture.read(TOML);
    fixture.write(TOML, &toml.replace("What does `str` offer?", " "));
    assert_eq!(fault(&fixture, &[]), "basics/shout: hint 1 is empty");
    fixture.write(TOML, &toml.replace("{ text = \"Upper case is loud.\" },", ""));
    assert_eq!(fault(&fixture, &[]), "basics/shout: it has 2 of at least 3 hints");
    fixture.write(TOML, &toml.replace("01-basics.md", "02.md"));
    assert_eq!(
        fault(&fixture, &[]),
        "basics/shout: its chapter's page, book/src/02.md, does not exist"
    );
    fixture.write(TOML, &toml);
    fs::remove_file(fixture.path("solutions/01-basics/right/shout/goes_by_bytes.rs"))
        .expect("it is there");
    assert_eq!(fault(&fixture, &[]), "basics/shout: it has 1 of at least 2 right answers");
}

#[test]
fn further_answers_are_judged_as_well() {
    let fixture = Fixture::new();
    let folder = "more/01-basics/right/shout";
    fs::create_dir_all(fixture.path(folder)).expect("the folder is writable");
    fixture.write(&format!("{folder}/fine.rs"), &fixture.read("solutions/01-basics/src/shout.rs"));
    let run = fixture.run(&["prove", "shout", "--answers", "more"]).ended_with(0);
    assert!(run.stdout.contains("9 answers"), "{}", run.stdout);
    fixture.write(&format!("{folder}/fine.rs"), "pub fn shout(_: &str) -> String { todo!() }\n");
    let said = fault(&fixture, &["--answers", "more"]);
    assert!(said.starts_with("basics/shout right/fine: NOT STARTED instead of PASSED"), "{said}");
}

#[test]
fn further_answers_in_a_folder_of_another_shape_are_refused() {
    let fixture = Fixture::new();
    fs::create_dir_all(fixture.path("more/01-basics/wrong/shuot")).expect("the folder is writable");
    let run = fixture.run(&["prove", "shout", "--answers", "more"]).ended_with(2);
    assert_eq!(run.stderr, "there is no exercise `shuot`; did you mean `shout`?\n");
    fs::remove_dir_all(fixture.path("more/01-basics")).expect("it is there");
    let run = fixture.run(&["prove", "shout", "--answers", "more"]).ended_with(1);
    assert!(run.stderr.contains("NN-topic/{wrong,right}/<exercise>/<name>.rs"), "{}", run.stderr);
    assert!(fixture.path(ADD).exists());
}
