//! VERDICT: WRONG RESULT
//! A socket of packets keeps each of them whole, and refuses those that do not fit into its buffer.

use std::io::{self, ErrorKind};
use std::os::fd::{AsRawFd, OwnedFd};

use nix::errno::Errno;
use nix::sys::socket::{AddressFamily, MsgFlags, SockFlag, SockType, recv, send, socketpair};

pub const MOST: usize = 1 << 20;

#[derive(Debug)]
pub struct Sender {
    socket: OwnedFd,
}

#[derive(Debug)]
pub struct Receiver {
    socket: OwnedFd,
}

pub fn mailbox() -> io::Result<(Sender, Receiver)> {
    let (one, two) =
        socketpair(AddressFamily::Unix, SockType::SeqPacket, None, SockFlag::SOCK_CLOEXEC)?;
    Ok((Sender { socket: one }, Receiver { socket: two }))
}

impl Sender {
    pub fn send(&mut self, record: &[u8]) -> io::Result<()> {
        if record.len() > MOST {
            return Err(ErrorKind::InvalidInput.into());
        }
        let packet = [&[1], record].concat();
        loop {
            match send(self.socket.as_raw_fd(), &packet, MsgFlags::MSG_NOSIGNAL) {
                Err(Errno::EINTR) => {}
                sent => return sent.map(|_| ()).map_err(io::Error::from),
            }
        }
    }
}

impl Receiver {
    pub fn recv(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut packet = vec![0; MOST + 1];
        loop {
            match recv(self.socket.as_raw_fd(), &mut packet, MsgFlags::empty()) {
                Ok(0) => return Ok(None),
                Ok(length) => return Ok(Some(packet[1..length].to_vec())),
                Err(Errno::EINTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}
