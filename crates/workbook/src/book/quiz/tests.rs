use std::fs;
use std::path::Path;

use super::super::chapter::Source;
use super::super::places::Places;

/// A question about a listing whose numbers are known.
const GOOD: &str = "\
{{#quiz locks-sum outcomes=\"two_doors\"}}
What can the number be?

- [ ] `0`
  > Each stores at least a 1.
- [x] `1`
  > Both load 0.
- [x] `2`
  > One after the other.
{{/quiz}}
";

const FOUND: &str = r#"{"version":1,"interleavings":14,"exhaustive":true,"outcomes":["1","2"]}"#;

/// The page `07-locks/a.md`, with `markdown` in it, in a workspace that holds `files`.
fn expand(files: &[(&str, &str)], markdown: &str) -> (String, Vec<String>) {
    let root = tempfile::tempdir().expect("a folder for the test");
    for (path, text) in files {
        let path = root.path().join("book/listings").join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut faults = Vec::new();
    let shown = (Path::new("07-locks.md"), "Locks", "{{#listing 07-locks/two_doors.rs:program}}");
    let page = Path::new("07-locks/a.md");
    let places = Places::find(&[shown, (page, "A", markdown)], &mut faults);
    let source = Source { root: root.path(), page, places: &places };
    (source.expand(markdown, &mut faults), faults)
}

fn shown(files: &[(&str, &str)], markdown: &str) -> String {
    let (text, faults) = expand(files, markdown);
    assert_eq!(faults, [""; 0], "in\n{markdown}");
    text
}

fn only_fault(files: &[(&str, &str)], markdown: &str) -> String {
    let (_, mut faults) = expand(files, markdown);
    assert_eq!(faults.len(), 1, "one fault in\n{markdown}\nnot {faults:?}");
    faults.remove(0)
}

const OUTCOMES: &[(&str, &str)] = &[("recorded/two_doors.outcomes.json", FOUND)];

fn computed(markdown: &str) -> String {
    only_fault(OUTCOMES, markdown)
}

#[test]
fn a_question_becomes_answers_and_a_key_with_reasons() {
    let text = shown(OUTCOMES, GOOD);
    for part in [
        "<workbook-quiz id=\"quiz-locks-sum\" data-name=\"locks-sum\" data-kind=\"several\" data-hash=",
        "<div class=\"quiz-question\">\n\nWhat can the number be?\n",
        "<li>\n\n`0`\n\n</li>\n<li>\n\n`1`\n\n</li>",
        "<li class=\"quiz-wrong\">\n\n<strong>No.</strong> Each stores at least a 1.\n",
        "<li class=\"quiz-right\">\n\n<strong>Yes.</strong> One after the other.\n",
        "Computed from 14 interleavings of \
         <a href=\"../07-locks.html#listing-two_doors-program\"><code>two_doors</code></a>; no other one makes a difference.",
    ] {
        assert!(text.contains(part), "no {part:?} in\n{text}");
    }
}

#[test]
fn one_right_answer_is_chosen_with_a_radio_button_unless_that_would_be_a_hint() {
    let plain = "{{#quiz a}}\nIs it?\n- [x] yes\n  > It is.\n- [ ] no\n  > It is.\n{{/quiz}}\n";
    assert!(shown(&[], plain).contains("data-kind=\"one\""));
    let found = r#"{"version":1,"interleavings":1,"exhaustive":true,"outcomes":["2"]}"#;
    let only = GOOD.replace("[x] `1`", "[ ] `1`");
    let text = shown(&[("recorded/two_doors.outcomes.json", found)], &only);
    assert!(text.contains("data-kind=\"several\"") && text.contains("the only interleaving of"));
}

#[test]
fn the_hash_changes_with_the_question_and_not_with_its_reasons() {
    let hash = |markdown: &str| {
        let text = shown(OUTCOMES, markdown);
        text.split_once("data-hash=\"").expect("a hash").1[..16].to_owned()
    };
    assert_eq!(hash(GOOD), hash(&GOOD.replace("Both load 0.", "Both look first.")));
    assert_ne!(hash(GOOD), hash(&GOOD.replace("can the number be", "is it")));
    assert_ne!(hash(GOOD), hash(&GOOD.replace("`0`", "`3`")));
}

#[test]
fn a_wrong_key_is_refused_with_the_answer_and_what_was_found() {
    let fault = computed(&GOOD.replace("[ ] `0`", "[x] `0`"));
    assert!(fault.starts_with("book/src/07-locks/a.md:1: {{#quiz locks-sum"), "{fault}");
    assert!(
        fault.contains("line 4: `0` is marked as right and is not")
            && fault.contains("running 14 interleavings of `two_doors` came to `1`, `2`"),
        "{fault}"
    );
    assert!(
        computed(&GOOD.replace("[x] `1`", "[ ] `1`")).contains("`1` is right and not marked so")
    );
    assert!(
        computed(&GOOD.replace("`1`", "`7`").replace("[x] `7`", "[ ] `7`"))
            .contains("no answer says `1`")
    );
    let twice = GOOD.replace("- [ ]", "- [ ] `0`\n  > No.\n- [ ]");
    assert!(computed(&twice).contains("line 6: the answer `0` is there twice"));
    assert!(computed(&GOOD.replace("`1`", "one")).contains("line 6: a right answer begins with"));
    shown(OUTCOMES, &GOOD.replace("`0`", "nothing at all"));
}

#[test]
fn an_exploration_that_was_not_exhaustive_is_no_key() {
    let found = FOUND.replace("true", "false");
    let fault = only_fault(&[("recorded/two_doors.outcomes.json", &found)], GOOD);
    assert!(fault.contains("only 14 interleavings of `two_doors` were run"), "{fault}");
    assert!(only_fault(&[], GOOD).contains("listings::outcomes"));
}

#[test]
fn what_a_listing_prints_is_a_key() {
    let quiz = "{{#quiz a prints=\"torn\"}}\nWhat?\n- [x] ```text\n  one\n  two\n  ```\n  > So.\n\
                - [ ] `one`\n  > No.\n{{/quiz}}\n";
    let text = shown(&[("recorded/torn.txt", "one\ntwo\n")], quiz);
    assert!(text.contains("<li>\n\n```text\none\ntwo\n```\n"), "{text}");
    let fault = only_fault(&[("recorded/torn.txt", "one\n")], quiz);
    assert!(fault.contains("marked as right and is not; `torn` prints:\none"), "{fault}");
}

#[test]
fn the_line_that_the_compiler_refuses_is_a_key() {
    let program = ("refused/07-locks/moved.rs", "fn main() {\n    let a = b; //~ E0382\n}\n");
    let quiz = "{{#quiz a refused=\"moved\"}}\nWhere?\n- [ ] line 1\n  > No.\n\
                - [x] line 2: `let a = b`\n  > Yes.\n- [ ] it compiles\n  > No.\n{{/quiz}}\n";
    shown(&[program], quiz);
    let fault = only_fault(&[program], &quiz.replace("[ ] line 1", "[x] line 1"));
    assert!(fault.contains("the compiler refuses `moved` at line 2"), "{fault}");
    let fault = only_fault(&[program], &quiz.replace("let a = b", "let b = a"));
    assert!(fault.contains("line 2 of `moved` does not hold `let b = a`"), "{fault}");
    let accepted = ("examples/07-locks/moved.rs", "fn main() {}\n\n");
    let fault = only_fault(&[accepted], &quiz.replace(": `let a = b`", ""));
    assert!(fault.contains("`moved` compiles"), "{fault}");
}

#[test]
fn a_question_that_is_not_whole_is_refused() {
    let quiz = |body: &str| only_fault(&[], &format!("{{{{#quiz a}}}}\n{body}{{{{/quiz}}}}\n"));
    assert!(quiz("- [x] a\n  > b\n- [ ] c\n  > d\n").contains("no question"));
    assert!(quiz("Q\n- [x] a\n  > b\n").contains("two answers or more"));
    assert!(quiz("Q\n- [ ] a\n  > b\n- [ ] c\n  > d\n").contains("no answer is right"));
    assert!(quiz("Q\n- [x] a\n  > b\n- [ ] c\n").contains("line 5: the answer c has no reason"));
    assert!(quiz("Q\n- [x] a\n  > b\ntext\n- [ ] c\n  > d\n").contains("line 5: `text` belongs"));
    assert!(quiz("Q\n- [x] a\n  > b\n  c\n- [ ] d\n  > e\n").contains("behind the reason"));
    assert!(only_fault(&[], "{{#quiz a}}\nQ\n").contains("write {{/quiz}} behind its answers"));
    assert!(only_fault(&[], "{{#quiz A_b}}\nQ\n{{/quiz}}\n").contains("no name of a question"));
    assert!(only_fault(&[], "{{#quiz a x=\"y\"}}\n{{/quiz}}\n").contains("no option `x`"));
    assert!(only_fault(&[], "{{/quiz}}\n").contains("no quiz begins above"));
}

#[test]
fn a_name_that_is_taken_is_refused_with_both_places() {
    let fault = only_fault(OUTCOMES, &format!("{GOOD}\n{GOOD}"));
    assert!(
        fault.starts_with("book/src/07-locks/a.md:12: ")
            && fault.contains("taken by the question at book/src/07-locks/a.md:1"),
        "{fault}"
    );
}

#[test]
fn code_in_a_question_is_checked_like_any_other() {
    let fault = computed(&GOOD.replace("What can", "```rust\nfn main() {}\n```\nWhat can"));
    assert!(fault.starts_with("book/src/07-locks/a.md:2: ```rust"), "{fault}");
}
