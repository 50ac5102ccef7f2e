//! What a human should look at in an answer: code that could do more than the exercise asks for. It costs no points.

use proc_macro2::{TokenStream, TokenTree};

use super::results::Flag;

/// Words that are worth a look wherever they stand, also inside a macro.
const WORDS: &[&str] = &[
    "asm",
    "catch_unwind",
    "ctor",
    "exit",
    "export_name",
    "extern",
    "from_raw_fd",
    "global_asm",
    "include",
    "include_bytes",
    "include_str",
    "libc",
    "link_section",
    "naked_asm",
    "no_mangle",
    "set_hook",
    "track_caller",
    "transmute",
    "unsafe",
];

/// Modules of `std` that reach out of the program; they count after `std`, or `core`, and `::`.
const MODULES: &[&str] = &["env", "fs", "net", "os", "process"];

/// The most flags of a file.
const MOST: usize = 50;

/// What a test could be told apart by, from within an answer that compiles to the same types.
const REFUSED: &str = "track_caller";

/// How deep an answer may be nested. Each level costs whoever reads it some stack: the compiler, and this module.
const DEPTH: usize = 256;

/// The tokens of an answer; none if it is no Rust, or nested too deeply to be read.
fn tokens(text: &str) -> Option<TokenStream> {
    if depth(text) > DEPTH { None } else { text.parse().ok() }
}

/// How deep it is nested at most, brackets in comments and texts included.
fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' | b'{' => now += 1,
            b')' | b']' | b'}' => now = now.saturating_sub(1),
            _ => {}
        }
        most = most.max(now);
    }
    most
}

/// What is worth a look in `text`, by line.
pub(crate) fn flags(file: &str, text: &str) -> Vec<Flag> {
    let Some(tokens) = tokens(text) else { return Vec::new() };
    let mut found = Vec::new();
    look(tokens, &mut |line, what| {
        found.push(Flag { file: file.to_owned(), line, what });
    });
    found.dedup();
    found.truncate(MOST);
    found
}

/// A sentence about what makes an answer unacceptable before it is compiled, if anything does.
///
/// With `#[track_caller]` a function learns which line has called it, and could answer each test by its line.
pub(crate) fn refusal(file: &str, text: &str) -> Option<String> {
    if depth(text) > DEPTH {
        return Some(format!("{file} is nested more than {DEPTH} levels deep"));
    }
    let flag = flags_of(file, text, REFUSED)?;
    Some(format!(
        "{file}:{}: `#[track_caller]` is not accepted: it tells a function which test is calling",
        flag.line
    ))
}

fn flags_of(file: &str, text: &str, word: &str) -> Option<Flag> {
    let mut found = None;
    look(tokens(text)?, &mut |line, what| {
        if what == word && found.is_none() {
            found = Some(Flag { file: file.to_owned(), line, what });
        }
    });
    found
}

fn look(tokens: TokenStream, found: &mut impl FnMut(usize, String)) {
    // Whether `std ::` has just gone by.
    let mut path = 0;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                // `std::{env, fs}` as well.
                if path == 3 {
                    for token in group.stream() {
                        if let TokenTree::Ident(ident) = &token
                            && MODULES.iter().any(|module| ident == module)
                        {
                            found(ident.span().start().line, format!("std::{ident}"));
                        }
                    }
                }
                path = 0;
                look(group.stream(), found);
            }
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                let name = name.strip_prefix("r#").unwrap_or(&name);
                let line = ident.span().start().line;
                if path == 3 && MODULES.contains(&name) {
                    found(line, format!("std::{name}"));
                }
                if WORDS.contains(&name) {
                    found(line, name.to_owned());
                }
                path = usize::from(name == "std" || name == "core");
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' && (path == 1 || path == 2) => {
                path += 1
            }
            _ => path = 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reaches_out_is_flagged_with_its_line_also_in_macros_and_lists() {
        let text = "use std::{env, sync::Mutex};\nfn a() {\n    println!(\"{}\", unsafe { b() });\n    ::std::process::exit(0)\n}\n// unsafe in a comment\nconst S: &str = \"unsafe\";\n";
        let found: Vec<_> =
            flags("a.rs", text).into_iter().map(|flag| (flag.line, flag.what)).collect();
        let expected = [(1, "std::env"), (3, "unsafe"), (4, "std::process"), (4, "exit")];
        assert_eq!(found, expected.map(|(line, what)| (line, what.to_owned())));
    }

    #[test]
    fn an_attribute_that_tells_the_caller_is_refused_however_it_is_written() {
        for text in [
            "#[track_caller]\nfn a() {}",
            "#[cfg_attr(all(), track_caller)] fn a() {}",
            "macro_rules! m { () => { #[r#track_caller] fn a() {} } }",
        ] {
            assert!(refusal("a.rs", text).is_some(), "{text} was accepted");
        }
        assert_eq!(refusal("a.rs", "// track_caller\nfn a() { let s = \"track_caller\"; }"), None);
    }
}
