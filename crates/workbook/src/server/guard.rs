//! Which requests get an answer: those that the reader's own pages and address bar send.
//!
//! A web site can make a browser send requests to 127.0.0.1. It cannot choose the `Host` header: that names the
//! site itself, also after it has pointed its own name at 127.0.0.1 (DNS rebinding). Nor can it hide the
//! `Origin`, when it sends one. The port in `Host` may differ from ours: a container's port is often forwarded to another.

use super::request::Request;
use super::response::Response;

/// The refusal, if the request gets one.
pub(super) fn refuse(request: &Request) -> Option<Response> {
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        return Some(Response::text(405, "Only GET and HEAD are answered here."));
    }
    let [host] = request.hosts.as_slice() else {
        return Some(Response::text(400, "A request has exactly one Host header."));
    };
    if !is_loopback(host) {
        let advice = "This server answers on this machine only: open it as http://127.0.0.1 or http://localhost.";
        return Some(Response::text(403, advice));
    }
    let own = |origin: &String| origin.strip_prefix("http://") == Some(host);
    (!request.origins.iter().all(own))
        .then(|| Response::text(403, "Another site may not read the workbook."))
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
        let strings = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
        let (hosts, origins) = (strings(hosts), strings(origins));
        refuse(&Request { method: "GET".into(), target: "/".into(), hosts, origins })
            .map(|r| r.status)
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
    fn nothing_can_be_sent_here() {
        let request = Request {
            method: "POST".into(),
            hosts: vec!["localhost".into()],
            ..Request::default()
        };
        assert_eq!(refuse(&request).map(|r| r.status), Some(405));
    }
}
