//! Which file of the built book answers a request.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::request::Request;
use super::response::Response;
use super::token::Token;

/// The book being served.
#[derive(Debug, Default)]
pub(crate) struct Site {
    state: Mutex<State>,
    /// Held while a build is under way, and so while the folder may be missing for a moment.
    building: Mutex<()>,
}

#[derive(Debug, Clone, Default)]
enum State {
    /// Nothing has been built yet.
    #[default]
    Building,
    /// The folder of the last build that succeeded.
    Built(PathBuf),
    /// No build has succeeded; the last one said this.
    Failed(String),
}

/// A build under way.
pub(crate) struct Building<'a> {
    site: &'a Site,
    _building: MutexGuard<'a, ()>,
}

impl Building<'_> {
    /// The book is in this folder now.
    pub(crate) fn done(self, folder: PathBuf) {
        *self.site.state() = State::Built(folder);
    }

    /// The build failed; an earlier book stays up.
    pub(crate) fn failed(self, message: &str) {
        let mut state = self.site.state();
        if !matches!(*state, State::Built(_)) {
            *state = State::Failed(message.to_owned());
        }
    }
}

impl Site {
    /// Says that a build begins.
    pub(crate) fn building(&self) -> Building<'_> {
        let _building = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        Building { site: self, _building }
    }

    /// The answer to a request that passed the guard: a page has the token in it.
    pub(super) fn answer(&self, request: &Request, token: &Token) -> Response {
        self.file(request).map_page(|page| token.put_into(page))
    }

    fn file(&self, request: &Request) -> Response {
        let Some(path) = decoded(&request.target) else {
            return Response::text(400, "This address leads out of the book.");
        };
        let state = self.state().clone();
        let folder = match state {
            State::Building => {
                return waiting("The book is being built", "It takes a second or two.");
            }
            State::Failed(why) => return waiting("The book does not build", &why),
            State::Built(folder) => folder,
        };
        // A build may be swapping the folder: what is missing now may be there when it is done.
        find(&folder, &path)
            .or_else(|| {
                drop(self.building.lock());
                find(&folder, &path)
            })
            .unwrap_or_else(|| missing(&folder))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The file at `path`, or what stands for the folder there.
fn find(folder: &Path, path: &str) -> Option<Response> {
    let mut file = folder.join(path.trim_start_matches('/'));
    if file.is_dir() {
        if !path.ends_with('/') {
            return Some(Response::redirect(format!("{}/", encoded(path))));
        }
        file.push("index.html");
    }
    let bytes = fs::read(&file).ok()?;
    Some(Response::file(&file, bytes))
}

/// The book's own page for what is not there.
fn missing(folder: &Path) -> Response {
    match fs::read(folder.join("404.html")) {
        Ok(page) => Response::html(404, page),
        Err(_) => Response::text(404, "There is no such page."),
    }
}

/// A page that looks again by itself. It has an icon of its own, so that no browser asks for one that the book has not.
fn waiting(title: &str, text: &str) -> Response {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"1\">\
         <link rel=\"icon\" href=\"data:,\"><title>{title}</title><h1>{title}</h1><pre>{escaped}</pre></html>"
    );
    Response::html(503, page.into_bytes())
}

/// The path of a request target, without query, decoded; none if it could lead out of the site.
fn decoded(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next()?;
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            // `from_str_radix` alone would also take a sign.
            let digits = digits.iter().all(u8::is_ascii_hexdigit).then_some(digits)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    let inside = path
        .strip_prefix('/')?
        .split('/')
        .all(|part| !matches!(part, "." | "..") && !part.starts_with('.'));
    // A second leading slash would make the rest a path of its own; a backslash and a colon do so on Windows.
    (inside && !path.contains("//") && !path.contains(['\0', '\\', ':'])).then_some(path)
}

/// `path` as it may stand in a `Location` header.
fn encoded(path: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    path.bytes()
        .map(|b| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_decoded_and_its_query_dropped() {
        assert_eq!(decoded("/a%20b/c.html?search=x"), Some("/a b/c.html".into()));
        assert_eq!(decoded("/%E9%94%81.html"), Some("/锁.html".into()));
        assert_eq!(decoded("/"), Some("/".into()));
    }

    #[test]
    fn no_address_leads_out_of_the_site() {
        let out = [
            "/..",
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/%2E./x",
            "/a/..%2fx",
            "/..\\x",
            "/%5c..",
            "//etc/passwd",
            "/a//b",
            "/.git/config",
            "x",
            "",
            "*",
            "http://h/x",
            "/%",
            "/%0",
            "/%+f",
            "/%00",
            "/%ff",
            "/c:/x",
        ];
        for target in out {
            assert_eq!(decoded(target), None, "target `{target}`");
        }
    }

    #[test]
    fn a_redirect_cannot_break_its_header() {
        assert_eq!(encoded("/a\r\nb/锁"), "/a%0D%0Ab/%E9%94%81");
    }
}
