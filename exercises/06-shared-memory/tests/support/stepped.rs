//! A thread of the server held again and again while it answers one client, and another client that calls meanwhile.

use std::io::{self, PipeReader, Read, Write};
use std::os::fd::AsFd;

use forktest::{Actor, Scene};
use interleave::Verdict;
use nix::poll::{PollFd, PollFlags, poll};
use nix::unistd::Pid;

use super::gate::Gate;
use super::told::Told;
use super::traced::{Thread, Traced};

/// How many instructions a thread goes on between two calls of the other client. No lock is held for so few.
const STRIDE: usize = 64;
/// After so many of them they grow with the way: a thread that does much is held a few hundred times more, not
/// thousands.
const SHORT_STRIDES: usize = 250;
/// How long a call may take, in milliseconds, before all are looked at, which costs more.
const GLANCE: u8 = 5;

/// Two clients, each of which makes a call when it is told to.
struct Clients<'s> {
    told: Told,
    gates: [Gate; 2],
    /// Has a byte for each call of the second client that has come back.
    back: PipeReader,
    actors: [Actor<'s>; 2],
    /// How many calls each was told to make, and how many may be made.
    asked: [u64; 2],
    most: u64,
}

impl Clients<'_> {
    /// One makes a call, unless its last one has not come back.
    fn ask(&mut self, client: usize) {
        if self.came_back(client) && self.asked.iter().sum::<u64>() < self.most {
            self.gates[client].open();
            self.asked[client] += 1;
        }
    }

    fn came_back(&self, client: usize) -> bool {
        self.asked[client] == self.told.calls(client)
    }

    /// Whether the second one comes back, or all of them have to wait.
    fn second_comes_back(&self) -> bool {
        while !self.came_back(1) {
            if !self.byte_comes() {
                // It returns when nobody is on the way.
                let _ = self.actors[1].seen();
                return self.came_back(1);
            }
        }
        true
    }

    fn byte_comes(&self) -> bool {
        let mut back = [PollFd::new(self.back.as_fd(), PollFlags::POLLIN)];
        matches!(poll(&mut back, GLANCE), Ok(1..)) && (&self.back).read(&mut [0]).is_ok()
    }
}

/// Two clients make calls, `most` at most, and the server is held again and again while it answers one of them: it
/// comes back to the other one meanwhile, or that one has to wait. `call` gives a number from 1, or 0 for an error.
/// Returns what they were told.
///
/// The server must have answered somebody before, so that it has started all that it starts with: the thread that it
/// starts for the first client is held on its whole way. A server that starts none when
/// somebody connects is not held: with one thread it does one thing after the other, and of several that were there
/// before nobody knows which one will do it.
pub(crate) fn within_the_server(
    scene: &Scene,
    server: Pid,
    most: u64,
    call: impl Fn() -> u64,
) -> Told {
    let (told, gates) = (Told::new(), [Gate::new(), Gate::new()]);
    let (back, came_back) = io::pipe().expect("a pipe");
    let actors = [0, 1].map(|client| {
        scene.fork(["ann", "ben"][client], |_| {
            loop {
                gates[client].wait();
                if told.is_over() {
                    return;
                }
                told.note(client, call());
                if client == 1 {
                    (&came_back).write_all(&[1]).expect("room for a byte");
                }
            }
        })
    });
    let mut clients = Clients { told, gates, back, actors, asked: [0; 2], most };
    let before = Traced::all_of(server);
    clients.ask(0);
    let answered = || told.calls(0) == 1;
    if let Some(thread) = before.first_new_thread(answered) {
        held_on_its_way(&thread, &mut clients, answered);
    }
    let [ann, ben] = &clients.actors;
    for client in [ann, ben] {
        // They stand at their gates, if all is well.
        let _ = client.seen();
    }
    if !clients.came_back(0) || !clients.came_back(1) {
        scene.fail(
            Verdict::Deadlock,
            "a client has asked the server, and sleeps; nobody answers it",
        );
    }
    told.end();
    clients.gates.iter().for_each(Gate::open);
    ann.join();
    ben.join();
    told
}

/// Holds the thread that was started for the first client again and again, while the second one calls.
fn held_on_its_way(thread: &Thread, clients: &mut Clients<'_>, answered: impl Fn() -> bool) {
    let mut way = 0;
    loop {
        clients.ask(1);
        let waits = !clients.second_comes_back();
        // Whoever waits is woken by a system call.
        let goes_on = if waits {
            thread.call(&answered)
        } else {
            let stride = STRIDE.max(way / SHORT_STRIDES);
            way += stride;
            thread.steps(stride, &answered)
        };
        if !goes_on {
            return;
        }
    }
}
