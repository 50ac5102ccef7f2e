//! VERDICT: LOST UPDATE
//! The threads are there from the beginning, and one of them looks the number up and sets it, with the store unlocked in
//! between.

use std::collections::HashMap;
use std::io;

use crate::wire::{Reply, Request, receive, send};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener, UnixStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};
use std::thread;

use nix::sys::prctl;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork, getpid, getppid};

#[derive(Debug, Default)]
pub struct Store {
    dict: HashMap<String, i64>,
    list: Vec<String>,
}

impl Store {
    pub fn answer(&mut self, request: Request) -> Reply {
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
    }
}

#[derive(Debug)]
pub struct Manager {
    server: Pid,
    owner: Pid,
    address: SocketAddr,
}

#[derive(Clone, Debug)]
pub struct Dict {
    address: SocketAddr,
}

#[derive(Clone, Debug)]
pub struct List {
    address: SocketAddr,
}

impl Manager {
    pub fn start() -> io::Result<Manager> {
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
    }

    pub fn dict(&self) -> Dict {
        Dict { address: self.address.clone() }
    }

    pub fn list(&self) -> List {
        List { address: self.address.clone() }
    }
}

impl Drop for Manager {
    fn drop(&mut self) {
        if self.owner == getpid() {
            // It may have been killed before. What it held was its own.
            let _ = kill(self.server, Signal::SIGKILL);
            let _ = waitpid(self.server, None);
        }
    }
}

impl Dict {
    pub fn get(&self, key: &str) -> io::Result<Option<i64>> {
        match call(&self.address, &Request::Get(key.into()))? {
            Reply::Number(number) => Ok(number),
            other => Err(unexpected(&other)),
        }
    }

    pub fn set(&self, key: &str, number: i64) -> io::Result<()> {
        match call(&self.address, &Request::Set(key.into(), number))? {
            Reply::Done => Ok(()),
            other => Err(unexpected(&other)),
        }
    }

    pub fn add(&self, key: &str, number: i64) -> io::Result<i64> {
        match call(&self.address, &Request::Add(key.into(), number))? {
            Reply::Number(Some(sum)) => Ok(sum),
            other => Err(unexpected(&other)),
        }
    }
}

impl List {
    pub fn push(&self, text: &str) -> io::Result<()> {
        match call(&self.address, &Request::Push(text.into()))? {
            Reply::Done => Ok(()),
            other => Err(unexpected(&other)),
        }
    }

    pub fn pop(&self) -> io::Result<Option<String>> {
        match call(&self.address, &Request::Pop)? {
            Reply::Text(text) => Ok(text),
            other => Err(unexpected(&other)),
        }
    }

    pub fn items(&self) -> io::Result<Vec<String>> {
        match call(&self.address, &Request::Items)? {
            Reply::Texts(texts) => Ok(texts),
            other => Err(unexpected(&other)),
        }
    }
}

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

fn call(address: &SocketAddr, request: &Request) -> io::Result<Reply> {
    let server = UnixStream::connect_addr(address)?;
    send(&server, request)?;
    receive(&server)
}

fn unexpected(reply: &Reply) -> io::Error {
    io::Error::other(format!("the manager answered with {reply:?}"))
}

/// As many threads as there may be clients, from the beginning.
fn serve(listener: &UnixListener) {
    let store = Mutex::new(Store::default());
    let locked = |request| store.lock().unwrap_or_else(PoisonError::into_inner).answer(request);
    let answer = |request| match request {
        Request::Add(key, number) => {
            let Reply::Number(before) = locked(Request::Get(key.clone())) else { unreachable!() };
            let sum = before.unwrap_or(0).wrapping_add(number);
            locked(Request::Set(key, sum));
            Reply::Number(Some(sum))
        }
        other => locked(other),
    };
    let work = || {
        for client in listener.incoming().flatten() {
            while let Ok(request) = receive(&client) {
                if send(&client, &answer(request)).is_err() {
                    break;
                }
            }
        }
    };
    thread::scope(|s| (0..30).for_each(|_| drop(s.spawn(work))));
}
