//! The handle that a test has.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::os::unix;
use std::os::unix::net::UnixListener;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::{self, JoinHandle};

use nix::sys::prctl;
use nix::sys::signal::Signal;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork, getpid, getppid};

use crate::answer::Answer;
use crate::connections::Port;
use crate::control::{self, Ask, Told};
use crate::ledger::Handler;
use crate::request::{Request, State};

/// A server. It ends when this is dropped. Several threads may ask it, and processes that were forked from this one.
///
/// # Panics
/// Its methods panic if it is gone, which is a mistake in this crate or in the handler that it was given.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    /// Where it is asked.
    door: unix::net::SocketAddr,
    /// The process that has made it.
    owner: Pid,
    home: Option<Home>,
}

/// Where it runs.
#[derive(Debug)]
enum Home {
    Thread(JoinHandle<()>),
    Process(Pid),
}

impl Server {
    /// A server on a thread of this process. It answers 404 until it is told of paths.
    ///
    /// # Errors
    /// When there is no port, socket or thread to be had.
    pub fn start() -> io::Result<Server> {
        Server::start_with(|_| Answer::status(404))
    }

    /// As [`start`](Server::start); `handler` answers what no path does.
    ///
    /// # Errors
    /// As `start`.
    pub fn start_with(
        handler: impl FnMut(&Request) -> Answer + Send + 'static,
    ) -> io::Result<Server> {
        let port = Port::reserve()?;
        let address = port.address;
        let (questions, door) = control::listen(&port)?;
        let thread = thread::Builder::new().name("loopback".into()).spawn(move || {
            if let Err(error) = control::serve(questions, port, Box::new(handler)) {
                eprintln!("the loopback server has failed: {error}");
            }
        })?;
        Ok(Server::open(address, door, Home::Thread(thread)))
    }

    /// A server as a process of its own, which ends with this process at the latest.
    ///
    /// It inherits what is open here, so start it before there are pipes whose end somebody waits for.
    ///
    /// # Errors
    /// When this process has several threads, one of which might hold a lock that the new process would wait for; when
    /// there is no port, socket or process to be had.
    pub fn fork() -> io::Result<Server> {
        Server::fork_with(|_| Answer::status(404))
    }

    /// As [`fork`](Server::fork); `handler` answers what no path does, in the server's process.
    ///
    /// # Errors
    /// As `fork`.
    pub fn fork_with(
        handler: impl FnMut(&Request) -> Answer + Send + 'static,
    ) -> io::Result<Server> {
        if fs::read_dir("/proc/self/task")?.count() != 1 {
            return Err(io::Error::other("a process with several threads must not fork a server"));
        }
        let port = Port::reserve()?;
        let address = port.address;
        let (questions, door) = control::listen(&port)?;
        let owner = getpid();
        // SAFETY: this process has one thread, so no lock is held that the child would wait for.
        let server = match unsafe { fork() }? {
            ForkResult::Parent { child } => child,
            ForkResult::Child => serve_and_exit(questions, port, owner, Box::new(handler)),
        };
        Ok(Server::open(address, door, Home::Process(server)))
    }

    fn open(address: SocketAddr, door: unix::net::SocketAddr, home: Home) -> Server {
        let server = Server { address, door, owner: getpid(), home: Some(home) };
        server.come_back();
        server
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of a path there.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What a path answers from now on: one after the other, and the last one again and again.
    pub fn answers(&self, path: &str, answers: impl IntoIterator<Item = Answer>) {
        let (path, answers) = (path.to_owned(), answers.into_iter().collect());
        self.ask(&Ask::Answers { path, answers });
    }

    /// All requests so far, in the order in which they came.
    pub fn requests(&self) -> Vec<Request> {
        self.look(None).1
    }

    /// The requests whose answers are held, in the order in which they came.
    pub fn held(&self) -> Vec<Request> {
        let mut requests = self.requests();
        requests.retain(|request| request.state == State::Held);
        requests
    }

    /// The most requests that were being answered at once, so far.
    pub fn most_at_once(&self) -> usize {
        self.look(None).2
    }

    /// Waits until that is true of the requests; returns them.
    pub fn wait_for(&self, is_true: impl Fn(&[Request]) -> bool) -> Vec<Request> {
        let mut since = None;
        loop {
            let (version, requests, _) = self.look(since);
            if is_true(&requests) {
                return requests;
            }
            since = Some(version);
        }
    }

    /// Lets the answer to the request of that number go. Whether it was held.
    pub fn let_go(&self, number: usize) -> bool {
        self.ask(&Ask::LetGo(Some(number)))
    }

    /// Lets all answers go that are held now. Whether there were any.
    pub fn let_all_go(&self) -> bool {
        self.ask(&Ask::LetGo(None))
    }

    /// Closes all connections, and lets nobody in: whoever connects is refused. The port is kept, and so is what the
    /// server remembers.
    pub fn die(&self) {
        self.ask(&Ask::Die);
    }

    /// Lets clients in again, at the same port.
    pub fn come_back(&self) {
        self.ask(&Ask::ComeBack);
    }

    fn look(&self, since: Option<u64>) -> (u64, Vec<Request>, usize) {
        match self.tell(&Ask::Requests { since }) {
            Told::Requests { version, requests, most } => (version, requests, most),
            Told::Done(_) => unreachable!("it was asked for requests"),
        }
    }

    fn ask(&self, ask: &Ask) -> bool {
        matches!(self.tell(ask), Told::Done(true))
    }

    fn tell(&self, ask: &Ask) -> Told {
        control::ask(&self.door, ask)
            .unwrap_or_else(|error| panic!("the server at {} is gone: {error}", self.address))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A process that was forked from the owner has a copy of the handle, and the server is not its own.
        if self.owner != getpid() {
            return;
        }
        match self.home.take() {
            Some(Home::Process(server)) => {
                let _ = nix::sys::signal::kill(server, Signal::SIGKILL);
                let _ = waitpid(server, None);
            }
            Some(Home::Thread(thread)) => {
                let _ = control::ask(&self.door, &Ask::End);
                let _ = thread.join();
            }
            None => {}
        }
    }
}

/// What the server's process does.
fn serve_and_exit(questions: UnixListener, port: Port, owner: Pid, handler: Handler) -> ! {
    let serve = AssertUnwindSafe(|| {
        prctl::set_pdeathsig(Signal::SIGKILL)?;
        if getppid() == owner { control::serve(questions, port, handler) } else { Ok(()) }
    });
    let code = match catch_unwind(serve) {
        Ok(Ok(())) => 0,
        Ok(Err(error)) => {
            eprintln!("the loopback server has failed: {error}");
            1
        }
        Err(_) => 101,
    };
    // SAFETY: `_exit` may be called at any time.
    unsafe { libc::_exit(code) }
}
