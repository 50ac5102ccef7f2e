//! `{{#verdicts}}`: every verdict with its meaning, under a heading that can be linked to.

use interleave::Verdict;

use super::html::inline_code;

/// The id of a verdict's heading: `lost-update`.
pub(super) fn anchor(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// All verdicts, in the order of [`Verdict::ALL`].
pub(super) fn verdicts() -> String {
    let mut out = String::new();
    for verdict in Verdict::ALL {
        let name = verdict.name();
        out.push_str(&format!("## {name} {{#{}}}\n\n", anchor(name)));
        for paragraph in verdict.explain().split("\n\n") {
            // As HTML, because the text is no Markdown: a `<` or `*` in it is meant as it stands.
            out.push_str(&format!("<p>{}</p>\n\n", inline_code(paragraph.trim())));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{anchor, verdicts};

    #[test]
    fn each_verdict_has_a_heading_of_its_own() {
        let text = verdicts();
        for verdict in interleave::Verdict::ALL {
            let heading = format!("## {} {{#{}}}\n", verdict.name(), anchor(verdict.name()));
            assert_eq!(text.matches(&heading).count(), 1, "{heading} in\n{text}");
        }
    }
}
