//! The server's listener, and those that it let in.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use socket2::{Domain, Socket, Type};
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::{JoinHandle, JoinSet};

use crate::exchange;
use crate::ledger::Ledger;

/// A port that nobody else gets while nobody listens there.
#[derive(Debug)]
pub(crate) struct Port {
    pub(crate) address: SocketAddr,
    /// Bound, and never listening. `SO_REUSEPORT` lets another socket of this user listen at the same port.
    _reserved: Socket,
}

impl Port {
    /// A port of the system's choice.
    pub(crate) fn reserve() -> io::Result<Port> {
        let reserved = Socket::new(Domain::IPV4, Type::STREAM, None)?;
        reserved.set_reuse_port(true)?;
        reserved.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into())?;
        let address = reserved.local_addr()?.as_socket();
        let address = address.ok_or_else(|| io::Error::other("a port has an address"))?;
        Ok(Port { address, _reserved: reserved })
    }

    /// Listens there. The kernel lets clients in from now on.
    pub(crate) fn listen(&self) -> io::Result<TcpListener> {
        let socket = TcpSocket::new_v4()?;
        socket.set_reuseport(true)?;
        socket.bind(self.address)?;
        socket.listen(1024)
    }
}

/// A listener and its connections. They end with it.
#[derive(Debug)]
pub(crate) struct Connections {
    accepting: JoinHandle<()>,
    tasks: Arc<Mutex<JoinSet<()>>>,
}

impl Connections {
    /// Lets clients in.
    pub(crate) fn accept(listener: TcpListener, ledger: Arc<Ledger>) -> Connections {
        let tasks = Arc::new(Mutex::new(JoinSet::new()));
        let shared = Arc::clone(&tasks);
        let accepting = tokio::spawn(async move {
            // A connection that has failed is its client's business.
            while let Ok((stream, _)) = listener.accept().await {
                let ledger = Arc::clone(&ledger);
                let mut tasks = shared.lock().unwrap_or_else(PoisonError::into_inner);
                tasks.spawn(async move { _ = exchange::serve(stream, &ledger).await });
                while tasks.try_join_next().is_some() {}
            }
        });
        Connections { accepting, tasks }
    }

    /// Closes all of them, and the listener.
    pub(crate) async fn close(self) {
        self.accepting.abort();
        let _ = self.accepting.await;
        let mut tasks =
            std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        tasks.shutdown().await;
    }
}
