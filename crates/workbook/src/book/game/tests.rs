use std::fs;
use std::path::Path;

use super::super::chapter::Source;
use super::super::places::Places;

/// Ben waits if main goes first; if he goes first, all is well.
const BROKEN: &str = r#"{"version":1,"threads":[{"name":"main"},{"name":"ben"}],"objects":[{"kind":"mutex","name":"left"}],
"events":[{"thread":0,"op":"locks","object":0,"text":"locks left","value":null,"holds":[0],"waits":null,"file":"a.rs","line":1,"note":null},
 {"thread":1,"op":"ends","object":null,"text":"ends","value":null,"holds":[],"waits":null,"file":"a.rs","line":2,"note":null}],
"waits":[{"thread":1,"object":0,"text":"waits for mutex `left`, held by main","file":"a.rs","line":2}],
"ends":[{"verdict":"PASSED","message":"","details":[]},{"verdict":"DEADLOCK","message":"no thread can go on","details":["ben waits"]}],
"states":[{"ways":[[1,[1],1],[0,[0],2]]},{"ways":[[0,[0],3]]},{"end":1,"waits":[0]},{"end":0}],
"sources":{"a.rs":["let x: Mutex<i32>; // </script>","y"]}}"#;

const SAFE: &str = r#"{"version":1,"threads":[{"name":"main"}],"objects":[],"events":[],"waits":[],
"ends":[{"verdict":"PASSED","message":"","details":[]}],"states":[{"ways":[[0,[],1]]},{"end":0}],"sources":{}}"#;

const REPORT: &str =
    r#"{"version":1,"verdict":"PASSED","explored":{"interleavings":12,"exhaustive":true}}"#;

const LINE: &str =
    r#"{{#game dinner title="Reach the `deadlock`." goal="DEADLOCK" repaired="ordered"}}"#;

/// What a page with this text becomes, and what is wrong with it.
fn expand(files: &[(&str, &str)], text: &str) -> (String, Vec<String>) {
    let root = tempfile::tempdir().expect("a folder for the test");
    let recorded = root.path().join("book/listings/recorded");
    fs::create_dir_all(&recorded).unwrap();
    let usual =
        [("dinner.game.json", BROKEN), ("ordered.game.json", SAFE), ("ordered.json", REPORT)];
    for (name, content) in usual.iter().chain(files) {
        fs::write(recorded.join(name), content).unwrap();
    }
    let places = Places { verdict_page: Some("verdicts.md".into()), ..Places::default() };
    let source = Source { root: root.path(), page: Path::new("07-locks.md"), places: &places };
    let mut faults = Vec::new();
    (source.expand(text, &mut faults).trim().to_owned(), faults)
}

fn only_fault(files: &[(&str, &str)], text: &str) -> String {
    let (_, mut faults) = expand(files, text);
    assert_eq!(faults.len(), 1, "one fault in {text:?}, not {faults:?}");
    faults.remove(0)
}

#[test]
fn the_block_is_one_piece_of_html_with_both_graphs() {
    let (text, faults) = expand(&[], LINE);
    assert_eq!(faults, [""; 0]);
    let head = "<interleaving-game data-name=\"dinner\" data-title=\"Reach the `deadlock`.\" \
                data-goal=\"DEADLOCK\" data-interleavings=\"12\" data-states=\"6\">\n";
    assert!(text.starts_with(head), "{text}");
    assert_eq!(text.matches("</script>").count(), 2, "{text}");
    assert!(!text.lines().any(|line| line.trim().is_empty()), "a blank line ends it:\n{text}");
}

#[test]
fn the_shortest_way_is_a_table_with_who_waits_at_its_end() {
    let (text, _) = expand(&[], LINE);
    for part in [
        "<tr><th scope=\"row\">1</th><td>locks left</td><td></td><td>1</td></tr>",
        "<tr><th scope=\"row\">2</th><td></td><td class=\"waits\">waits for mutex <code>left</code>, held by main</td><td>2</td></tr>",
        "<strong><a href=\"verdicts.html#deadlock\">DEADLOCK</a></strong>: no thread can go on",
    ] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    assert!(!text.contains(">3</th>"), "the way is longer than it needs to be:\n{text}");
}

#[test]
fn a_goal_that_cannot_be_reached_is_refused() {
    let line = LINE.replace("DEADLOCK", "LOST UPDATE");
    assert!(only_fault(&[], &line).contains("dinner: no way leads to LOST UPDATE"));
    let line = LINE.replace("DEADLOCK", "DEADLOK");
    assert!(only_fault(&[], &line).contains("there is no verdict \"DEADLOK\""));
}

#[test]
fn a_repaired_program_that_can_fail_is_refused() {
    let fault = only_fault(&[("ordered.game.json", BROKEN)], LINE);
    assert!(fault.contains("`ordered` is no repaired program: it can come to DEADLOCK"), "{fault}");
}

#[test]
fn a_repaired_program_that_was_not_explored_to_the_end_is_refused() {
    for report in [REPORT.replace("true", "false"), REPORT.replace("PASSED", "DEADLOCK")] {
        let fault = only_fault(&[("ordered.json", &report)], LINE);
        assert!(fault.contains("ordered.json: the repaired program has to pass"), "{fault}");
    }
}

#[test]
fn an_option_that_is_missing_is_named() {
    let fault = only_fault(&[], r#"{{#game dinner title="x" goal="DEADLOCK"}}"#);
    assert!(fault.contains("needs the option repaired=\"…\""), "{fault}");
}

#[test]
fn a_graph_that_points_nowhere_is_refused_with_its_state() {
    for (good, bad) in
        [("[1,[1],1]", "[1,[1],9]"), ("[1,[1],1]", "[1,[7],1]"), ("\"end\":1", "\"end\":2")]
    {
        let fault = only_fault(&[("dinner.game.json", &BROKEN.replace(good, bad))], LINE);
        assert!(fault.contains("dinner.game.json") && fault.contains("state "), "{bad}: {fault}");
    }
}

#[test]
fn a_page_with_too_many_states_is_refused() {
    let many = vec![r#"{"end":0}"#; 1_100].join(",");
    let large = SAFE.replace(r#"{"end":0}"#, &many);
    assert_eq!(expand(&[("ordered.game.json", &large)], LINE).1, [""; 0]);
    let twice = format!("{LINE}\n\n{LINE}\n");
    let fault = only_fault(&[("ordered.game.json", &large)], &twice);
    assert!(
        fault.contains("book/src/07-locks.md: ") && fault.contains("2000 are allowed"),
        "{fault}"
    );
}
