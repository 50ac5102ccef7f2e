//! A web server for one reader: the built book, on this machine only.
//!
//! A thread for each connection, one request a connection; a page and its files are some thirty requests.
//! A server for the open network would limit both. It listens on the loopback interface only, and
//! [`guard`] refuses requests that other web sites make a browser send.
//!
//! - [`request`]: reads a request; [`guard`]: whether it may have an answer; [`response`]: how that is sent.
//! - [`site`]: the book: which file answers.
//! - [`api`]: what the served pages ask for: [`events`], [`exercise`] and [`run`]; [`token`]: their secret.

mod api;
mod events;
mod exercise;
mod guard;
mod request;
mod response;
mod run;
mod site;
mod token;

use std::io::{self, ErrorKind, Read};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use self::request::{Bad, Patient, Request};
use self::response::Response;
pub(crate) use self::site::Site;
use self::token::Token;
use crate::live::Live;

/// How many ports are tried after the one asked for.
const TRIES: u16 = 50;

/// How long a browser may take to send its request, and to take a part of the answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long we wait for the other side to hang up as well.
const LINGER: Duration = Duration::from_secs(2);

/// Listens on `port` of the loopback interface, or on the next free one after it; 0 is any free port.
///
/// # Errors
/// When none can be had.
pub(crate) fn listen(port: u16) -> io::Result<(TcpListener, SocketAddr)> {
    let mut last = port;
    let listener = loop {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, last)) {
            Err(error)
                if error.kind() == ErrorKind::AddrInUse && last < port.saturating_add(TRIES) =>
            {
                last += 1
            }
            result => break result?,
        }
    };
    if last != port {
        println!("Port {port} is in use; this takes {last}.");
    }
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// What is served.
pub(crate) struct Served {
    pub site: Site,
    pub live: &'static Live,
    token: Token,
    /// Held while an answer is written.
    writing: Mutex<()>,
}

impl Served {
    /// No book yet, and a token that nobody else knows.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub(crate) fn new(live: &'static Live) -> io::Result<Served> {
        let (site, token) = (Site::default(), Token::new()?);
        Ok(Served { site, live, token, writing: Mutex::new(()) })
    }
}

/// Answers requests for ever.
pub(crate) fn serve(listener: &TcpListener, served: &Arc<Served>) {
    for connection in listener.incoming() {
        // A browser that hung up before it was heard, or no memory for a thread: the next one may fare better.
        let Ok(connection) = connection else { continue };
        let served = Arc::clone(served);
        let _ = thread::Builder::new()
            .name("connection".into())
            .spawn(move || answer(&connection, &served));
    }
}

fn answer(mut connection: &TcpStream, served: &Served) {
    if connection.set_write_timeout(Some(PATIENCE)).is_err() {
        return;
    }
    let (response, head_only) = match Request::read(&mut Patient::new(connection, PATIENCE)) {
        Ok(mut request) => (respond(&mut request, connection, served), request.method == "HEAD"),
        Err(Bad::Gone) => return,
        Err(bad) => (Some(Response::to_bad(bad)), false),
    };
    let Some(response) = response else { return };
    // Whoever hung up meanwhile does not want it any more.
    if response.send(&mut connection, head_only).is_ok() {
        hang_up(connection);
    }
}

/// The answer; none if it was given already.
fn respond(request: &mut Request, connection: &TcpStream, served: &Served) -> Option<Response> {
    if let Some(refusal) = guard::refuse(request) {
        return Some(refusal);
    }
    if request.target.starts_with(api::PREFIX) {
        return api::answer(request, connection, served);
    }
    Some(match request.method.as_str() {
        "GET" | "HEAD" => served.site.answer(request, &served.token),
        _ => Response::text(405, "Only GET and HEAD are answered here."),
    })
}

/// Closes so that the answer arrives: a connection that is dropped with something unread in it is reset, and
/// what was sent may be lost with it.
fn hang_up(connection: &TcpStream) {
    if connection.shutdown(Shutdown::Write).is_ok() {
        let mut rest = Patient::new(connection, LINGER).take(2 * request::LONGEST_BODY as u64);
        let _ = io::copy(&mut rest, &mut io::sink());
    }
}
