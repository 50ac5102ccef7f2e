//! One chapter's Markdown: directives expanded, code fences checked.

use std::path::Path;

use anyhow::{Result, bail};

use super::directive::{Directive, KNOWN};
use super::fence::Fence;
use super::places::Places;
use super::{course, exercise, game, glossary, listing, player, plot, quiz, verdicts};

/// Where a chapter stands, which is what its directives may depend on.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// The workspace.
    pub(super) root: &'a Path,
    /// The chapter's file, relative to `book/src`.
    pub(super) page: &'a Path,
    /// Where on the other pages things are.
    pub(super) places: &'a Places,
}

impl Source<'_> {
    /// `markdown` with every directive replaced. What is wrong goes to `faults`, a line each.
    pub(super) fn expand(&self, markdown: &str, faults: &mut Vec<String>) -> String {
        let lines: Vec<&str> = markdown.lines().collect();
        let page = self.expand_lines(1, &lines, faults);
        if let Some(fault) = game::too_many_states(&page) {
            faults.push(format!("book/src/{}: {fault}", self.page.display()));
        }
        page
    }

    /// As [`Source::expand`], for lines of which the first has the number `first`.
    pub(super) fn expand_lines(
        &self,
        first: usize,
        lines: &[&str],
        faults: &mut Vec<String>,
    ) -> String {
        let mut out = String::new();
        let mut open: Option<Fence> = None;
        let mut next = 0;
        while let Some(line) = lines.get(next) {
            let (number, rest) = (first + next, &lines[next..]);
            next += 1;
            let expanded = match (&open, Fence::on_line(line)) {
                (Some(fence), Some(end)) if fence.is_closed_by(&end) => {
                    open = None;
                    Ok(None)
                }
                (Some(_), _) => Ok(None),
                (None, Some(fence)) => {
                    let checked = fence.check();
                    open = Some(fence);
                    checked.map(|()| None)
                }
                (None, None) if line.starts_with("{{#quiz") => quiz::length(rest).map(|length| {
                    next += length - 1;
                    Some(apart(&quiz::quiz(self, number, &rest[..length], faults)))
                }),
                (None, None) => self.line(line),
            };
            match expanded {
                Ok(None) => out.push_str(line),
                Ok(Some(text)) => out.push_str(&text),
                Err(e) => faults.push(self.fault(number, line, &e)),
            }
            out.push('\n');
        }
        out
    }

    /// What is wrong with a line, as the writer of the page is told.
    pub(super) fn fault(&self, number: usize, line: &str, error: &anyhow::Error) -> String {
        let page = self.page.display();
        format!("book/src/{page}:{number}: {}\n    {error:#}", line.trim())
    }

    /// What this line of text becomes, if that is something else.
    fn line(&self, line: &str) -> Result<Option<String>> {
        match self.directive(line)? {
            Some(block) => Ok(Some(apart(&block))),
            None => glossary::link(self, line),
        }
    }

    /// What this line becomes, if it is a directive.
    fn directive(&self, line: &str) -> Result<Option<String>> {
        let Some(mut directive) = Directive::on_line(line)? else {
            if line.trim_end() == quiz::END {
                bail!("no quiz begins above; write {{{{#quiz ID}}}} before the question");
            }
            return Ok(None);
        };
        let block = match directive.name {
            "listing" => listing::listing(self, &directive)?,
            "output" => listing::output(self, &directive)?,
            "python" => listing::python(self, &directive)?,
            "refused" => listing::refused(self, &directive)?,
            "player" => player::player(self, &mut directive)?,
            "game" => game::game(self, &mut directive)?,
            "plot" => plot::plot(self, &mut directive)?,
            "exercise" => exercise::exercise(self, &directive)?,
            "course" => course::mark(&mut directive)?,
            "verdicts" => verdicts::verdicts(self)?,
            "term" => glossary::term(self, &mut directive)?,
            unknown => bail!("there is no directive `{unknown}`; there are {KNOWN}"),
        };
        directive.no_more_options()?;
        Ok(Some(block))
    }

    /// The folder of this chapter in `book/listings`, `exercises` and `solutions`: `07-locks` for both
    /// `07-locks.md` and `07-locks/poisoning.md`.
    pub(super) fn chapter_folder(&self) -> String {
        let first = self.page.components().next().map(|part| part.as_os_str().to_string_lossy());
        first.unwrap_or_default().trim_end_matches(".md").to_owned()
    }

    /// The address of the paragraph about a verdict, relative to this page.
    pub(super) fn verdict_link(&self, verdict: &str) -> Option<String> {
        let page = self.places.verdict_page.as_deref()?;
        Some(self.link(page, &verdicts::anchor(verdict)))
    }

    /// The address of the element `id` on `page`, relative to this page.
    pub(super) fn link(&self, page: &Path, id: &str) -> String {
        if page == self.page {
            return format!("#{id}");
        }
        let target = page.with_extension("html");
        let up = "../".repeat(self.page.components().count().saturating_sub(1));
        let path: Vec<_> = target.iter().map(|part| part.to_string_lossy()).collect();
        format!("{up}{}#{id}", path.join("/"))
    }
}

/// A blank line on either side: HTML cannot interrupt a paragraph.
fn apart(block: &str) -> String {
    format!("\n{block}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page<'a>(page: &'a str, places: &'a Places) -> Source<'a> {
        Source { root: Path::new("."), page: Path::new(page), places }
    }

    fn faults(markdown: &str) -> Vec<String> {
        let mut faults = Vec::new();
        page("07-locks.md", &Places::default()).expand(markdown, &mut faults);
        faults
    }

    fn only_fault(markdown: &str) -> String {
        let mut all = faults(markdown);
        assert_eq!(all.len(), 1, "one fault in {markdown:?}, not {all:?}");
        all.remove(0)
    }

    #[test]
    fn a_program_written_by_hand_is_refused_with_its_line() {
        let fault = only_fault("One.\n\n```rust\nfn main() {}\n```\n");
        assert!(fault.starts_with("book/src/07-locks.md:3: ```rust\n"), "{fault}");
        assert!(fault.contains("nothing builds this block"), "{fault}");
        assert!(only_fault("> - ```rust,ignore\n> - ```\n").contains("nothing builds this block"));
        assert!(only_fault("~~~python\n~~~\n").contains("nothing runs this block"));
    }

    #[test]
    fn sketches_and_plain_blocks_stay_as_they_are() {
        let text = "```rust,sketch\nlet x\n```\n\n```console\n$ cargo run\n```\n";
        let mut faults = Vec::new();
        assert_eq!(page("a.md", &Places::default()).expand(text, &mut faults), text);
        assert_eq!(faults, [""; 0]);
    }

    #[test]
    fn a_misspelt_language_is_refused() {
        assert!(only_fault("```rsut\n```\n").contains("`rsut` is no language"));
    }

    #[test]
    fn directives_inside_a_code_block_are_text() {
        assert_eq!(faults("````text\n```\n{{#listing nowhere}}\n````\n"), [""; 0]);
    }

    #[test]
    fn an_unknown_directive_is_refused_with_those_there_are() {
        let fault = only_fault("{{#include x.rs}}\n");
        assert!(
            fault.contains("no directive `include`") && fault.contains("{{#listing"),
            "{fault}"
        );
    }

    #[test]
    fn every_fault_of_a_chapter_is_told() {
        assert_eq!(faults("{{#a}}\n\n{{#b}}\n\n```rust\n```\n").len(), 3);
    }

    #[test]
    fn a_section_in_a_folder_belongs_to_that_chapter() {
        let places = Places::default();
        assert_eq!(page("07-locks.md", &places).chapter_folder(), "07-locks");
        assert_eq!(page("07-locks/poisoning.md", &places).chapter_folder(), "07-locks");
    }

    #[test]
    fn verdicts_link_to_their_paragraph_from_any_depth() {
        let places = Places { verdict_page: Some("verdicts.md".into()), ..Places::default() };
        let link = |from| page(from, &places).verdict_link("LOST UPDATE");
        assert_eq!(link("07-locks/a.md").as_deref(), Some("../verdicts.html#lost-update"));
        assert_eq!(link("verdicts.md").as_deref(), Some("#lost-update"));
        assert_eq!(page("a.md", &Places::default()).verdict_link("DEADLOCK"), None);
    }
}
