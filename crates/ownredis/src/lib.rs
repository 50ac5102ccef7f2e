//! A Redis server of a program's own, and a connection whose commands are steps of an exploration.
//!
//! Each command of Redis happens whole or not at all, so what several clients can do to each other is the order of
//! their commands. `interleave` runs the clients as threads, one [`Store`] each, and all of them talk to one real
//! server: every order is tried, and the server is emptied before the next one.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = ownredis::Server::start()?;
//! let mut store = server.connect()?;
//! let taken: Option<String> = store.ask(redis::cmd("SET").arg("door").arg("anna").arg("NX"))?;
//! # Ok(()) }
//! ```
//!
//! # Layout
//! - [`Server`]: started on a unix socket, keeps nothing on disk, ends with the program, however that ends
//! - [`Store`]: one client's connection; can be told to break before a command
//! - `beside`: what a test does to the server, such as to let an hour go by
//! - `wire`: commands as they are sent, and in words

mod beside;
mod server;
mod store;
mod wire;

pub use server::{MISSING, Server};
pub use store::Store;
