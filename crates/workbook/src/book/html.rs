//! The little HTML that the directives write by hand.

/// `text` for use between tags and in double-quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// `text` escaped, with `` `code` `` as code. An unpaired backtick stays a backtick.
pub(crate) fn inline_code(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('`') {
        let Some((code, after)) = tail.split_once('`') else {
            break;
        };
        out.push_str(&escape(before));
        out.push_str("<code>");
        out.push_str(&escape(code));
        out.push_str("</code>");
        rest = after;
    }
    out.push_str(&escape(rest));
    out
}

/// A fenced code block with `caption` above it, in an element with `attributes`. The blank lines make the code Markdown
/// again inside the HTML; the fence is longer than any run of backticks in the code.
pub(super) fn figure(attributes: &str, caption: &str, language: &str, code: &str) -> String {
    let fence = "`".repeat(longest_run(code, '`').max(2) + 1);
    let code = code.trim_end_matches('\n');
    format!(
        "<figure {attributes}>\n<figcaption>{caption}</figcaption>\n\n\
         {fence}{language}\n{code}\n{fence}\n\n</figure>"
    )
}

fn longest_run(text: &str, wanted: char) -> usize {
    let runs = text.split(|c| c != wanted);
    runs.map(|run| run.chars().count()).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{escape, figure, inline_code};

    #[test]
    fn markup_in_text_is_shown_and_not_obeyed() {
        assert_eq!(escape("a<b> & \"c\""), "a&lt;b&gt; &amp; &quot;c&quot;");
    }

    #[test]
    fn backticks_mark_code_only_in_pairs() {
        assert_eq!(inline_code("lock `a<b>` now"), "lock <code>a&lt;b&gt;</code> now");
        assert_eq!(inline_code("it`s <"), "it`s &lt;");
    }

    #[test]
    fn a_fence_inside_the_code_does_not_end_the_block() {
        let block = figure("class=\"output\"", "it printed", "text", "```\nx\n```\n");
        assert!(block.contains("\n````text\n```\nx\n```\n````\n"), "{block}");
    }
}
