//! Appendix A names every public name of Python's modules for concurrency, and none that does not exist.
//!
//! `names.txt` is what `names.py` printed, and begins with the version of Python that did. `UPDATE_RECORDED=1 cargo test
//! -p listings --test python_names` records it anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python_names").join(name)
}

/// The version of Python, and the names, each behind its module.
fn recorded() -> (String, BTreeSet<String>) {
    let text = fs::read_to_string(here("names.txt")).expect("the names are recorded");
    let (version, names) = text.split_once('\n').expect("the version has a line");
    (version.to_owned(), names.lines().map(str::to_owned).collect())
}

/// What `python3` prints, if there is one.
fn python(arguments: &[&str]) -> Option<String> {
    let output = Command::new("python3").arg("-B").args(arguments).output().ok()?;
    assert!(
        output.status.success(),
        "python3 {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8(output.stdout).expect("names are text"))
}

/// The names in the first cells of the tables under the headings, each behind its module. A name with a dot in front belongs
/// to the class before it in the same cell.
fn named(page: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut module = "";
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            module = heading.split(' ').next().unwrap_or_default();
        }
        let Some(cell) = line.strip_prefix("| ").and_then(|row| row.split(" | ").next()) else {
            continue;
        };
        let mut class = "";
        for name in cell.split('`').skip(1).step_by(2) {
            match name.strip_prefix('.') {
                Some(member) => names.insert(format!("{module} {class}.{member}")),
                None => {
                    class = name;
                    names.insert(format!("{module} {name}"))
                }
            };
        }
    }
    names
}

#[test]
fn the_appendix_has_every_name_and_no_other() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/appendix-python.md");
    let page = fs::read_to_string(&page).expect("the appendix is there");
    let (named, recorded) = (named(&page), recorded().1);
    let missing: Vec<_> = recorded.difference(&named).collect();
    let unknown: Vec<_> = named.difference(&recorded).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "book/src/appendix-python.md has no row for {missing:?}, and Python has no {unknown:?}"
    );
}

#[test]
fn the_recorded_names_are_those_of_python() {
    const VERSION: &str = "import sys; print('Python %d.%d' % sys.version_info[:2])";
    let (Some(version), Some(names)) =
        (python(&["-c", VERSION]), python(&[&here("names.py").to_string_lossy()]))
    else {
        return println!("python3 is not installed, so its names are not compared");
    };
    if std::env::var_os("UPDATE_RECORDED").is_some() {
        fs::write(here("names.txt"), format!("{version}{names}"))
            .expect("the record can be written");
    }
    let recorded = recorded();
    if version.trim_end() != recorded.0 {
        return println!("the names are those of {}, and this is {version}", recorded.0);
    }
    let now: BTreeSet<String> = names.lines().map(str::to_owned).collect();
    assert_eq!(now, recorded.1, "names.py prints other names than names.txt has; record them anew");
}
