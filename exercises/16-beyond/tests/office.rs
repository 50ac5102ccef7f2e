//! A server of this test's own, and the clients whose commands are run in every order.

use std::ops::Deref;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use forktest::Scene;
use interleave::Explorer;
use interleave::panic::{catch_unwind, resume_unwind};
use ownredis::{Server, Store};
use redis::RedisResult;

/// How long leases last in these tests, in milliseconds: they end when a test says so, and never before.
pub(crate) const HOUR: u64 = 3_600_000;
/// More commands than any client here should need.
const COMMANDS: usize = 40;

/// The server of this test. Each test has a process of its own.
static OPEN: Mutex<Option<Server>> = Mutex::new(None);

/// A server that clients can be made of.
#[derive(Clone, Copy)]
pub(crate) struct Office(());

/// Ends the server when it is dropped. What is explored may be dropped a little later than the exploration ends.
pub(crate) struct Open(Office);

impl Deref for Open {
    type Target = Office;

    fn deref(&self) -> &Office {
        &self.0
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        drop(OPEN.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

impl Office {
    /// Starts a server.
    ///
    /// # Panics
    /// If there is none to be started.
    pub(crate) fn open(scene: &Scene) -> Open {
        let started = Server::start_at(&scene.path("redis"));
        let server = started.unwrap_or_else(|error| panic!("{error}"));
        *OPEN.lock().unwrap_or_else(PoisonError::into_inner) = Some(server);
        Open(Office(()))
    }

    /// Begins anew: nothing is in the server.
    pub(crate) fn fresh(self) -> Office {
        self.with(Server::clear);
        self
    }

    /// A client.
    pub(crate) fn client(self) -> Store {
        self.with(Server::connect).expect("the server is there")
    }

    /// A client of the other part of the server, as if it were another one.
    #[allow(dead_code, reason = "not every exercise has two servers")]
    pub(crate) fn client_elsewhere(self) -> Store {
        self.with(|server| server.connect_to(1)).expect("the server is there")
    }

    /// An hour goes by on the server's clock.
    #[track_caller]
    pub(crate) fn time_passes(self) {
        self.time_passes_and(|| ());
    }

    /// As [`Office::time_passes`], and does that in the same step.
    #[track_caller]
    pub(crate) fn time_passes_and(self, also: impl FnOnce()) {
        interleave::step("waits:", || {
            also();
            ((), self.with(|server| server.hour_passes()))
        });
    }

    /// For each key that ends by itself, how many milliseconds it has left.
    #[allow(dead_code, reason = "not every exercise asks")]
    pub(crate) fn left(self) -> Vec<u64> {
        self.with(|server| server.left(0))
    }

    /// The same of the other part of the server.
    #[allow(dead_code, reason = "not every exercise asks")]
    pub(crate) fn left_elsewhere(self) -> Vec<u64> {
        self.with(|server| server.left(1))
    }

    /// From now on the server tells nobody the time.
    #[allow(dead_code, reason = "not every exercise is about numbers that rise")]
    pub(crate) fn hide_the_clock(self) {
        self.with(Server::hide_the_clock);
    }

    /// What there is in the server: keys, and fields of hashes.
    #[allow(dead_code, reason = "not every exercise asks")]
    pub(crate) fn names(self) -> Vec<String> {
        self.with(|server| server.names(0))
    }

    /// The same of the other part of the server.
    #[allow(dead_code, reason = "not every exercise asks")]
    pub(crate) fn names_elsewhere(self) -> Vec<String> {
        self.with(|server| server.names(1))
    }

    fn with<R>(self, use_it: impl FnOnce(&Server) -> R) -> R {
        let open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        use_it(open.as_ref().expect("the office is open"))
    }
}

/// Explores. What counts here is what clients leave in the server, and not in their memory: who vanishes leaves it as it is.
pub(crate) fn explorer() -> Explorer {
    Explorer::new().allow_leaks(true)
}

/// Does what a client does, until its connection breaks. Whatever it does after that, nobody sees.
///
/// # Panics
/// If it panics before; or if it returns an error although the server is there.
pub(crate) fn until_it_breaks(store: &mut Store, body: impl FnOnce(&mut Store) -> RedisResult<()>) {
    let ended = catch_unwind(AssertUnwindSafe(|| body(store)));
    if store.is_broken() {
        return;
    }
    match ended {
        Err(panic) => resume_unwind(panic),
        Ok(result) => result
            .unwrap_or_else(|error| panic!("the server is there, and the answer was: {error}")),
    }
}

/// Calls `explore` with 0, then 1, then 2, …: the number of commands after which a client vanishes; until one did not.
/// `explore` tells by the flag that one has vanished.
///
/// # Panics
/// If there is no end to it.
pub(crate) fn vanishing_after_each_command(mut explore: impl FnMut(usize, Arc<AtomicBool>)) {
    for commands in 0..COMMANDS {
        let vanished = Arc::new(AtomicBool::new(false));
        explore(commands, vanished.clone());
        if !vanished.load(Relaxed) {
            return;
        }
    }
    panic!("one call, and more than {COMMANDS} commands");
}
