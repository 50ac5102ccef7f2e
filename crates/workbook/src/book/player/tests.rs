use std::fs;
use std::path::Path;

use super::super::chapter::Source;
use super::super::places::Places;

/// A run in which bob waits for a lock that main holds.
const TRACE: &str = r#"{"version":1,"verdict":"DEADLOCK","message":"no thread can go on",
 "details":["bob waits for `left<T>`"],
 "threads":[{"name":"main"},{"name":"bob"}],"objects":[{"kind":"mutex","name":"left"}],
 "events":[
  {"thread":0,"op":"locks","object":0,"text":"locks left","value":null,"holds":[0],"waits":null,"file":"src/a.rs","line":1,"note":null},
  {"thread":1,"op":"blocks","object":0,"text":"waits for left","value":null,"holds":[],"waits":0,"file":"src/a.rs","line":3,"note":null},
  {"thread":0,"op":"ends","object":null,"text":"ends","value":null,"holds":[],"waits":null,"file":null,"line":null,"note":null}],
 "failed":{"event":2,"thread":1},
 "sources":{"src/a.rs":["let x: Mutex<i32>; // </script><!--","","y"]}}"#;

fn expand(json: &str, line: &str) -> (String, Vec<String>) {
    let root = tempfile::tempdir().expect("a folder for the test");
    let recorded = root.path().join("book/listings/recorded");
    fs::create_dir_all(&recorded).unwrap();
    fs::write(recorded.join("run.json"), json).unwrap();
    let mut faults = Vec::new();
    let page = Path::new("07-locks.md");
    let places = Places { verdict_page: Some("verdicts.md".into()), ..Places::default() };
    let text = Source { root: root.path(), page, places: &places }.expand(line, &mut faults);
    (text.trim().to_owned(), faults)
}

fn shown(line: &str) -> String {
    let (text, faults) = expand(TRACE, line);
    assert_eq!(faults, [""; 0]);
    text
}

fn only_fault(json: &str, line: &str) -> String {
    let (_, mut faults) = expand(json, line);
    assert_eq!(faults.len(), 1, "one fault in {line:?}, not {faults:?}");
    faults.remove(0)
}

#[test]
fn the_block_is_one_piece_of_html() {
    let text = shown("{{#player run}}");
    assert!(text.starts_with("<interleaving-player data-title=\"One run of a.rs\">\n"), "{text}");
    assert!(
        !text.lines().any(|line| line.trim().is_empty()),
        "a blank line ends the HTML:\n{text}"
    );
}

#[test]
fn lines_in_a_message_do_not_end_the_block() {
    let json = TRACE.replace("no thread can go on", r"two\n\nlines");
    let (text, faults) = expand(&json, "{{#player run}}");
    assert_eq!(faults, [""; 0]);
    assert!(text.contains("</strong>: two<br><br>lines</p>"), "{text}");
}

#[test]
fn nothing_in_the_data_can_end_the_script() {
    let text = shown("{{#player run}}");
    assert_eq!(text.matches("</script>").count(), 1, "{text}");
    assert!(!text.contains("<!--"), "{text}");
}

#[test]
fn the_table_shows_each_event_in_the_column_of_its_thread() {
    let text = shown("{{#player run}}");
    let row = "<tr><th scope=\"row\">1</th><td>locks left</td><td></td><td>1</td></tr>";
    assert!(text.contains(row), "{text}");
}

#[test]
fn the_column_of_a_thread_that_waits_is_marked_until_it_goes_on() {
    let text = shown("{{#player run}}");
    let row = "<tr><th scope=\"row\">3</th><td>ends</td><td class=\"waits\"></td><td></td></tr>";
    assert!(text.contains(row), "{text}");
}

#[test]
fn the_ending_names_the_verdict_and_links_to_its_meaning() {
    let text = shown("{{#player run}}");
    let verdict =
        "<strong><a href=\"verdicts.html#deadlock\">DEADLOCK</a></strong>: no thread can go on";
    assert!(text.contains(verdict), "{text}");
    assert!(text.contains("<li>bob waits for <code>left&lt;T&gt;</code></li>"), "{text}");
}

#[test]
fn title_and_reveal_are_passed_on() {
    let text = shown(r#"{{#player run title="A & B" reveal="step"}}"#);
    assert!(text.contains("data-title=\"A &amp; B\" reveal=\"step\">"), "{text}");
    assert!(text.contains("<caption>A &amp; B</caption>"), "{text}");
}

#[test]
fn a_wrong_option_is_refused() {
    assert!(only_fault(TRACE, r#"{{#player run reveal="all"}}"#).contains("`reveal` is \"step\""));
    assert!(only_fault(TRACE, r#"{{#player run tilte="x"}}"#).contains("no option `tilte`"));
}

#[test]
fn an_unknown_run_is_refused_with_the_way_to_record_it() {
    let fault = only_fault(TRACE, "{{#player none}}");
    assert!(fault.contains("cannot read book/listings/recorded/none.json"), "{fault}");
    assert!(fault.contains("UPDATE_RECORDED=1"), "{fault}");
}

#[test]
fn a_run_that_cannot_be_read_is_refused_with_its_file() {
    assert!(only_fault("[]", "{{#player run}}").contains("book/listings/recorded/run.json: "));
    let unknown = TRACE.replace("DEADLOCK", "DEADLOCKED");
    assert!(only_fault(&unknown, "{{#player run}}").contains("no verdict \"DEADLOCKED\""));
}
