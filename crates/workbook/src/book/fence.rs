//! Code blocks in Markdown: where they begin and end, and which of them nothing would check.

use anyhow::{Result, bail};

/// The line that opens or closes a code block.
pub(super) struct Fence<'a> {
    mark: char,
    length: usize,
    info: &'a str,
}

/// Languages of a hand-written block: what a terminal shows, or a file that is no program.
const PLAIN: [&str; 7] = ["", "text", "console", "sh", "toml", "json", "diff"];

impl<'a> Fence<'a> {
    pub(super) fn on_line(line: &'a str) -> Option<Self> {
        // A block may be inside a quotation, a list item or an answer.
        let start = line.find(['`', '~'])?;
        let before = line[..start].trim_end();
        let answer = before.strip_suffix("- [ ]").or(before.strip_suffix("- [x]"));
        let item = answer.unwrap_or(before).trim_matches(['>', ' ', '\t', '-', '*', '+']);
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

    pub(super) fn is_closed_by(&self, end: &Fence<'_>) -> bool {
        end.mark == self.mark && end.length >= self.length && end.info.is_empty()
    }

    /// A program on a page is one that was built and run; nothing runs what is written here by hand.
    pub(super) fn check(&self) -> Result<()> {
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

/// The lines of a page that are in no code block, with their numbers, counted from 1.
pub(super) fn outside_blocks(markdown: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut open: Option<Fence<'_>> = None;
    (1..).zip(markdown.lines()).filter(move |(_, line)| match (&open, Fence::on_line(line)) {
        (Some(fence), Some(end)) => {
            if fence.is_closed_by(&end) {
                open = None;
            }
            false
        }
        (Some(_), None) => false,
        (None, start) => {
            let outside = start.is_none();
            open = start;
            outside
        }
    })
}

#[cfg(test)]
mod tests {
    use super::outside_blocks;

    #[test]
    fn lines_of_code_blocks_are_left_out() {
        let text = "a\n```text\nb\n```\nc\n> ~~~~\n> ~~~\n> ~~~~\nd\n";
        let lines: Vec<_> = outside_blocks(text).collect();
        assert_eq!(lines, [(1, "a"), (5, "c"), (9, "d")]);
        let answer = "- [x] ```text\n  a\n  ```\n- [ ] `b`\n";
        assert_eq!(outside_blocks(answer).collect::<Vec<_>>(), [(4, "- [ ] `b`")]);
    }
}
