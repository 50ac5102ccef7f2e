//! Which requests get an answer: those that the reader's own pages and address bar send.
//!
//! A web site can make a browser send requests to 127.0.0.1. It cannot choose the `Host` header: that names the
//! site itself, also after it has pointed its own name at 127.0.0.1 (DNS rebinding). Nor can it hide the
//! `Origin`, when the browser sends one, or `Sec-Fetch-Site`. The port in `Host` may differ from ours: a
//! container's port is often forwarded to another.

use super::request::Request;
use super::response::Response;

/// The refusal, if the request gets one.
pub(super) fn refuse(request: &Request) -> Option<Response> {
    let hosts = request.all("host");
    let [host] = hosts.as_slice() else {
        return Some(Response::text(400, "A request has exactly one Host header."));
    };
    if !is_loopback(host) {
        let advice = "This server answers on this machine only: open it as http://127.0.0.1 or http://localhost.";
        return Some(Response::text(403, advice));
    }
    let own = |origin: &String| origin.strip_prefix("http://") == Some(host);
    let from_here = request.all("origin").iter().all(own)
        && (request
            .all("sec-fetch-site")
            .iter()
            .all(|site| site == "same-origin" || site == "none")
            || is_a_link(request));
    (!from_here).then(|| Response::text(403, "Another site may not use the workbook."))
}

/// Whether the reader follows a link to a page, which may stand on any site.
fn is_a_link(request: &Request) -> bool {
    let is = |name, value| request.all(name) == [value];
    let page = !request.target.starts_with(super::api::PREFIX);
    page && request.method == "GET"
        && is("sec-fetch-mode", "navigate")
        && is("sec-fetch-dest", "document")
}

/// Whether a `Host` names the loopback interface, with any port.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.parse::<u16>().is_ok() => name,
        _ => host,
    };
    name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The status of the refusal, if any.
    fn status(hosts: &[&str], origins: &[&str]) -> Option<u16> {
        let headers = hosts.iter().map(|host| ("host", *host));
        let headers: Vec<_> =
            headers.chain(origins.iter().map(|origin| ("origin", *origin))).collect();
        refuse(&Request::with("GET", "/", &headers)).map(|r| r.status)
    }

    #[test]
    fn the_readers_own_requests_are_answered() {
        for host in ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "localhost:41234"] {
            assert_eq!(status(&[host], &[]), None, "Host: {host}");
            assert_eq!(
                status(&[host], &[&format!("http://{host}")]),
                None,
                "with its Origin: {host}"
            );
        }
    }

    #[test]
    fn other_names_for_this_machine_are_refused() {
        let rebound = [
            "evil.example",
            "evil.example:8000",
            "127.0.0.1.evil.example",
            "localhost@evil.example",
            "",
            "127.0.0.1:x",
        ];
        for host in rebound {
            assert_eq!(status(&[host], &[]), Some(403), "Host: {host}");
        }
        assert_eq!(status(&[], &[]), Some(400));
        assert_eq!(status(&["localhost", "evil.example"], &[]), Some(400));
    }

    #[test]
    fn other_origins_are_refused() {
        for origin in
            ["http://evil.example", "null", "https://127.0.0.1:8000", "http://127.0.0.1:8001"]
        {
            assert_eq!(status(&["127.0.0.1:8000"], &[origin]), Some(403), "Origin: {origin}");
        }
        assert_eq!(status(&["localhost"], &["http://localhost", "http://evil.example"]), Some(403));
    }

    #[test]
    fn what_a_browser_calls_another_site_is_refused_except_for_a_link_to_a_page() {
        let refused = |target: &str, headers: &[(&str, &str)]| {
            let headers = [&[("host", "localhost")], headers].concat();
            refuse(&Request::with("GET", target, &headers)).is_some()
        };
        let events = "/_workbook/events";
        assert!(!refused(events, &[("sec-fetch-site", "same-origin")]));
        assert!(!refused(events, &[("sec-fetch-site", "none")]));
        let link = [("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
        for site in ["cross-site", "same-site", ""] {
            let site = [("sec-fetch-site", site)];
            assert!(refused(events, &site), "{site:?}");
            assert!(refused("/", &site), "a page as a script: {site:?}");
            let link = [&site[..], &link].concat();
            assert!(refused(events, &link), "{link:?}");
            assert!(!refused("/07-locks.html", &link), "{link:?}");
        }
        let frame = [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "iframe"),
        ];
        assert!(refused("/", &frame), "a page in a frame of another site");
    }
}
