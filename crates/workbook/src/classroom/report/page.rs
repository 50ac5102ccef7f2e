//! What the pages of a report have in common: the frame, and the files that they load.

use std::fmt::Display;

use super::super::results::{Assignment, Sandbox, Submission, plain};
use crate::book;

/// The player of the book, and the styles. The pages load no more than these, from beside them.
pub(super) const ASSETS: [(&str, &str); 7] = [
    ("report.css", include_str!("report.css")),
    ("player.css", include_str!("../../../../../book/assets/player.css")),
    ("lanes.css", include_str!("../../../../../book/assets/lanes.css")),
    ("dom.js", include_str!("../../../../../book/assets/dom.js")),
    ("run.js", include_str!("../../../../../book/assets/run.js")),
    ("stage.js", include_str!("../../../../../book/assets/stage.js")),
    ("player.js", include_str!("../../../../../book/assets/player.js")),
];

/// Lets the player take the colours that the book has in the dark.
const DARK: &str = "<script>matchMedia('(prefers-color-scheme: dark)').matches && \
    document.documentElement.classList.add('navy')</script>";

/// A whole page. `root` leads to the report's folder, `body` is HTML.
pub(super) fn page(title: &str, root: &str, player: bool, body: &str) -> String {
    let loads: String = ASSETS
        .iter()
        .filter(|(name, _)| player || *name == "report.css")
        .map(|(name, _)| match name.ends_with(".js") {
            true => format!("<script defer src=\"{root}assets/{name}\"></script>\n"),
            false => format!("<link rel=\"stylesheet\" href=\"{root}assets/{name}\">\n"),
        })
        .collect();
    let dark = if player { format!("{DARK}\n") } else { String::new() };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <title>{}</title>\n{loads}{dark}</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        text(title)
    )
}

/// Somebody's words as HTML.
pub(super) fn text(words: &str) -> String {
    book::escape(&plain(words)).replace('\'', "&#39;")
}

/// As [`text`], with `` `code` `` as code.
pub(super) fn sentence(words: &str) -> String {
    book::inline_code(&plain(words)).replace('\'', "&#39;").replace('\n', "<br>")
}

/// Points as people write them.
pub(super) fn points(points: f64) -> impl Display {
    (points * 100.0).round() / 100.0 + 0.0
}

/// What was graded, and with what: the foot of each page.
pub(super) fn provenance(line: &Submission) -> String {
    let Assignment { name, hash, .. } = &line.assignment;
    let short: String = hash.chars().take(12).collect();
    let sandbox = match line.sandbox {
        Sandbox::None => {
            "without a sandbox: somebody said that these submissions are trusted".to_owned()
        }
        other => format!("in the sandbox {other}"),
    };
    format!(
        "<footer><p>Assignment <code>{}</code>, version <code>{}</code>; graded by workbook {} with <code>{}</code>, \
         {sandbox}.</p></footer>\n",
        text(name),
        text(&short),
        text(&line.tools.workbook),
        text(&line.tools.rustc),
    )
}
