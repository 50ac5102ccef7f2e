//! A process that owns a number, and adds to it when it is asked: the smallest manager.

use std::io::{Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use crate::sys::fork::Child;
use crate::sys::pipes::both_ways;

/// The manager, with a connection for each of those that use it. It is killed when this is dropped.
pub(super) struct Manager {
    connections: Vec<UnixStream>,
    _process: Child,
}

const ADD: u8 = 1;
const TELL: u8 = 0;

impl Manager {
    /// Forks the manager, with so many connections.
    pub(super) fn start(connections: usize) -> Manager {
        let (ours, theirs): (Vec<_>, Vec<_>) = (0..connections).map(|_| both_ways()).unzip();
        let process = Child::fork(|| serve(&theirs));
        Manager { connections: ours, _process: process }
    }

    /// Adds 1 over that connection, and waits until it is done.
    pub(super) fn add(&self, connection: usize) {
        self.request(connection, ADD);
    }

    /// What the number is now.
    pub(super) fn value(&self) -> u64 {
        self.request(0, TELL)
    }

    fn request(&self, connection: usize, request: u8) -> u64 {
        let mut connection = &self.connections[connection];
        let mut answer = [0; 8];
        connection.write_all(&[request]).expect("ask the manager");
        connection.read_exact(&mut answer).expect("the manager's answer");
        u64::from_ne_bytes(answer)
    }
}

/// Serves one request after the other, from whichever connection has one. Nobody can come in between.
fn serve(connections: &[UnixStream]) {
    let mut number: u64 = 0;
    let mut waiting: Vec<_> = connections
        .iter()
        .map(|connection| PollFd::new(connection.as_fd(), PollFlags::POLLIN))
        .collect();
    loop {
        poll(&mut waiting, PollTimeout::NONE).expect("wait for a request");
        for (mut connection, waiting) in connections.iter().zip(&waiting) {
            if waiting.any() != Some(true) {
                continue;
            }
            let mut request = [0];
            connection.read_exact(&mut request).expect("a request");
            number += u64::from(request[0]);
            connection.write_all(&number.to_ne_bytes()).expect("answer");
        }
    }
}
