//! Where an address in a page leads.

use std::path::{Component, Path, PathBuf};

/// The target of an address.
#[derive(Debug, PartialEq)]
pub(super) enum Target {
    /// Another site, or another program such as the mail reader.
    Elsewhere,
    /// The address is itself the content (`data:`).
    Inline,
    /// A file of this site. No path means the page itself.
    Here {
        /// Relative to the site.
        path: Option<PathBuf>,
        /// Decoded.
        fragment: Option<String>,
    },
}

/// Resolves `url` as written in a file of the folder `base` (relative to the site).
///
/// # Errors
/// The address starts at the server's root, leaves the site, or is not UTF-8 when decoded.
pub(super) fn resolve(base: &Path, url: &str) -> Result<Target, String> {
    let url = url.trim();
    if url.starts_with("//") {
        return Ok(Target::Elsewhere);
    }
    if let Some((scheme, _)) = url.split_once(':')
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    {
        return Ok(if scheme.eq_ignore_ascii_case("data") {
            Target::Inline
        } else {
            Target::Elsewhere
        });
    }
    if url.starts_with('/') {
        return Err(
            "starts at the root of the server, so it breaks when the book is in a folder; \
                    write it relative to the page"
                .to_owned(),
        );
    }
    let (address, fragment) = url.split_once('#').unwrap_or((url, ""));
    let address = address.split('?').next().unwrap_or("");
    // `#:~:text=…` asks the browser to look for a text; it names no element.
    let fragment = fragment.split(":~:").next().filter(|fragment| !fragment.is_empty());
    let fragment = fragment.map(percent_decoded).transpose()?;
    if address.is_empty() {
        return Ok(Target::Here { path: None, fragment });
    }
    let path = normal(&base.join(percent_decoded(address)?))?;
    Ok(Target::Here { path: Some(path), fragment })
}

/// `path` without `.` and `..`.
fn normal(path: &Path) -> Result<PathBuf, String> {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => out.push(name),
            Component::ParentDir if !out.pop() => return Err("leads out of the site".to_owned()),
            _ => {}
        }
    }
    Ok(out)
}

fn percent_decoded(text: &str) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).map_err(|_| "is not UTF-8 when its % codes are decoded".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(path: &str, fragment: &str) -> Target {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Target::Here { path: some(path).map(PathBuf::from), fragment: some(fragment) }
    }

    fn from_chapter(url: &str) -> Result<Target, String> {
        resolve(Path::new("07-locks"), url)
    }

    #[test]
    fn relative_addresses_are_resolved_against_the_page() {
        assert_eq!(from_chapter("a.html#b"), Ok(here("07-locks/a.html", "b")));
        assert_eq!(from_chapter("../x/./y.html?highlight=z"), Ok(here("x/y.html", "")));
        assert_eq!(from_chapter("#top"), Ok(here("", "top")));
        assert_eq!(from_chapter("#:~:text=lock"), Ok(here("", "")));
    }

    #[test]
    fn percent_codes_are_decoded_as_utf_8() {
        assert_eq!(
            from_chapter("%E9%94%81.html#%E6%AD%BB%E9%94%81"),
            Ok(here("07-locks/锁.html", "死锁"))
        );
        assert_eq!(from_chapter("100%.html"), Ok(here("07-locks/100%.html", "")));
        assert!(from_chapter("%FF.html").unwrap_err().contains("not UTF-8"));
    }

    #[test]
    fn other_sites_are_told_apart() {
        for url in ["https://example.org/x", "//example.org/x", "mailto:a@example.org"] {
            assert_eq!(from_chapter(url), Ok(Target::Elsewhere), "{url}");
        }
        assert_eq!(from_chapter("data:image/png;base64,AA=="), Ok(Target::Inline));
    }

    #[test]
    fn addresses_that_break_in_a_folder_are_refused() {
        assert!(from_chapter("/a.html").unwrap_err().contains("root of the server"));
        assert!(from_chapter("../../a.html").unwrap_err().contains("out of the site"));
    }
}
