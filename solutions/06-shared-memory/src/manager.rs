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
// ANSWER
// | // You will need `UnixListener` and `UnixStream` from `std::os::unix::net`, `SocketAddrExt` from
// | // `std::os::linux::net` for names without a file, and `fork` from `nix::unistd`.
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener, UnixStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use nix::sys::prctl;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork, getpid, getppid};
// END

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
        // ANSWER
        // | todo!("a `match`, with an arm for each request")
        match request {
            Request::Get(key) => Reply::Number(self.dict.get(&key).copied()),
            Request::Set(key, number) => {
                self.dict.insert(key, number);
                Reply::Done
            }
            Request::Add(key, number) => {
                let sum = self.dict.entry(key).or_default();
                *sum = sum.wrapping_add(number);
                Reply::Number(Some(*sum))
            }
            Request::Push(text) => {
                self.list.push(text);
                Reply::Done
            }
            Request::Pop => Reply::Text(self.list.pop()),
            Request::Items => Reply::Texts(self.list.clone()),
        }
        // END
    }
}

/// A server process that owns a dict and a list. It ends when this is dropped.
#[derive(Debug)]
pub struct Manager {
    // ANSWER
    // | // Your choice.
    server: Pid,
    /// Who started it, and will end it.
    owner: Pid,
    address: SocketAddr,
    // END
}

/// A dict of the manager's: texts, and a number for each. It is of use in every process that is forked later.
#[derive(Clone, Debug)]
pub struct Dict {
    // ANSWER
    // | // Your choice: what it takes to reach the server.
    address: SocketAddr,
    // END
}

/// A list of texts of the manager's. It is of use in every process that is forked later.
#[derive(Clone, Debug)]
pub struct List {
    // ANSWER
    // | // Your choice.
    address: SocketAddr,
    // END
}

impl Manager {
    /// Starts a server with an empty dict and an empty list. The caller must have one thread.
    ///
    /// # Errors
    /// When there is no socket or no process to be had.
    pub fn start() -> io::Result<Manager> {
        // ANSWER
        // | todo!("listen, fork, and serve in the child")
        let (listener, address) = listen()?;
        let owner = getpid();
        // SAFETY: the caller has one thread, so no lock is held that the child would wait for. The child ends here.
        match unsafe { fork() }? {
            ForkResult::Parent { child } => Ok(Manager { server: child, owner, address }),
            ForkResult::Child => {
                let _ = catch_unwind(AssertUnwindSafe(|| {
                    let _ = prctl::set_pdeathsig(Signal::SIGKILL);
                    // It may have died before that.
                    if getppid() == owner {
                        serve(&listener);
                    }
                }));
                // SAFETY: always allowed.
                unsafe { libc::_exit(1) }
            }
        }
        // END
    }

    /// A proxy of the dict. All of them are of the same dict.
    pub fn dict(&self) -> Dict {
        // ANSWER
        // | todo!("a proxy that knows how to reach the server")
        Dict { address: self.address.clone() }
        // END
    }

    /// A proxy of the list. All of them are of the same list.
    pub fn list(&self) -> List {
        // ANSWER
        // | todo!("a proxy that knows how to reach the server")
        List { address: self.address.clone() }
        // END
    }
}

impl Drop for Manager {
    /// Ends the server and waits for it, unless this is the copy of a forked child.
    fn drop(&mut self) {
        // ANSWER
        // | todo!("in the process that called `start`: end the server, and wait for it")
        if self.owner == getpid() {
            // It may have been killed before. What it held was its own.
            let _ = kill(self.server, Signal::SIGKILL);
            let _ = waitpid(self.server, None);
        }
        // END
    }
}

impl Dict {
    /// The number under `key`, if there is one.
    ///
    /// # Errors
    /// When the manager is gone.
    pub fn get(&self, key: &str) -> io::Result<Option<i64>> {
        // ANSWER
        // | todo!("one request, one reply")
        match call(&self.address, &Request::Get(key.into()))? {
            Reply::Number(number) => Ok(number),
            other => Err(unexpected(&other)),
        }
        // END
    }

    /// Puts a number under `key`, whatever was there.
    ///
    /// # Errors
    /// When the manager is gone.
    pub fn set(&self, key: &str, number: i64) -> io::Result<()> {
        // ANSWER
        // | todo!("one request, one reply")
        match call(&self.address, &Request::Set(key.into(), number))? {
            Reply::Done => Ok(()),
            other => Err(unexpected(&other)),
        }
        // END
    }

    /// Adds to the number under `key`, which counts as 0 if there is none, in one step; returns the sum.
    ///
    /// # Errors
    /// When the manager is gone.
    pub fn add(&self, key: &str, number: i64) -> io::Result<i64> {
        // ANSWER
        // | todo!("one request, one reply: the server does the adding")
        match call(&self.address, &Request::Add(key.into(), number))? {
            Reply::Number(Some(sum)) => Ok(sum),
            other => Err(unexpected(&other)),
        }
        // END
    }
}

impl List {
    /// Puts a text behind the last one.
    ///
    /// # Errors
    /// When the manager is gone.
    pub fn push(&self, text: &str) -> io::Result<()> {
        // ANSWER
        // | todo!("one request, one reply")
        match call(&self.address, &Request::Push(text.into()))? {
            Reply::Done => Ok(()),
            other => Err(unexpected(&other)),
        }
        // END
    }

    /// Takes the last text from the list, if there is one. Nobody else gets that one.
    ///
    /// # Errors
    /// When the manager is gone.
    pub fn pop(&self) -> io::Result<Option<String>> {
        // ANSWER
        // | todo!("one request, one reply")
        match call(&self.address, &Request::Pop)? {
            Reply::Text(text) => Ok(text),
            other => Err(unexpected(&other)),
        }
        // END
    }

    /// All texts, in their order.
    ///
    /// # Errors
    /// When the manager is gone.
    pub fn items(&self) -> io::Result<Vec<String>> {
        // ANSWER
        // | todo!("one request, one reply")
        match call(&self.address, &Request::Items)? {
            Reply::Texts(texts) => Ok(texts),
            other => Err(unexpected(&other)),
        }
        // END
    }
}
// ANSWER
// |
// | // Below, for example: a function `call(…, &Request) -> io::Result<Reply>` for the proxies, and for the server a
// | // function `serve(…)` with a loop.

/// A listener under a name of its own. The kernel forgets the name when the listener is closed.
fn listen() -> io::Result<(UnixListener, SocketAddr)> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    loop {
        let name = format!("manager-{}-{}", process::id(), COUNT.fetch_add(1, Relaxed));
        let address = SocketAddr::from_abstract_name(name)?;
        match UnixListener::bind_addr(&address) {
            // Another process had this number once, and its server is still there.
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            listener => return Ok((listener?, address)),
        }
    }
}

/// Sends a request and waits for the reply, over a connection of its own.
fn call(address: &SocketAddr, request: &Request) -> io::Result<Reply> {
    let server = UnixStream::connect_addr(address)?;
    send(&server, request)?;
    receive(&server)
}

fn unexpected(reply: &Reply) -> io::Error {
    io::Error::other(format!("the manager answered with {reply:?}"))
}

/// Answers everybody, each in a thread of its own, for ever.
fn serve(listener: &UnixListener) {
    let store = Arc::new(Mutex::new(Store::default()));
    for client in listener.incoming().flatten() {
        let store = Arc::clone(&store);
        // If there is no thread to be had, this client is told by the end of its connection.
        let _ = thread::Builder::new().spawn(move || {
            while let Ok(request) = receive(&client) {
                let reply = store.lock().unwrap_or_else(PoisonError::into_inner).answer(request);
                if send(&client, &reply).is_err() {
                    return;
                }
            }
        });
    }
}
// END
