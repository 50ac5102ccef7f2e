//! Submissions that are damaged, or are no submissions: each gets a sentence, and costs nothing else.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::symlink;

use nix::sys::stat::Mode;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::class::{Class, answer, points};

/// A zip with these entries.
fn zip(class: &Class, student: &str, entries: &[(&str, &[u8])]) {
    let path = class.path("submissions").join(format!("{student}.zip"));
    let mut zip = ZipWriter::new(File::create(path).expect("the folder is writable"));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a new entry");
        zip.write_all(bytes).expect("the folder is writable");
    }
    zip.finish().expect("the folder is writable");
}

#[test]
fn what_is_damaged_gets_a_sentence_and_costs_nothing_else() {
    let class = Class::new(&["locks/counter"], 60);
    let right = answer("src/counter.rs");
    let right = right.as_bytes();
    let submissions = class.path("submissions");
    class.hand_in("good_folder", "counter", &answer("src/counter.rs"));
    zip(&class, "good_zip", &[("week-1-main/exercises/07-locks/src/counter.rs", right)]);
    zip(&class, "good_bare_name", &[("counter.rs", right), ("__MACOSX/._counter.rs", b"x")]);

    // Links, pipes, bytes, sizes.
    let source = |student: &str| {
        let folder = class.submission(student).join("src");
        fs::create_dir_all(&folder).expect("the folder is writable");
        folder.join("counter.rs")
    };
    symlink(class.path("assignment/assignment.toml"), source("link")).expect("a link");
    nix::unistd::mkfifo(&source("pipe"), Mode::S_IRWXU).expect("a pipe");
    fs::write(source("no_text"), [0xff, 0xfe, 0x80]).expect("a file");
    fs::write(source("too_large"), vec![b' '; 300 << 10]).expect("a file");
    class.submission("empty");
    symlink("/", class.submission("link_to_a_folder").join("src")).expect("a link");

    // Zips.
    zip(&class, "out_of_the_folder", &[("../../counter.rs", right), ("/counter.rs", right)]);
    zip(&class, "backslashes", &[("..\\src\\counter.rs", right)]);
    zip(&class, "a_bomb", &[("src/counter.rs", &vec![b' '; 64 << 20])]);
    let many: Vec<(String, &[u8])> = (0..3000).map(|n| (format!("{n}.rs"), &b"x"[..])).collect();
    let many: Vec<(&str, &[u8])> =
        many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    zip(&class, "too_many", &many);
    zip(&class, "whole", &[("src/counter.rs", right)]);
    let whole = fs::read(submissions.join("whole.zip")).expect("it was written");
    fs::write(submissions.join("cut_off.zip"), &whole[..whole.len() / 2]).expect("a file");
    fs::write(submissions.join("no_zip.zip"), "this is no zip").expect("a file");
    fs::write(submissions.join("nothing.zip"), "").expect("a file");
    let mut twice = ZipWriter::new(File::create(submissions.join("linked.zip")).expect("a file"));
    twice
        .add_symlink("src/counter.rs", "/etc/passwd", SimpleFileOptions::default())
        .expect("a link");
    twice.finish().expect("the folder is writable");
    zip(&class, "\u{202e}odd\u{1b}[31m name", &[("src/counter.rs", right)]);

    // Two of one student.
    class.hand_in("two", "counter", &answer("src/counter.rs"));
    zip(&class, "two", &[("src/counter.rs", right)]);
    // Which of them?
    let folder = class.submission("ambiguous");
    for part in ["a", "b"] {
        fs::create_dir_all(folder.join(part)).expect("the folder is writable");
        fs::write(folder.join(part).join("counter.rs"), right).expect("a file");
    }

    let results = class.results();
    for student in ["good_folder", "good_zip", "good_bare_name", "whole", "?odd?[31m name"] {
        assert_eq!(points(&results[student]), 10.0, "{student}: {}", results[student]);
    }
    for (student, words) in [
        ("link", "is a link"),
        ("pipe", "no ordinary file"),
        ("no_text", "no text"),
        ("too_large", "larger than 256 KiB"),
        ("out_of_the_folder", "no path below it"),
        ("backslashes", "no path below it"),
        ("a_bomb", "larger than 256 KiB"),
        ("too_many", "more than 2000 files"),
        ("cut_off", "damaged"),
        ("no_zip", "damaged"),
        ("nothing", "damaged"),
        ("linked", "is a link"),
        ("two", "2 submissions"),
        ("ambiguous", "both there"),
    ] {
        let line = &results[student];
        assert_eq!(line["status"], "rejected", "{student}: {line}");
        let message = line["message"].as_str().unwrap_or_default();
        assert!(message.contains(words), "{student} is told {message:?}, without {words:?}");
    }
    for student in ["empty", "link_to_a_folder"] {
        assert_eq!(results[student]["status"], "missing", "{}", results[student]);
    }
    assert_eq!(results.len(), 21, "one line for each: {:?}", results.keys());
}

#[test]
fn an_assignment_that_was_changed_or_damaged_is_refused_with_a_sentence() {
    let class = Class::new(&["locks/counter"], 60);
    class.hand_in("ann", "counter", &answer("src/counter.rs"));
    let file = class.path("assignment/assignment.toml");
    let text = fs::read_to_string(&file).expect("it is there");
    for (changed, words) in [
        (text.replace("points = 2.0", "points = 200.0"), "has changed since"),
        (text.replace("points = 2.0", "points = "), "cannot understand"),
        (text.replace("schema = 1", "schema = 9"), "its schema is 9"),
        (String::new(), "cannot understand"),
    ] {
        fs::write(&file, changed).expect("the folder is writable");
        let output = class.grade().output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(words), "instead of {words:?}: {said}");
    }
}
