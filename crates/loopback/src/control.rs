//! What the handle and the server say to each other: a connection for each question, in `postcard`'s format.
//!
//! The server listens for questions at a Unix socket with an abstract name, so that every process and every thread that
//! has the handle may ask, also while another one waits for its answer.

use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener, UnixStream};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::select;
use tokio::sync::{Mutex, Notify};

use crate::answer::Answer;
use crate::connections::{Connections, Port};
use crate::ledger::{Handler, Ledger};
use crate::request::Request;

/// What the handle asks for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Ask {
    Answers {
        path: String,
        answers: Vec<Answer>,
    },
    /// The requests, as soon as anything has changed since this version.
    Requests {
        since: Option<u64>,
    },
    /// One of them, or all.
    LetGo(Option<usize>),
    Die,
    ComeBack,
    End,
}

/// What the server says to that.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Told {
    Done(bool),
    Requests { version: u64, requests: Vec<Request>, most: usize },
}

/// A socket where the server of that port can be asked, and its address.
pub(crate) fn listen(port: &Port) -> io::Result<(UnixListener, SocketAddr)> {
    let door = SocketAddr::from_abstract_name(format!("loopback-{}", port.address))?;
    Ok((UnixListener::bind_addr(&door)?, door))
}

/// Asks the server.
pub(crate) fn ask(door: &SocketAddr, ask: &Ask) -> io::Result<Told> {
    let mut stream = UnixStream::connect_addr(door)?;
    stream.write_all(&postcard::to_stdvec(ask).map_err(io::Error::other)?)?;
    stream.shutdown(Shutdown::Write)?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    postcard::from_bytes(&bytes).map_err(io::Error::other)
}

/// A server that runs.
struct Running {
    port: Port,
    ledger: Arc<Ledger>,
    /// Nobody is let in while it is dead.
    open: Mutex<Option<Connections>>,
    over: Notify,
}

/// Serves at that port until it is told to end.
pub(crate) fn serve(questions: UnixListener, port: Port, handler: Handler) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        questions.set_nonblocking(true)?;
        let questions = tokio::net::UnixListener::from_std(questions)?;
        let ledger = Arc::new(Ledger::new(handler));
        let server = Running { port, ledger, open: Mutex::default(), over: Notify::new() };
        let server = Arc::new(server);
        loop {
            select! {
                asked = questions.accept() => {
                    let (stream, server) = (asked?.0, Arc::clone(&server));
                    // If it fails, whoever has asked says so.
                    tokio::spawn(async move { server.hear(stream).await });
                }
                () = server.over.notified() => return Ok(()),
            }
        }
    })
}

impl Running {
    async fn hear(&self, mut stream: tokio::net::UnixStream) -> io::Result<()> {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await?;
        let told = self.obey(postcard::from_bytes(&bytes).map_err(io::Error::other)?).await?;
        stream.write_all(&postcard::to_stdvec(&told).map_err(io::Error::other)?).await
    }

    async fn obey(&self, ask: Ask) -> io::Result<Told> {
        Ok(Told::Done(match ask {
            Ask::Answers { path, answers } => {
                self.ledger.answers(path, answers);
                true
            }
            Ask::Requests { since } => {
                let (version, requests, most) = self.ledger.all(since).await;
                return Ok(Told::Requests { version, requests, most });
            }
            Ask::LetGo(which) => {
                self.ledger.let_go(|number| which.is_none_or(|which| which == number))
            }
            Ask::Die => match self.open.lock().await.take() {
                Some(connections) => {
                    connections.close().await;
                    true
                }
                None => false,
            },
            Ask::ComeBack => {
                let mut open = self.open.lock().await;
                if open.is_none() {
                    *open =
                        Some(Connections::accept(self.port.listen()?, Arc::clone(&self.ledger)));
                }
                true
            }
            Ask::End => {
                self.over.notify_one();
                true
            }
        }))
    }
}
