//! The addresses in a style sheet: `url(…)` and `@import "…"`.

use super::html::Reference;

/// All that the browser would load.
pub(super) fn references(sheet: &str) -> Vec<Reference> {
    let sheet = without_comments(sheet);
    let urls = sheet.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    let imports = sheet.split("@import").skip(1).filter_map(|rest| rest.split(';').next());
    let imports = imports.filter(|rest| !rest.contains("url("));
    urls.chain(imports)
        .map(|text| text.trim().trim_matches(['"', '\'']).to_owned())
        .filter(|url| !url.is_empty())
        .map(|url| Reference { url, loads: true })
        .collect()
}

fn without_comments(sheet: &str) -> String {
    let mut out = String::new();
    let mut rest = sheet;
    while let Some((code, tail)) = rest.split_once("/*") {
        out.push_str(code);
        rest = tail.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::references;

    #[test]
    fn every_way_to_load_a_file_is_seen() {
        let sheet = "@import \"a.css\"; @import url('b.css'); p { background: url( c.png ) }";
        let mut urls: Vec<_> = references(sheet).into_iter().map(|found| found.url).collect();
        urls.sort();
        assert_eq!(urls, ["a.css", "b.css", "c.png"]);
    }

    #[test]
    fn comments_load_nothing() {
        assert_eq!(references("/* url(x.png) */ p {} /* open url(y.png)"), []);
    }
}
