//! `{{#listing}}`, `{{#output}}`, `{{#python}}` and `{{#refused}}`: programs that CI runs or sees refused, and what
//! they or the compiler said.

mod excerpt;

use std::fs;
use std::path::{Component, Path};

use anyhow::{Context, Result, bail};

use super::chapter::Source;
use super::directive::Directive;
use super::html;
pub(super) use excerpt::{Excerpt, excerpt};

/// A file of code, or the part of it between two anchors.
pub(super) fn listing(source: &Source<'_>, directive: &Directive<'_>) -> Result<String> {
    let argument = directive.required_argument("a file, such as `07-locks/counter.rs:worker`")?;
    let (path, anchor) = split_anchor(argument);
    let whole = match path.split('/').next() {
        Some("exercises" | "solutions") => path.to_owned(),
        // Without what the compiler says: a page may ask before it tells.
        Some("refused") => format!("book/listings/{path}"),
        _ => format!("book/listings/examples/{path}"),
    };
    code(source, &whole, anchor)
}

/// The name of the program in that file, and the id of the element that shows it.
pub(super) fn name_and_id(path: &str, anchor: Option<&str>) -> (String, String) {
    let file = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
    let name = file.strip_suffix(".rs").unwrap_or(&file).replace('.', "-");
    let anchor = anchor.map_or(String::new(), |anchor| format!("-{anchor}"));
    let id = format!("listing-{name}{anchor}");
    (name, id)
}

/// What a program printed.
pub(super) fn output(source: &Source<'_>, directive: &Directive<'_>) -> Result<String> {
    let name = directive.required_argument("the name of a listing")?;
    let text = read(source.root, &format!("book/listings/recorded/{name}.txt"), RECORD)?;
    Ok(printed(&text))
}

/// A Python program, and what it printed when that was recorded.
pub(super) fn python(source: &Source<'_>, directive: &Directive<'_>) -> Result<String> {
    let argument = directive.required_argument("the name of a program in book/listings/python")?;
    let (name, anchor) = split_anchor(argument);
    let path = format!("book/listings/python/{}/{name}.py", source.chapter_folder());
    let program = code(source, &path, anchor)?;
    let recorded = format!("book/listings/recorded/{name}.py.txt");
    if !source.root.join(&recorded).exists() {
        return Ok(program);
    }
    Ok(format!("{program}\n\n{}", printed(&read(source.root, &recorded, RECORD)?)))
}

/// A program that the compiler refuses, and its words.
pub(super) fn refused(source: &Source<'_>, directive: &Directive<'_>) -> Result<String> {
    let argument = directive.required_argument("the name of a program in book/listings/refused")?;
    let (name, anchor) = split_anchor(argument);
    let path = format!("book/listings/refused/{}/{name}.rs", source.chapter_folder());
    let program = code(source, &path, anchor)?;
    let recorded =
        read(source.root, &format!("book/listings/recorded/{name}.refused.txt"), RECORD)?;
    let (version, words) = recorded.split_once('\n').context("the recorded message is empty")?;
    let said =
        html::figure("class=\"output\"", &format!("{} says", html::escape(version)), "text", words);
    Ok(format!("{program}\n\n{said}"))
}

pub(super) fn split_anchor(argument: &str) -> (&str, Option<&str>) {
    match argument.split_once(':') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (argument, None),
    }
}

/// A figure with a file of the workspace, or the part of it between two anchors.
///
/// # Errors
/// There is no such file or anchor.
pub(super) fn code(source: &Source<'_>, path: &str, anchor: Option<&str>) -> Result<String> {
    let text = read(source.root, path, "correct the path")?;
    let Excerpt { code, first_line } = excerpt(&text, anchor).with_context(|| path.to_owned())?;
    let mut caption = format!("<code>{}</code>", html::escape(path));
    if first_line > 1 {
        caption.push_str(&format!(", from line {first_line}"));
    }
    let (name, id) = name_and_id(path, anchor);
    let mut attributes = format!("class=\"listing\" id=\"{}\"", html::escape(&id));
    if path.starts_with("book/listings/examples/") {
        // What a page that is served from here can run.
        attributes.push_str(&format!(" data-listing=\"{}\"", html::escape(&name)));
    }
    Ok(html::figure(&attributes, &caption, language(path), &code))
}

fn printed(text: &str) -> String {
    html::figure("class=\"output\"", "it printed", "text", text)
}

/// What to do when a recording is missing.
pub(super) const RECORD: &str =
    "check the name, or record it with `UPDATE_RECORDED=1 cargo test -p listings`";

/// Reads a file of the workspace, named from its root.
///
/// # Errors
/// The path leaves the workspace, or the file cannot be read; then `remedy` says what to do.
pub(super) fn read(root: &Path, path: &str, remedy: &str) -> Result<String> {
    if !Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) {
        bail!("`{path}` is no plain path inside the workspace");
    }
    fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}; {remedy}"))
}

/// Names the language of a file for the highlighter. `ignore` keeps mdBook from treating Rust as something to run.
fn language(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("rs") => "rust,ignore",
        Some("py") => "python",
        Some("toml") => "toml",
        _ => "text",
    }
}

#[cfg(test)]
mod tests;
