//! A thread of the server held again and again while it answers one client, and another client that calls meanwhile.

use std::fs;
use std::thread;

use forktest::{Actor, Scene};
use interleave::Verdict;
use nix::sys::ptrace::{self, Options};
use nix::sys::wait::WaitStatus;
use nix::unistd::Pid;

use super::gate::Gate;
use super::told::Told;
use super::traced::{Thread, Traced, let_go, stopped, threads_of};

/// How many instructions a thread goes on between two calls of the other client. No lock is held for so few.
const STRIDE: usize = 64;
/// How often somebody is looked at before all are looked at, which costs more.
const GLANCES: usize = 2000;
/// How often a thread is looked at before it is looked whether it sleeps.
const BLINKS: usize = 64;
/// How many rounds of calls may pass a thread by before another one is held.
const PASSED_BY: usize = 100;
/// How often all may have to wait for a thread that stands still. If they always do, nobody comes in between.
const WAITS: usize = 30;
/// How many threads are held that were there before.
const THREADS: usize = 2;

/// Two clients, each of which makes a call when it is told to.
struct Clients<'s> {
    told: Told,
    gates: [Gate; 2],
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

    /// Whether one of them comes back, or all of them have to wait.
    fn somebody_comes_back(&self, clients: &[usize]) -> bool {
        let back = || clients.iter().any(|client| self.came_back(*client));
        glanced(back) || {
            // It returns when nobody is on the way.
            let _ = self.actors[clients[0]].seen();
            back()
        }
    }
}

/// Two clients make calls, `most` at most, and the server is held again and again while it answers one of them: it
/// comes back to the other one meanwhile, or that one has to wait. `call` gives a number from 1, or 0 for an error.
/// Returns what they were told.
///
/// If the server starts a thread for the first client, that thread is held on its whole way. Otherwise those that are
/// there are held, one after the other.
pub(crate) fn within_the_server(
    scene: &Scene,
    server: Pid,
    most: u64,
    call: impl Fn() -> u64,
) -> Told {
    let (told, gates) = (Told::new(), [Gate::new(), Gate::new()]);
    let actors = [0, 1].map(|client| {
        scene.fork(["ann", "ben"][client], |_| {
            loop {
                gates[client].wait();
                if told.is_over() {
                    return;
                }
                told.note(client, call());
            }
        })
    });
    let mut clients = Clients { told, gates, actors, asked: [0; 2], most };
    let before = Traced::all_of(server);
    clients.ask(0);
    let answered = || told.calls(0) == 1;
    match before.first_new_thread(answered) {
        Some(thread) => held_on_its_way(&thread, &mut clients, answered),
        None => held_by_turns(server, &mut clients),
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
    loop {
        clients.ask(1);
        let waits = !clients.somebody_comes_back(&[1]);
        // Whoever waits is woken by a system call.
        let goes_on = if waits { thread.call(&answered) } else { thread.steps(STRIDE, &answered) };
        if !goes_on {
            return;
        }
    }
}

/// Holds threads that are there again and again, one after the other, while both clients call.
fn held_by_turns(server: Pid, clients: &mut Clients<'_>) {
    let mut held = 0;
    for thread in threads_of(server) {
        held += usize::from(held_when_it_works(thread, clients));
        if held == THREADS {
            return;
        }
    }
}

/// Holds a thread again and again while it does what the clients ask for; whether it has done anything.
fn held_when_it_works(number: Pid, clients: &mut Clients<'_>) -> bool {
    if ptrace::seize(number, Options::empty()).is_err() || ptrace::interrupt(number).is_err() {
        return false;
    }
    while stopped(number).is_none() {
        thread::yield_now();
    }
    let (mut stands, mut works, mut passed_by, mut waited) = (true, false, 0, 0);
    while passed_by < PASSED_BY && waited < WAITS && clients.told.all_calls() < clients.most {
        let asked = [0, 1].into_iter().filter(|client| clients.came_back(*client));
        let asked: Vec<usize> = asked.collect();
        asked.iter().for_each(|client| clients.ask(*client));
        let waits = asked.is_empty() || !clients.somebody_comes_back(&asked);
        waited += usize::from(waits);
        let goes = |_| go(number, &mut stands, waits);
        match (0..if waits { 1 } else { STRIDE }).map(goes).find(|went| *went != Went::On) {
            None | Some(Went::On) => works = true,
            // It has done what there was to do.
            Some(Went::ToSleep) if works => break,
            Some(Went::ToSleep) => passed_by += 1,
            Some(Went::Away) => return works,
        }
    }
    let_go(number);
    works
}

/// What has become of a thread.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Went {
    On,
    ToSleep,
    Away,
}

/// Lets a thread go on, unless it is on its way already, for one instruction or to a system call, or until it sleeps.
fn go(number: Pid, stands: &mut bool, to_a_call: bool) -> Went {
    if *stands {
        let gone = if to_a_call {
            ptrace::syscall(number, None).is_err()
        } else {
            ptrace::step(number, None).is_err()
        };
        if gone {
            return Went::Away;
        }
    }
    *stands = false;
    for blink in 1.. {
        match stopped(number) {
            Some(WaitStatus::Exited(..) | WaitStatus::Signaled(..)) => return Went::Away,
            Some(_) => {
                *stands = true;
                return Went::On;
            }
            None if blink % BLINKS == 0 && sleeps(number) => return Went::ToSleep,
            None => thread::yield_now(),
        }
    }
    unreachable!("the looks do not run out")
}

/// Whether this one thread sleeps.
fn sleeps(number: Pid) -> bool {
    let stat = fs::read_to_string(format!("/proc/{number}/stat")).unwrap_or_default();
    stat.rsplit_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with('S'))
}

fn glanced(done: impl Fn() -> bool) -> bool {
    (0..GLANCES).any(|_| {
        thread::yield_now();
        done()
    })
}
