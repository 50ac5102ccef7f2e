use std::fs;
use std::path::Path;

use super::super::chapter::Source;
use super::super::places::Places;

/// Expands one line of `07-locks.md` in a workspace that holds `files`.
fn expand(files: &[(&str, &str)], line: &str) -> (String, Vec<String>) {
    let root = tempfile::tempdir().expect("a folder for the test");
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut faults = Vec::new();
    let page = Path::new("07-locks.md");
    let source = Source { root: root.path(), page, places: &Places::default() };
    (source.expand(line, &mut faults), faults)
}

fn only_fault(files: &[(&str, &str)], line: &str) -> String {
    let (_, mut faults) = expand(files, line);
    assert_eq!(faults.len(), 1, "one fault in {line:?}, not {faults:?}");
    faults.remove(0)
}

#[test]
fn a_listing_names_its_file_and_line() {
    let file = (
        "book/listings/examples/07-locks/a.rs",
        "use x;\n// ANCHOR: go\nfn go() {}\n// ANCHOR_END: go\n",
    );
    let (text, faults) = expand(&[file], "{{#listing 07-locks/a.rs:go}}");
    assert_eq!(faults, [""; 0]);
    let caption =
        "<figcaption><code>book/listings/examples/07-locks/a.rs</code>, from line 3</figcaption>";
    assert!(text.contains(caption), "{text}");
    assert!(text.contains("\n\n```rust,ignore\nfn go() {}\n```\n\n"), "{text}");
}

#[test]
fn exercises_and_solutions_are_listed_from_the_root() {
    let file = ("solutions/07-locks/src/counter.rs", "fn add() {}\n");
    let (text, faults) = expand(&[file], "{{#listing solutions/07-locks/src/counter.rs}}");
    assert_eq!(faults, [""; 0]);
    assert!(text.contains("<code>solutions/07-locks/src/counter.rs</code></figcaption>"), "{text}");
}

#[test]
fn an_unknown_file_is_refused_with_its_path() {
    let fault = only_fault(&[], "{{#listing 07-locks/none.rs}}");
    assert!(fault.starts_with("book/src/07-locks.md:1: {{#listing 07-locks/none.rs}}"), "{fault}");
    assert!(
        fault.contains("cannot read book/listings/examples/07-locks/none.rs; correct the path"),
        "{fault}"
    );
}

#[test]
fn an_unknown_anchor_is_refused_with_its_file() {
    let file = ("book/listings/examples/a.rs", "fn main() {}\n");
    let fault = only_fault(&[file], "{{#listing a.rs:x}}");
    assert!(fault.contains("book/listings/examples/a.rs: no anchor `x`"), "{fault}");
}

#[test]
fn a_path_out_of_the_workspace_is_refused() {
    assert!(only_fault(&[], "{{#listing ../../../etc/passwd}}").contains("no plain path"));
    assert!(only_fault(&[], "{{#output ../x}}").contains("no plain path"));
}

#[test]
fn a_missing_output_is_refused_with_the_way_to_record_it() {
    assert!(
        only_fault(&[], "{{#output none}}").contains("UPDATE_RECORDED=1 cargo test -p listings")
    );
}

#[test]
fn python_is_shown_with_its_output_when_there_is_one() {
    let program = ("book/listings/python/07-locks/gil.py", "print(1)\n");
    let (alone, _) = expand(&[program], "{{#python gil}}");
    assert!(alone.contains("```python\nprint(1)\n```") && !alone.contains("it printed"), "{alone}");
    let printed = ("book/listings/recorded/gil.py.txt", "1\n");
    let (both, faults) = expand(&[program, printed], "{{#python gil}}");
    assert_eq!(faults, [""; 0]);
    assert!(both.contains("<figcaption>it printed</figcaption>\n\n```text\n1\n```"), "{both}");
}

#[test]
fn a_refused_program_is_shown_with_what_the_compiler_says() {
    let program =
        ("book/listings/refused/07-locks/moved.rs", "fn main() {}\nlet a = b; //~ E0382\n");
    assert!(only_fault(&[program], "{{#refused moved}}").contains("UPDATE_RECORDED=1"));
    let recorded = ("book/listings/recorded/moved.refused.txt", "rustc 1.95\nerror[E0382]: gone\n");
    let (text, faults) = expand(&[program, recorded], "{{#refused moved}}");
    assert_eq!(faults, [""; 0]);
    assert!(text.contains("```rust,ignore\nfn main() {}\nlet a = b;\n```"), "{text}");
    let said = "<figcaption>rustc 1.95 says</figcaption>\n\n```text\nerror[E0382]: gone\n```";
    assert!(text.contains(said), "{text}");
}
