//! As much of HTML as is needed to find its links, its resources and its ids.

use std::collections::HashSet;

use super::css;

/// An address in a page.
#[derive(Debug, PartialEq)]
pub(super) struct Reference {
    pub(super) url: String,
    /// Whether the browser fetches it with the page, rather than when a reader follows it.
    pub(super) loads: bool,
}

/// What one page refers to and can be referred to by.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) references: Vec<Reference>,
    ids: HashSet<String>,
    /// The page has a `<base>`, so its addresses start at the root of the site.
    pub(super) absolute_base: bool,
}

impl Page {
    pub(super) fn parse(html: &str) -> Self {
        let mut page = Self::default();
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            rest = &rest[start + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let Some((tag, after)) = Tag::parse(rest) else {
                continue;
            };
            rest = after;
            // What these hold is not HTML.
            if matches!(tag.name.as_str(), "script" | "style" | "textarea" | "title") {
                let end = find_end_tag(rest, &tag.name).unwrap_or(rest.len());
                if tag.name == "style" {
                    page.references.extend(css::references(&rest[..end]));
                }
                rest = &rest[end..];
            }
            page.add(tag);
        }
        page
    }

    /// Whether `#fragment` leads somewhere in this page.
    pub(super) fn has_anchor(&self, fragment: &str) -> bool {
        fragment == "top" || self.ids.contains(fragment)
    }

    fn add(&mut self, tag: Tag) {
        let follows = matches!(tag.name.as_str(), "a" | "area" | "form");
        let is_named = tag.name == "a";
        let canonical = tag.attribute("rel").is_some_and(|rel| rel == "canonical");
        if tag.name == "base" {
            self.absolute_base = true;
            return;
        }
        for (name, value) in tag.attributes {
            match name.as_str() {
                "id" => drop(self.ids.insert(value)),
                "name" if is_named => drop(self.ids.insert(value)),
                "href" | "src" | "poster" | "action" | "data" | "xlink:href" => {
                    self.references.push(Reference { url: value, loads: !follows && !canonical });
                }
                "srcset" => {
                    let urls = value.split(',').filter_map(|part| part.split_whitespace().next());
                    self.references
                        .extend(urls.map(|url| Reference { url: url.to_owned(), loads: true }));
                }
                "style" => self.references.extend(css::references(&value)),
                _ => {}
            }
        }
    }
}

fn find_end_tag(text: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find("</") {
        let at = from + at;
        let found = text.as_bytes().get(at + 2..at + 2 + name.len());
        if found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

/// A start tag.
#[derive(Debug)]
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Parses what follows `<`; the tag and the text behind it. `None` for an end tag or a lone `<`.
    fn parse(text: &str) -> Option<(Self, &str)> {
        if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let end = text.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
        let mut tag = Self { name: text[..end].to_ascii_lowercase(), attributes: Vec::new() };
        let mut rest = &text[end..];
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if let Some(after) = rest.strip_prefix('>') {
                return Some((tag, after));
            }
            let end = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c))?;
            let name = rest[..end].to_ascii_lowercase();
            rest = rest[end..].trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                (value, rest) = attribute_value(after.trim_start())?;
            } else if end == 0 {
                return None;
            }
            tag.attributes.push((name, decoded(value)));
        }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

fn attribute_value(text: &str) -> Option<(&str, &str)> {
    match text.chars().next()? {
        quote @ ('"' | '\'') => text[1..].split_once(quote),
        _ => {
            let end = text.find(|c: char| c.is_whitespace() || c == '>')?;
            Some(text.split_at(end))
        }
    }
}

/// `value` with the entities that occur in addresses and ids replaced.
fn decoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, tail)) = rest.split_once('&') {
        out.push_str(before);
        let entity = tail.split_once(';').and_then(|(name, after)| Some((entity(name)?, after)));
        let (c, after) = entity.unwrap_or(('&', tail));
        out.push(c);
        rest = after;
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, Reference};

    fn urls(html: &str) -> Vec<String> {
        Page::parse(html).references.into_iter().map(|found| found.url).collect()
    }

    #[test]
    fn attributes_are_read_in_every_spelling() {
        assert_eq!(urls("<a href=\"a\">"), ["a"]);
        assert_eq!(urls("<A class=x\n  HREF = 'b c'>"), ["b c"]);
        assert_eq!(urls("<a hidden href=c>"), ["c"]);
        assert_eq!(urls("<a title=\"1 > 0\" href='d?x=1&amp;y=2'/>"), ["d?x=1&y=2"]);
        assert_eq!(urls("<img srcset=\"e 1x, f 2x\">"), ["e", "f"]);
        assert_eq!(urls("<p style=\"background: url('g')\">"), ["g"]);
    }

    #[test]
    fn what_is_no_html_is_skipped() {
        assert_eq!(
            urls("<!-- <a href=\"a\"> --> 1 < 2 <script>'<a href=\"b\">'</script><a href=\"c\">"),
            ["c"]
        );
        assert_eq!(urls("<style>p { background: url(d) }</style>"), ["d"]);
    }

    #[test]
    fn links_are_told_from_what_is_loaded() {
        let page = Page::parse("<a href=\"a\"><img src=\"b\"><link rel=\"canonical\" href=\"c\">");
        let reference = |url: &str, loads| Reference { url: url.to_owned(), loads };
        assert_eq!(
            page.references,
            [reference("a", false), reference("b", true), reference("c", false)]
        );
    }

    #[test]
    fn ids_and_old_anchors_can_be_linked_to() {
        let page = Page::parse(
            "<h2 id=\"死锁\">x</h2><a name=old></a><input name=field><p id='a&#x2f;b'>",
        );
        assert!(page.has_anchor("死锁") && page.has_anchor("old") && page.has_anchor("a/b"));
        assert!(!page.has_anchor("field"), "the name of a form field is no anchor");
    }
}
