//! The tests of an exercise, read from its test file: our own list, which no test program is asked for.
//!
//! The file is also made ready for a `main` of ours: `#[test]` would leave its functions out of a program without
//! libtest. Lines keep their numbers, since reports name them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Item};

/// A file of tests, and those that it takes modules from.
#[derive(Debug, Default)]
pub(crate) struct TestFile {
    /// In the order of the file, then of its modules.
    pub tests: Vec<Expected>,
    /// Each file with its text for a program of ours.
    pub sources: Vec<(PathBuf, String)>,
}

/// A test that there has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    /// Modules included: `done::zero_jobs_are_done`.
    pub name: String,
    /// Its text, from which its property is guessed.
    pub text: String,
}

/// The name of the table that is added to a file of libtest's tests.
pub(crate) const TABLE: &str = "GRADED";

/// Reads a file of tests under libtest.
///
/// # Errors
/// When it cannot be read or understood.
pub(crate) fn explored(file: &Path) -> anyhow::Result<TestFile> {
    let mut found = TestFile::default();
    let folder = file.parent().unwrap_or(Path::new(""));
    read(file, folder, &mut found)
        .with_context(|| format!("cannot take the tests of {}", file.display()))?;
    ensure!(!found.tests.is_empty(), "{} has no tests", file.display());
    Ok(found)
}

/// Reads a file of tests of `forktest`.
///
/// # Errors
/// As [`explored`].
pub(crate) fn processes(file: &Path) -> anyhow::Result<TestFile> {
    let text = text_of(file)?;
    let syntax = parsed(file, &text)?;
    let mut found = TestFile::default();
    for item in &syntax.items {
        if let Item::Macro(item) = item
            && item.mac.path.segments.last().is_some_and(|segment| segment.ident == "tests")
        {
            found.tests.extend(functions(item.mac.tokens.clone()));
        }
    }
    ensure!(!found.tests.is_empty(), "{} has no `forktest::tests!`", file.display());
    Ok(found)
}

/// Adds the tests of `file`, whose modules are looked for in `folder`, and returns their names as the file has them.
fn read(file: &Path, folder: &Path, found: &mut TestFile) -> anyhow::Result<Vec<String>> {
    let text = text_of(file)?;
    let syntax = parsed(file, &text)?;
    let mut lines: Vec<String> = text.lines().map(String::from).collect();
    let (mut names, mut modules) = (Vec::new(), Vec::new());
    for item in &syntax.items {
        match item {
            Item::Fn(function) => {
                let Some(mark) = function.attrs.iter().find(|a| a.path().is_ident("test")) else {
                    continue;
                };
                let line = &mut lines[mark.span().start().line - 1];
                ensure!(line.trim() == "#[test]", "`{line}` does not stand alone on its line");
                line.clear();
                let name = function.sig.ident.to_string();
                let whole = function.to_token_stream().to_string();
                found.tests.push(Expected { name: name.clone(), text: whole });
                names.push(name);
            }
            Item::Mod(module) if module.content.is_none() => modules.push(module),
            Item::Mod(module) if module.to_token_stream().to_string().contains("# [test]") => {
                bail!("`{}` has tests, and no file of its own", module.ident)
            }
            _ => {}
        }
    }
    for module in modules {
        let name = module.ident.to_string();
        let (path, inner) = match path_of(&module.attrs) {
            Some(path) => {
                let path = file.with_file_name(path);
                let inner = path.parent().unwrap_or(folder).to_owned();
                (path, inner)
            }
            None => {
                let beside = folder.join(format!("{name}.rs"));
                let within = folder.join(&name).join("mod.rs");
                (if beside.is_file() { beside } else { within }, folder.join(&name))
            }
        };
        let before = found.tests.len();
        let of_module = read(&path, &inner, found)?;
        for test in &mut found.tests[before..] {
            test.name = format!("{name}::{}", test.name);
        }
        names.extend((0..of_module.len()).map(|index| format!("{name}::{TABLE}[{index}]")));
    }
    let table = format!(
        "#[allow(dead_code, unused_qualifications)] pub(crate) const {TABLE}: &[fn()] = &[{}];\n",
        names.join(", ")
    );
    found.sources.push((file.to_owned(), lines.join("\n") + "\n" + &table));
    Ok(names)
}

fn text_of(file: &Path) -> anyhow::Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

fn parsed(file: &Path, text: &str) -> anyhow::Result<syn::File> {
    syn::parse_file(text).with_context(|| format!("{} is not Rust", file.display()))
}

/// The file in `#[path = "…"]`.
fn path_of(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("path")).find_map(|attribute| {
        let syn::Expr::Lit(value) = &attribute.meta.require_name_value().ok()?.value else {
            return None;
        };
        let syn::Lit::Str(path) = &value.lit else { return None };
        Some(path.value())
    })
}

/// The functions that stand in a macro, with their bodies.
fn functions(tokens: TokenStream) -> Vec<Expected> {
    let mut found = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_fn = matches!(&token, TokenTree::Ident(ident) if ident == "fn");
        let Some(TokenTree::Ident(name)) = tokens.peek().filter(|_| is_fn).cloned() else {
            continue;
        };
        let body = tokens.find_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
            _ => None,
        });
        let text = body.map(|body| body.to_string()).unwrap_or_default();
        found.push(Expected { name: name.to_string(), text });
    }
    found
}

impl Expected {
    /// What the test is about, guessed from its name and its text. A teacher may say otherwise in the assignment.
    pub(crate) fn property(&self) -> &'static str {
        let name = self.name.rsplit("::").next().unwrap_or(&self.name);
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if has(&[
            "leak",
            "left_behind",
            "leaves_",
            "freed",
            "dropped",
            "given_back",
            "zombie",
            "_left",
        ]) {
            "no leak"
        } else if has(&["bounded", "capacity", "_full", "full_", "at_most", "more_than", "no_more"])
        {
            "bounded"
        } else if ["spawn", "scope (", "scope(", "fork"].iter().any(|word| self.text.contains(word))
        {
            "concurrent"
        } else {
            "right"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Manifest;
    use crate::workspace::Workspace;

    #[test]
    fn every_test_of_every_exercise_is_expected_by_its_name() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let workspace = Workspace::find(Some(&root)).expect("this repository");
        for exercise in workspace.exercises() {
            let manifest = Manifest::of(&exercise.chapter.package()).expect("a manifest");
            let file = exercise.tests();
            let libtest = manifest.harness(&exercise.entry.name);
            let found = if libtest { explored(&file) } else { processes(&file) };
            let found = found.unwrap_or_else(|error| panic!("{}: {error:#}", exercise.id()));
            // Counted in another way.
            let marked = if libtest {
                let texts = found.sources.iter().map(|(file, _)| fs::read_to_string(file));
                texts
                    .map(|text| {
                        text.expect("it was read").lines().filter(|l| l.trim() == "#[test]").count()
                    })
                    .sum()
            } else {
                let text = fs::read_to_string(&file).expect("it was read");
                text.lines()
                    .filter(|line| line.contains(": &Scene) {") && line.starts_with("    fn "))
                    .count()
            };
            assert_eq!(found.tests.len(), marked, "{}: {:?}", exercise.id(), found.tests);
        }
    }

    #[test]
    fn lines_keep_their_numbers_and_modules_their_names() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("queue.rs");
        fs::create_dir(folder.path().join("queue")).expect("a folder");
        fs::write(
            &file,
            "#[path = \"queue/done.rs\"]\nmod done;\n\n#[test]\nfn first() {}\n\nfn help() {}\n",
        )
        .expect("a file");
        fs::write(folder.path().join("queue/done.rs"), "#[test]\nfn zero() {}\n").expect("a file");
        let found = explored(&file).expect("it is Rust");
        let names: Vec<_> = found.tests.iter().map(|test| test.name.as_str()).collect();
        assert_eq!(names, ["first", "done::zero"]);
        let (_, root) = found.sources.last().expect("the file itself");
        assert_eq!(root.lines().nth(4), Some("fn first() {}"));
        assert!(root.ends_with("&[fn()] = &[first, done::GRADED[0]];\n"), "the text is:\n{root}");
    }
}
