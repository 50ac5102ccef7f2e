//! # A process that owns a dict and a list
//!
//! A `HashMap` cannot be put into shared memory: it is full of addresses. Somebody else can own it. A **manager** is a
//! process with ordinary collections in its own heap. The others have proxies: small values that know how to reach it.
//! A method of a proxy sends a request over a socket and waits for the reply.
//!
//! 1. `Manager::start` makes a socket that listens, and forks the server. A listener needs a name to connect to; the
//!    simplest is one that no file system has: `SocketAddr::from_abstract_name`. Two managers have two names.
//! 2. The server has a [`Store`]. It accepts connections, reads requests and answers them: [`wire`](crate::wire) has
//!    the messages, `send` and `receive`. It never returns from `start`: it ends in `libc::_exit`, or is killed.
//! 3. A proxy connects for each call. A connection that was made before a fork belongs to two processes, and they read
//!    each other's replies.
//! 4. Each operation is one request, so that nobody comes in between. `add` is there because `get` and then `set` is
//!    two.
//!
//! Any number of clients may be stopped or killed in the middle of a call, also half-way through a long request, or
//! before they read a long reply. They keep nobody waiting: while their connections are silent, the server answers
//! others. (A thread for each connection does it. The server is a process of its own, so it may have threads, and fork
//! no more.)
//!
//! When the `Manager` is dropped, the server ends and is waited for, and a call of a proxy is an error from then on. A
//! child that was forked has a copy of the `Manager`: dropping that one does nothing. When the process that called
//! `start` is killed, the server ends as well (`prctl::set_pdeathsig`). When the server is killed, calls are errors.
//! Nothing is left in the file system.
//!
//! Check it with `cargo test -p shared-memory --test manager`.

use std::collections::HashMap;
use std::io;

use crate::wire::{Reply, Request, receive, send};
// You will need `UnixListener` and `UnixStream` from `std::os::unix::net`, `SocketAddrExt` from
// `std::os::linux::net` for names without a file, and `fork` from `nix::unistd`.

/// All that the server owns.
#[derive(Debug, Default)]
pub struct Store {
    dict: HashMap<String, i64>,
    list: Vec<String>,
}

impl Store {
    /// Does what is asked, whole: nobody else has the store meanwhile, since it takes a `&mut`. A sum that is too large
    /// for an `i64` wraps around.
    pub fn answer(&mut self, request: Request) -> Reply {
        todo!("a `match`, with an arm for each request")
    }
}

/// A server process that owns a dict and a list. It ends when this is dropped.
#[derive(Debug)]
pub struct Manager {
    // Your choice.
}

/// A dict of the manager's: texts, and a number for each. It is of use in every process that is forked later.
#[derive(Clone, Debug)]
pub struct Dict {
    // Your choice: what it takes to reach the server.
}

/// A list of texts of the manager's. It is of use in every process that is forked later.
#[derive(Clone, Debug)]
pub struct List {
    // Your choice.
}

impl Manager {
    /// Starts a server with an empty dict and an empty list. The caller must have one thread.
    ///
    /// # Errors
    /// When there is no socket or no process to be had.
    pub fn start() -> io::Result<Manager> {
        todo!("listen, fork, and serve in the child")
    }

    /// A proxy of the dict. All of them are of the same dict.
    pub fn dict(&self) -> Dict {
        todo!("a proxy that knows how to reach the server")
    }

    /// A proxy of the list. All of them are of the same list.
    pub fn list(&self) -> List {
        todo!("a proxy that knows how to reach the server")
    }
}

impl Drop for Manager {
    /// Ends the server and waits for it, unless this is the copy of a forked child.
    fn drop(&mut self) {
        todo!("in the process that called `start`: end the server, and wait for it")
    }
}

impl Dict {
    /// The number under `key`, if there is one.
    ///
    /// # Errors
    /// When the manager is gone.
    pub fn get(&self, key: &str) -> io::Result<Option<i64>> {
        todo!("one request, one reply")
    }

    /// Puts a number under `key`, whatever was there.
    ///
    /// # Errors
    /// When the manager is gone.
    pub fn set(&self, key: &str, number: i64) -> io::Result<()> {
        todo!("one request, one reply")
    }

    /// Adds to the number under `key`, which counts as 0 if there is none, in one step; returns the sum.
    ///
    /// # Errors
    /// When the manager is gone.
    pub fn add(&self, key: &str, number: i64) -> io::Result<i64> {
        todo!("one request, one reply: the server does the adding")
    }
}

impl List {
    /// Puts a text behind the last one.
    ///
    /// # Errors
    /// When the manager is gone.
    pub fn push(&self, text: &str) -> io::Result<()> {
        todo!("one request, one reply")
    }

    /// Takes the last text from the list, if there is one. Nobody else gets that one.
    ///
    /// # Errors
    /// When the manager is gone.
    pub fn pop(&self) -> io::Result<Option<String>> {
        todo!("one request, one reply")
    }

    /// All texts, in their order.
    ///
    /// # Errors
    /// When the manager is gone.
    pub fn items(&self) -> io::Result<Vec<String>> {
        todo!("one request, one reply")
    }
}

// Below, for example: a function `call(…, &Request) -> io::Result<Reply>` for the proxies, and for the server a
// function `serve(…)` with a loop.
