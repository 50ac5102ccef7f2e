//! One chapter's Markdown: directives expanded, code fences checked.

use std::path::Path;

use anyhow::{Result, bail};

use super::directive::{Directive, KNOWN};
use super::{exercise, listing, player, verdicts};

/// Where a chapter stands, which is what its directives may depend on.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// The workspace.
    pub(super) root: &'a Path,
    /// The chapter's file, relative to `book/src`.
    pub(super) page: &'a Path,
    /// The page that lists the verdicts, relative to `book/src`, if there is one.
    pub(super) verdict_page: Option<&'a Path>,
}

impl Source<'_> {
    /// `markdown` with every directive replaced. What is wrong goes to `faults`, a line each.
    pub(super) fn expand(&self, markdown: &str, faults: &mut Vec<String>) -> String {
        let mut out = String::with_capacity(markdown.len());
        let mut open: Option<Fence> = None;
        for (number, line) in (1..).zip(markdown.lines()) {
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
                (None, None) => self.directive(line),
            };
            match expanded {
                Ok(None) => out.push_str(line),
                // A blank line on either side: HTML cannot interrupt a paragraph.
                Ok(Some(block)) => out.push_str(&format!("\n{block}\n")),
                Err(e) => {
                    let page = self.page.display();
                    faults.push(format!("book/src/{page}:{number}: {}\n    {e:#}", line.trim()));
                }
            }
            out.push('\n');
        }
        out
    }

    /// What this line becomes, if it is a directive.
    fn directive(&self, line: &str) -> Result<Option<String>> {
        let Some(mut directive) = Directive::on_line(line)? else {
            return Ok(None);
        };
        let block = match directive.name {
            "listing" => listing::listing(self, &directive)?,
            "output" => listing::output(self, &directive)?,
            "python" => listing::python(self, &directive)?,
            "refused" => listing::refused(self, &directive)?,
            "player" => player::player(self, &mut directive)?,
            "exercise" => exercise::exercise(self, &directive)?,
            "verdicts" => verdicts::verdicts(),
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
        let target = self.verdict_page?.with_extension("html");
        let up = "../".repeat(self.page.components().count().saturating_sub(1));
        let path: Vec<_> = target.iter().map(|part| part.to_string_lossy()).collect();
        Some(format!("{up}{}#{}", path.join("/"), verdicts::anchor(verdict)))
    }
}

/// The line that opens or closes a code block.
struct Fence<'a> {
    mark: char,
    length: usize,
    info: &'a str,
}

/// Languages of a hand-written block: what a terminal shows, or a file that is no program.
const PLAIN: [&str; 7] = ["", "text", "console", "sh", "toml", "json", "diff"];

impl<'a> Fence<'a> {
    fn on_line(line: &'a str) -> Option<Self> {
        // A block may be inside a quotation or a list item.
        let start = line.find(['`', '~'])?;
        let item = line[..start].trim_matches(['>', ' ', '\t', '-', '*', '+']);
        if !item.trim_end_matches(['.', ')']).chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        let text = &line[start..];
        let mark = text.chars().next()?;
        let info = text.trim_start_matches(mark);
        let length = text.len() - info.len();
        let is_fence = length >= 3 && !(mark == '`' && info.contains('`'));
        is_fence.then(|| Self { mark, length, info: info.trim() })
    }

    fn is_closed_by(&self, end: &Fence<'_>) -> bool {
        end.mark == self.mark && end.length >= self.length && end.info.is_empty()
    }

    /// A program on a page is one that was built and run; nothing runs what is written here by hand.
    fn check(&self) -> Result<()> {
        let mut words = self.info.split([',', ' ']).filter(|word| !word.is_empty());
        let language = words.next().unwrap_or("");
        match language {
            "rust" | "python" if words.any(|word| word == "sketch") => Ok(()),
            "rust" => bail!(
                "nothing builds this block; move the program to book/listings/examples and show it with \
                 {{{{#listing PATH:ANCHOR}}}}, or mark a fragment that is no program as `rust,sketch`"
            ),
            "python" => bail!(
                "nothing runs this block; move it to book/listings/python and show it with \
                 {{{{#python NAME}}}}, or mark a fragment that is no program as `python,sketch`"
            ),
            plain if PLAIN.contains(&plain) => Ok(()),
            other => bail!(
                "`{other}` is no language of a code block here; there are rust,sketch, python,sketch{}",
                PLAIN.join(", ")
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page<'a>(page: &'a str, verdict_page: Option<&'a str>) -> Source<'a> {
        Source {
            root: Path::new("."),
            page: Path::new(page),
            verdict_page: verdict_page.map(Path::new),
        }
    }

    fn faults(markdown: &str) -> Vec<String> {
        let mut faults = Vec::new();
        page("07-locks.md", None).expand(markdown, &mut faults);
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
        assert_eq!(page("a.md", None).expand(text, &mut faults), text);
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
        assert_eq!(page("07-locks.md", None).chapter_folder(), "07-locks");
        assert_eq!(page("07-locks/poisoning.md", None).chapter_folder(), "07-locks");
    }

    #[test]
    fn verdicts_link_to_their_paragraph_from_any_depth() {
        let link = page("07-locks/a.md", Some("verdicts.md")).verdict_link("LOST UPDATE");
        assert_eq!(link.as_deref(), Some("../verdicts.html#lost-update"));
        assert_eq!(page("a.md", None).verdict_link("DEADLOCK"), None);
    }
}
