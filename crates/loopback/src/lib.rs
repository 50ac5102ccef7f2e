//! A real HTTP/1.1 server on 127.0.0.1, for tests of programs that talk to one.
//!
//! What a program does when an answer never comes cannot be tested with a server that answers. This one does what it is
//! told: it is slow, says 500, holds an answer until it is let go, drops the connection before an answer or in the
//! middle of one, dies, and comes back at the same address. It remembers all that it got.
//!
//! ```
//! use loopback::{Answer, Server};
//! # use std::io::{Read, Write};
//! # use std::net::TcpStream;
//! # fn get(server: &Server, path: &str) -> String {
//! #     let mut stream = TcpStream::connect(server.address()).unwrap();
//! #     write!(stream, "GET {path} HTTP/1.1\r\nconnection: close\r\n\r\n").unwrap();
//! #     let mut answer = String::new();
//! #     stream.read_to_string(&mut answer).unwrap();
//! #     answer
//! # }
//!
//! let server = Server::start().expect("a free port");
//! server.answers("/cat", [Answer::status(500), Answer::ok("miaow")]);
//!
//! assert!(get(&server, "/cat").starts_with("HTTP/1.1 500 "));
//! assert!(get(&server, "/cat").ends_with("miaow"));
//! assert_eq!(server.requests().len(), 2);
//! ```
//!
//! [`Server::start`] runs it on a thread. [`Server::fork`] runs it as a process of its own, for tests whose process
//! must keep to one thread; while nothing is asked of it, it sleeps in the kernel and sets no timer, so `forktest` sees
//! when nobody is on the way any more. Both kinds are told what to do in the same way, over a socket of their own.
//!
//! # Layout
//! - [`Answer`]: what it says, and what goes wrong meanwhile
//! - [`Request`]: what it got, and what became of it
//! - [`Server`]: the handle in the test
//! - `control`: what handle and server say to each other
//! - `ledger`: what the server was told, and what it remembers
//! - `connections`: the server's listener, and those that it let in
//! - `exchange`: one request and its answer
//! - `head`: the first lines of a request

#[cfg(not(target_os = "linux"))]
compile_error!(
    "the tests with a server need Linux: on macOS use the dev container, on Windows WSL"
);

mod answer;
mod connections;
mod control;
mod exchange;
mod head;
mod ledger;
mod request;
mod server;

pub use answer::{Answer, Point};
pub use request::{Request, State};
pub use server::Server;
