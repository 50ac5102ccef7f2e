use std::fs;
use std::path::Path;

use super::{Options, build, check_links};

const CONFIG: &str = r#"
[book]
title = "A book"
[build]
create-missing = false
use-default-preprocessors = false
[output.html.playground]
runnable = false
"#;

/// A workspace whose book has the one chapter `text`.
fn workspace(text: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder for the test");
    let src = root.path().join("book/src");
    fs::create_dir_all(&src).unwrap();
    fs::write(root.path().join("book/book.toml"), CONFIG).unwrap();
    fs::write(src.join("SUMMARY.md"), "- [One](one.md)\n").unwrap();
    fs::write(src.join("one.md"), text).unwrap();
    root
}

fn build_in(root: &Path) -> anyhow::Result<super::Built> {
    build(root, &root.join("site"), &Options::default())
}

#[test]
fn a_book_is_built_and_its_links_hold() {
    let root = workspace("# One\n\n[here](#one)\n\n{{#verdicts}}\n");
    let built = build_in(root.path()).expect("the book builds");
    assert_eq!(built.pages, 1);
    let page = fs::read_to_string(built.site.join("one.html")).unwrap();
    assert!(page.contains("id=\"deadlock\""), "the verdicts have headings with ids");
    assert_eq!(check_links(&built.site).unwrap(), []);
}

#[test]
fn a_fault_in_a_chapter_names_file_and_line_and_leaves_the_last_site() {
    let root = workspace("# One\n");
    let built = build_in(root.path()).expect("the book builds");
    fs::write(root.path().join("book/src/one.md"), "# Two\n\n{{#listing none.rs}}\n").unwrap();
    let error = format!("{:#}", build_in(root.path()).expect_err("the listing does not exist"));
    assert!(error.contains("book/src/one.md:3: {{#listing none.rs}}"), "{error}");
    let page = fs::read_to_string(built.site.join("one.html")).unwrap();
    assert!(page.contains(">One<"), "the site of the first build is still there");
    let left: Vec<_> =
        fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "only book and site, no half-built folder: {left:?}");
}

#[test]
fn what_mdbook_only_warns_about_is_an_error() {
    let root = workspace("# One\n\n<div>\n\nno end\n");
    let error = format!("{:#}", build_in(root.path()).expect_err("a tag is not closed"));
    assert!(error.contains("mdBook is not content") && error.contains("div"), "{error}");
}

#[test]
fn a_chapter_that_does_not_exist_is_an_error() {
    let root = workspace("# One\n");
    fs::write(root.path().join("book/src/SUMMARY.md"), "- [Two](two.md)\n").unwrap();
    let error = format!("{:#}", build_in(root.path()).expect_err("there is no two.md"));
    assert!(error.contains("two.md"), "{error}");
}

#[test]
fn a_folder_with_other_files_is_never_emptied() {
    let root = workspace("# One\n");
    let file = root.path().join("site/thesis.txt");
    fs::create_dir(root.path().join("site")).unwrap();
    fs::write(&file, "years of work").unwrap();
    let error = build_in(root.path()).expect_err("the folder is not ours").to_string();
    assert!(error.contains("not an earlier build"), "{error}");
    assert_eq!(fs::read_to_string(file).unwrap(), "years of work");
}

#[test]
fn a_second_build_replaces_the_first() {
    let root = workspace("# One\n");
    build_in(root.path()).expect("the book builds");
    fs::write(root.path().join("book/src/one.md"), "# Two\n").unwrap();
    let built = build_in(root.path()).expect("the book builds again");
    assert!(fs::read_to_string(built.site.join("one.html")).unwrap().contains(">Two<"));
}
