//! The glossary: `{{#term name="…" zh="…"}}` before each entry, and what the words of other pages have to do with it.
//!
//! A term is bold where a chapter explains it, `**deadlock**`, and nothing else that looks like a term is. Other
//! places name it as `[[deadlock]]`, or `[[deadlocks]]` if that is one of its forms. Both become links to the
//! entry, and the entry links to the explanation.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::chapter::Source;
use super::directive::Directive;
use super::html::escape;

/// What the book's glossary holds.
#[derive(Debug, Default)]
pub(super) struct Glossary {
    /// The page of the glossary, if there is one.
    page: Option<PathBuf>,
    /// By name, in small letters.
    entries: BTreeMap<String, Entry>,
    /// Each form of each name, in small letters, and the name.
    forms: BTreeMap<String, String>,
}

#[derive(Debug, Default)]
struct Entry {
    /// Page and title of each explanation, in the book's order.
    explained: Vec<(PathBuf, String)>,
}

impl Glossary {
    /// Notes the entry that this directive begins.
    ///
    /// # Errors
    /// It is out of order, or a form of it belongs to another entry.
    pub(super) fn add(&mut self, page: &Path, directive: &Directive<'_>) -> Result<()> {
        let options = &directive.options;
        let name = *options.get("name").context("write {{#term name=\"…\" zh=\"…\"}}")?;
        let key = name.to_lowercase();
        let last = self.entries.last_key_value().map(|(last, _)| last.clone());
        let also = options.get("also").copied().unwrap_or_default();
        for form in also.split(',').map(str::trim).chain([name]).filter(|form| !form.is_empty()) {
            if let Some(other) = self.forms.insert(form.to_lowercase(), key.clone()) {
                bail!("`{form}` is a form of `{other}` already");
            }
        }
        self.page = Some(page.to_owned());
        self.entries.insert(key.clone(), Entry::default());
        match last {
            Some(last) if last >= key => {
                bail!("`{name}` comes before `{last}` in the alphabet")
            }
            _ => Ok(()),
        }
    }

    /// Notes which terms this line of another page explains.
    pub(super) fn note(&mut self, page: &Path, title: &str, line: &str) {
        if self.page.as_deref() == Some(page) {
            return;
        }
        for (mark, term) in marked(line) {
            if mark == Mark::Explained
                && let Some(name) = self.forms.get(&term.to_lowercase())
                && let Some(entry) = self.entries.get_mut(name)
                && entry.explained.last().is_none_or(|(last, _)| last != page)
            {
                entry.explained.push((page.to_owned(), title.to_owned()));
            }
        }
    }

    /// The id of the entry for a word of the text.
    fn entry(&self, word: &str) -> Option<String> {
        self.forms.get(&word.to_lowercase()).map(|name| id(name))
    }
}

/// The id of an entry: `critical-section`.
fn id(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    name.to_lowercase().chars().map(plain).collect()
}

/// The heading of an entry, its Chinese name, and the link to where it is explained.
///
/// # Errors
/// No page explains it.
pub(super) fn term(source: &Source<'_>, directive: &mut Directive<'_>) -> Result<String> {
    let name = directive.take("name").context("write {{#term name=\"…\" zh=\"…\"}}")?;
    let chinese = directive.take("zh").context("the Chinese name is missing: zh=\"…\"")?;
    directive.take("also");
    let glossary = &source.places.glossary;
    let entry =
        glossary.entries.get(&name.to_lowercase()).context("this is no entry of the glossary")?;
    if entry.explained.is_empty() {
        bail!(
            "no page explains `{name}`: write it bold, `**{name}**`, where a chapter explains it"
        );
    }
    let anchor = format!("term-{}", id(name));
    let links = entry.explained.iter().map(|(page, title)| {
        format!("<a href=\"{}\">{}</a>", escape(&source.link(page, &anchor)), escape(title))
    });
    Ok(format!(
        "## {name} {{#{}}}\n\n<p class=\"term\"><span lang=\"zh-Hans\">{}</span> · explained in {}</p>\n",
        id(name),
        escape(chinese),
        links.collect::<Vec<_>>().join(", ")
    ))
}

/// The line with its terms as links; `None` if it has none.
///
/// # Errors
/// It names a term that the glossary does not have.
pub(super) fn link(source: &Source<'_>, line: &str) -> Result<Option<String>> {
    let glossary = &source.places.glossary;
    let Some(page) = glossary.page.as_deref() else { return Ok(None) };
    if line.starts_with('#') {
        return Ok(None);
    }
    let mut out = line.to_owned();
    for (mark, word) in marked(line) {
        let (written, linked) = match (mark, glossary.entry(word)) {
            (Mark::Named, Some(id)) => {
                let link = source.link(page, &id);
                (format!("[[{word}]]"), format!("<a class=\"term\" href=\"{link}\">{word}</a>"))
            }
            // The glossary explains nothing, and may use bold as it likes.
            (Mark::Explained, _) if page == source.page => continue,
            (Mark::Explained, Some(id)) => {
                let link = source.link(page, &id);
                let linked = format!("<dfn id=\"term-{id}\"><a href=\"{link}\">{word}</a></dfn>");
                (format!("**{word}**"), linked)
            }
            (Mark::Explained, None) if !looks_like_a_term(word) => continue,
            (_, None) => bail!(
                "the glossary has no `{word}`; add it to book/src/{} (bold is for terms; *emphasis* needs no entry)",
                page.display()
            ),
        };
        out = out.replacen(&written, &linked, 1);
    }
    Ok((out != line).then_some(out))
}

/// How a term is marked in a text.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    /// `**term**`: here it is explained.
    Explained,
    /// `[[term]]`
    Named,
}

/// What is bold on a line, or in double brackets, outside of code.
fn marked(line: &str) -> Vec<(Mark, &str)> {
    let (mut found, mut bold, mut named, mut in_code) = (Vec::new(), None, None, false);
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let at = line.len() - rest.len();
        let mut width = c.len_utf8();
        if c == '`' {
            in_code = !in_code;
        } else if !in_code && rest.starts_with("**") {
            width = 2;
            bold = match bold {
                None => Some(at + 2),
                Some(start) => {
                    found.push((Mark::Explained, &line[start..at]));
                    None
                }
            };
        } else if !in_code && rest.starts_with("[[") {
            width = 2;
            named = Some(at + 2);
        } else if !in_code
            && rest.starts_with("]]")
            && let Some(start) = named.take()
        {
            found.push((Mark::Named, &line[start..at]));
        }
        rest = &rest[width..];
    }
    found
}

/// Small letters, up to three words: no sentence, no name of a type.
fn looks_like_a_term(text: &str) -> bool {
    let is_plain = |c: char| c.is_lowercase() || c == ' ' || c == '-';
    text.chars().all(is_plain) && text.split_whitespace().count() <= 3
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::chapter::Source;
    use super::super::places::Places;

    const GLOSSARY: &str = "# Glossary\n\n{{#term name=\"deadlock\" zh=\"死锁\" also=\"deadlocks\"}}\n\nNo thread.\n\n\
                            {{#term name=\"spin lock\" zh=\"自旋锁\"}}\n\nLooks again.\n";
    const CHAPTER: &str =
        "That is a **deadlock**.\n\nA **spin lock** looks `**again**`. Two [[deadlocks]].\n";

    fn expand(glossary: &str, chapter: &str) -> (String, String, Vec<String>) {
        let mut faults = Vec::new();
        let pages = [
            (Path::new("07-locks/two.md"), "Two locks", chapter),
            (Path::new("glossary.md"), "Glossary", glossary),
        ];
        let places = Places::find(&pages, &mut faults);
        let mut expand = |page, text| {
            let source = Source { root: Path::new("."), page: Path::new(page), places: &places };
            source.expand(text, &mut faults)
        };
        let pages = (expand("glossary.md", glossary), expand("07-locks/two.md", chapter));
        (pages.0, pages.1, faults)
    }

    fn only_fault(glossary: &str, chapter: &str) -> String {
        let (_, _, mut faults) = expand(glossary, chapter);
        assert_eq!(faults.len(), 1, "one fault in {glossary:?} and {chapter:?}, not {faults:?}");
        faults.remove(0)
    }

    #[test]
    fn entries_and_explanations_link_to_each_other() {
        let (glossary, chapter, faults) = expand(GLOSSARY, CHAPTER);
        assert_eq!(faults, [""; 0]);
        for part in [
            "## deadlock {#deadlock}\n",
            "<span lang=\"zh-Hans\">死锁</span> · explained in \
             <a href=\"07-locks/two.html#term-deadlock\">Two locks</a>",
        ] {
            assert!(glossary.contains(part), "no {part:?} in\n{glossary}");
        }
        for part in [
            "<dfn id=\"term-deadlock\"><a href=\"../glossary.html#deadlock\">deadlock</a></dfn>.",
            "<dfn id=\"term-spin-lock\"><a href=\"../glossary.html#spin-lock\">spin lock</a></dfn>",
            "looks `**again**`",
            "Two <a class=\"term\" href=\"../glossary.html#deadlock\">deadlocks</a>.",
        ] {
            assert!(chapter.contains(part), "no {part:?} in\n{chapter}");
        }
    }

    #[test]
    fn a_term_that_the_glossary_does_not_have_is_refused_with_its_line() {
        let fault = only_fault(GLOSSARY, &format!("{CHAPTER}\nA [[livelock]].\n"));
        assert!(fault.starts_with("book/src/07-locks/two.md:5: "), "{fault}");
        assert!(fault.contains("has no `livelock`; add it to book/src/glossary.md"), "{fault}");
        let fault = only_fault(GLOSSARY, &format!("{CHAPTER}\nA **livelock** is one.\n"));
        assert!(fault.contains("has no `livelock`"), "{fault}");
    }

    #[test]
    fn sentences_and_types_may_be_bold() {
        let text = format!("{CHAPTER}\n**Look again.** A **`Mutex`** is **Rust** too.\n");
        assert_eq!(expand(GLOSSARY, &text).2, [""; 0]);
    }

    #[test]
    fn an_entry_that_no_page_explains_is_refused() {
        let fault = only_fault(GLOSSARY, "That is a **deadlock**.\n");
        assert!(fault.starts_with("book/src/glossary.md:7: "), "{fault}");
        assert!(fault.contains("no page explains `spin lock`"), "{fault}");
    }

    #[test]
    fn entries_are_in_the_order_of_the_alphabet() {
        let text = format!("{GLOSSARY}\n{{{{#term name=\"livelock\" zh=\"活锁\"}}}}\n");
        let fault = only_fault(&text, &format!("{CHAPTER}\nA **livelock**.\n"));
        assert!(fault.contains("`livelock` comes before `spin lock`"), "{fault}");
    }

    #[test]
    fn capitals_have_no_place_of_their_own_in_the_alphabet() {
        let text = format!(
            "{}{}",
            GLOSSARY.replace(
                "{{#term name=\"spin",
                "{{#term name=\"I/O-bound\" zh=\"I\"}}\n\n{{#term name=\"spin"
            ),
            "\n{{#term name=\"thread\" zh=\"线程\"}}\n"
        );
        let (glossary, chapter, faults) =
            expand(&text, &format!("{CHAPTER}\nAn **I/O-bound** **thread**.\n"));
        assert_eq!(faults, [""; 0]);
        assert!(glossary.contains("## I/O-bound {#i-o-bound}\n"), "{glossary}");
        assert!(chapter.contains("<dfn id=\"term-i-o-bound\">"), "{chapter}");
    }

    #[test]
    fn without_a_glossary_everything_may_be_bold() {
        let (_, chapter, faults) = expand("# None\n", CHAPTER);
        assert_eq!((chapter.as_str(), faults), (CHAPTER, Vec::new()));
    }
}
