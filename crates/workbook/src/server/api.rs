//! What only the served book has: everything under `/_workbook/`.
//!
//! | request | does |
//! |---|---|
//! | `GET events` | tells how the exercises stand, and goes on telling; the only one without a token |
//! | `GET exercise/ID` | the learner's file, and its version |
//! | `PUT exercise/ID` | writes it, unless it has changed since that version |
//! | `POST check/ID` | has it judged, as after a save |
//! | `POST run/LISTING` | runs a program that the book shows |

use std::net::TcpStream;
use std::time::Instant;

use serde_json::json;

use super::request::{Patient, Request};
use super::response::Response;
use super::{PATIENCE, Served, events, exercise, run};

/// What these addresses begin with, and those of the book's pages do not.
pub(super) const PREFIX: &str = "/_workbook/";

/// Answers a request that passed the guard; none if it was answered already, bit by bit.
pub(super) fn answer(
    request: &mut Request,
    connection: &TcpStream,
    served: &Served,
) -> Option<Response> {
    let path = request.path().strip_prefix(PREFIX).unwrap_or_default().to_owned();
    let (what, name) = path.split_once('/').unwrap_or((&path, ""));
    let method = request.method.clone();
    let allowed: &[&str] = match what {
        "events" if name.is_empty() => &["GET"],
        "exercise" => &["GET", "PUT"],
        "check" | "run" => &["POST"],
        _ => return Some(Response::text(404, "There is no such address.")),
    };
    if !allowed.contains(&&method[..]) {
        return Some(Response::text(405, &format!("This takes {} only.", allowed.join(" and "))));
    }
    if what == "events" {
        events::send(connection, &served.live.board);
        return None;
    }
    if !served.token.is_in(&request.all("x-workbook-token")) {
        return Some(Response::text(403, "The token is missing or old: reload the page."));
    }
    if what == "run" {
        return run::answer(name, connection, served);
    }
    let Some(index) = served.live.find(name) else {
        return Some(Response::text(404, "There is no such exercise."));
    };
    Some(match (what, &method[..]) {
        ("check", _) => {
            served.live.judge(&[index], Instant::now());
            Response::json(202, &json!({}))
        }
        (_, "PUT") => match body(request, connection) {
            Ok(body) => exercise::write(&served.live.exercises[index], &body, &served.writing),
            Err(refusal) => refusal,
        },
        _ => exercise::read(&served.live.exercises[index]),
    })
}

/// The request's body. A form cannot be sent as JSON, so a page of another site would have to ask first.
fn body(request: &mut Request, connection: &TcpStream) -> Result<Vec<u8>, Response> {
    let kinds = request.all("content-type");
    let json = |kind: &String| {
        let kind = kind.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("application/json")
    };
    if kinds.len() != 1 || !kinds.iter().all(json) {
        return Err(Response::text(415, "This takes Content-Type: application/json only."));
    }
    request.body(&mut Patient::new(connection, PATIENCE)).map_err(Response::to_bad)
}
