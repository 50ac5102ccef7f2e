//! A web server for one reader: the built book, on this machine only.
//!
//! A thread for each connection, one request a connection; a page and its files are some thirty requests.
//! A server for the open network would limit both. It listens on the loopback interface only, and
//! [`guard`] refuses requests that other web sites make a browser send.
//!
//! - [`request`]: reads the head of a request; [`guard`]: whether it may have an answer.
//! - [`site`]: which file answers it; [`response`]: how it is sent.
//! - [`watch`]: whether the book's files have changed.

mod guard;
mod request;
mod response;
mod site;
mod watch;

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use self::request::Request;
use self::response::Response;
pub(crate) use self::site::Site;
pub(crate) use self::watch::Watch;

/// How many ports are tried after the one asked for.
const TRIES: u16 = 50;

/// How long a browser may take to send its request, and to take the answer.
const PATIENCE: Duration = Duration::from_secs(10);

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

/// Answers requests for ever.
pub(crate) fn serve(listener: &TcpListener, site: &Arc<Site>) {
    for connection in listener.incoming() {
        // A browser that hung up before it was heard, or no memory for a thread: the next one may fare better.
        let Ok(connection) = connection else { continue };
        let site = Arc::clone(site);
        let _ = thread::Builder::new()
            .name("connection".into())
            .spawn(move || answer(connection, &site));
    }
}

fn answer(mut connection: TcpStream, site: &Site) {
    let patient = connection
        .set_read_timeout(Some(PATIENCE))
        .and_then(|()| connection.set_write_timeout(Some(PATIENCE)));
    if patient.is_err() {
        return;
    }
    let (response, head_only) = match Request::read(&mut connection) {
        Ok(request) => (
            guard::refuse(&request).unwrap_or_else(|| site.answer(&request)),
            request.method == "HEAD",
        ),
        Err(request::Bad::Gone) => return,
        Err(request::Bad::Malformed) => (Response::text(400, "This is no HTTP request."), false),
        Err(request::Bad::TooLong) => {
            (Response::text(431, "The head of the request is too long."), false)
        }
    };
    // Whoever hung up meanwhile does not want it any more.
    let _ = response.send(&mut connection, head_only);
}
