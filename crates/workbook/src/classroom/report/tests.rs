//! The pages of a class in which somebody tries to write markup.

use super::super::results::sample::{class, full, line, refused};
use super::super::results::{Status, Submission, file_names};
use super::{class as class_page, student};
use crate::workspace::Workspace;

fn workspace() -> Workspace {
    let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    Workspace::find(Some(root)).expect("the repository is a workspace")
}

fn names(class: &[Submission]) -> Vec<String> {
    file_names(class.iter().map(|line| line.student.id.as_str()))
}

#[test]
fn what_students_write_is_text_on_every_page() {
    let (workspace, class) = (workspace(), class());
    let names = names(&class);
    let mut pages = vec![class_page::page(&workspace, &class, &names)];
    pages.extend(class.iter().map(|line| student::page(&workspace, line)));
    for page in pages {
        assert!(!page.contains("<script>alert"), "{page}");
        assert!(!page.contains("</script><script>"), "{page}");
        assert!(!page.contains("<!-- a student's line"), "{page}");
        assert!(!page.contains(['\u{1b}', '\u{202e}']), "{page}");
    }
}

#[test]
fn a_failure_is_a_table_and_the_same_run_for_the_player() {
    let page = student::page(&workspace(), &line("anna"));
    assert_eq!(page.matches("<interleaving-player").count(), 1, "{page}");
    assert!(page.contains("<th scope=\"col\">anna &lt;b&gt;</th>"), "{page}");
    assert!(page.contains("assets/player.js"), "{page}");
    let page = student::page(&workspace(), &full("dora"));
    assert!(!page.contains("<script"), "nothing failed, so there is nothing to play: {page}");
}

#[test]
fn a_report_that_is_no_run_is_told_in_words() {
    let mut line = line("anna");
    let test = &mut line.exercises[0].tests[1];
    test.report = Some(serde_json::json!({"version": 1, "events": "none"}));
    test.message = "both read 0".into();
    let page = student::page(&workspace(), &line);
    assert!(!page.contains("<interleaving-player"), "{page}");
    assert!(page.contains("one_visitor_counts_one</strong>: both read 0"), "{page}");
}

#[test]
fn a_students_page_has_a_hint_for_the_verdict_and_no_word_on_others() {
    let workspace = workspace();
    let page = student::page(&workspace, &line("anna"));
    assert!(page.contains("<strong>Hint</strong>"), "{page}");
    assert!(page.contains("Count every visitor"), "the exercise's title: {page}");
    assert!(!page.contains("dora") && !page.contains("ben"), "{page}");
}

#[test]
fn what_could_not_be_graded_says_why_and_is_named_on_the_page_of_the_class() {
    let workspace = workspace();
    for status in [Status::CompileError, Status::Rejected, Status::Forged, Status::GraderError] {
        let line = refused("ben", status);
        let page = student::page(&workspace, &line);
        assert!(page.contains(status.words()), "{status}: {page}");
        let names = names(std::slice::from_ref(&line));
        let page = class_page::page(&workspace, std::slice::from_ref(&line), &names);
        assert!(page.contains("id=\"attention\""), "it has a review flag: {page}");
        assert_eq!(
            page.contains(&format!("<strong>{}</strong>: ", status.words())),
            status >= Status::Rejected
        );
    }
}
