//! A `redis-server` that lives as long as this program needs it.

use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use std::fmt;
use std::sync::{Mutex, PoisonError};

use redis::RedisResult;

use crate::beside::Beside;
use crate::store::{self, Store};

/// What to say where there is no server to be started.
pub const MISSING: &str = "redis-server is not installed, and this needs a real one: \
    `sudo apt-get install redis-server` on Debian and Ubuntu, `brew install redis` on macOS";

/// The program, and its twin that some systems have instead.
const PROGRAMS: [&str; 2] = ["redis-server", "valkey-server"];
/// An hour in milliseconds.
const HOUR: u64 = 3_600_000;
/// What the server prints when it listens.
const READY: &str = "ready to accept connections";

/// A server on a unix socket, with an empty memory and no files. It ends when this value is dropped, and when the
/// thread that started it ends, also by SIGKILL (Linux).
pub struct Server {
    process: Child,
    socket: PathBuf,
    beside: Mutex<Option<Beside>>,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("socket", &self.socket).finish_non_exhaustive()
    }
}

impl Server {
    /// Whether there is a server to be started on this machine.
    pub fn installed() -> bool {
        PROGRAMS.iter().any(|program| {
            let version = Command::new(program).arg("--version").stdout(Stdio::null()).status();
            version.is_ok_and(|status| status.success())
        })
    }

    /// Starts a server, with a socket in the system's folder for temporary files.
    ///
    /// # Errors
    /// As [`Server::start_at`].
    pub fn start() -> io::Result<Server> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Relaxed);
        let name = format!("ownredis-{}-{number}.sock", std::process::id());
        Server::start_at(&std::env::temp_dir().join(name))
    }

    /// Starts a server with its socket at `socket`, and waits until it listens.
    ///
    /// # Errors
    /// `NotFound`, with [`MISSING`], if it is not installed; with the server's own words if it does not start.
    pub fn start_at(socket: &Path) -> io::Result<Server> {
        let mut process = PROGRAMS
            .iter()
            .find_map(|program| match spawn(program, socket) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                result => Some(result),
            })
            .unwrap_or_else(|| Err(io::Error::new(io::ErrorKind::NotFound, MISSING)))?;
        let output = process.stdout.take().expect("its output is a pipe");
        let server = Server { process, socket: socket.to_owned(), beside: Mutex::new(None) };
        let mut said = String::new();
        for line in BufReader::new(output).lines() {
            let line = line?;
            if line.contains(READY) {
                return Ok(server);
            }
            said += &format!("\n{line}");
        }
        Err(io::Error::other(format!("redis-server did not start; it said:{said}")))
    }

    /// The path of its socket.
    pub fn socket(&self) -> &Path {
        &self.socket
    }

    /// A new connection.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn connect(&self) -> RedisResult<Store> {
        Store::open(&self.socket, 0)
    }

    /// A new connection to another part of the server, from 1 to 15, whose keys have nothing to do with those of
    /// [`Server::connect`].
    ///
    /// # Errors
    /// When the server is gone, or has fewer parts.
    pub fn connect_to(&self, database: i64) -> RedisResult<Store> {
        Store::open(&self.socket, database)
    }

    /// Deletes all keys. This is no step of an exploration: a program does it before it begins.
    ///
    /// # Panics
    /// If the server is gone, as those below.
    pub fn clear(&self) {
        self.beside(|beside| beside.clear(&[1, 0]));
    }

    /// An hour goes by, for the keys of [`Server::connect`]: those that had no more left have ended. Says how many. It
    /// is to be called in a step: `interleave::step("waits:", || ((), server.hour_passes()))`.
    pub fn hour_passes(&self) -> String {
        let ended = self.beside(|beside| beside.pass(0, HOUR));
        format!(
            "an hour goes by, {ended} {} ended",
            if ended == 1 { "key has" } else { "keys have" }
        )
    }

    /// An hour goes by, in a step of its own.
    #[track_caller]
    pub fn wait_an_hour(&self) {
        interleave::step("waits:", || ((), self.hour_passes()));
    }

    /// For each key of that part of the server that ends by itself, how many milliseconds it has left.
    pub fn left(&self, database: i64) -> Vec<u64> {
        self.beside(|beside| beside.left(database))
    }

    /// The keys in that part of the server, and the fields of those that are hashes; in the order of the alphabet, and those
    /// that are text.
    pub fn names(&self, database: i64) -> Vec<String> {
        self.beside(|beside| beside.names(database))
    }

    /// From now on the server refuses `TIME`, also in scripts. When an hour goes by, that clock does not, so what depends on
    /// it could not be tried.
    pub fn hide_the_clock(&self) {
        self.beside(Beside::hide_the_clock);
    }

    /// Asks on a connection that is made when it is needed first.
    fn beside<R>(&self, ask: impl FnOnce(&mut Beside) -> RedisResult<R>) -> R {
        let mut beside = self.beside.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = match &mut *beside {
            Some(beside) => ask(beside),
            none => store::connect(&self.socket, 0).and_then(|made| ask(none.insert(Beside(made)))),
        };
        answer.unwrap_or_else(|error| panic!("the server is gone: {error}"))
    }

    /// Ends it as a crash would.
    pub fn kill(&mut self) {
        // The file first: if this program ends in the middle, the server ends with it, and the file would stay.
        let _ = std::fs::remove_file(&self.socket);
        // It may be gone.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Starts `program`, which ends with the thread that called this.
fn spawn(program: &str, socket: &Path) -> io::Result<Child> {
    let mut command = Command::new(program);
    command.args(["--port", "0", "--save", "", "--appendonly", "no", "--daemonize", "no"]);
    command.args(["--unixsocketperm", "700", "--loglevel", "notice", "--unixsocket"]).arg(socket);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    #[cfg(target_os = "linux")]
    end_with_this_thread(&mut command);
    command.spawn()
}

/// On SIGTERM the server removes its socket and ends; a script in an endless loop keeps it from that, until it has used
/// up its time.
#[cfg(target_os = "linux")]
fn end_with_this_thread(command: &mut Command) {
    use nix::sys::resource::{Resource, getrlimit, setrlimit};
    use nix::sys::{prctl, signal::Signal};
    use nix::unistd::{getpid, getppid};
    use std::os::unix::process::CommandExt;

    /// Seconds of computing.
    const MOST: u64 = 600;
    let parent = getpid();
    // SAFETY: between fork and exec this makes system calls only, and they allocate nothing.
    unsafe {
        command.pre_exec(move || {
            prctl::set_pdeathsig(Signal::SIGTERM)?;
            // Where there is less, as in a sandbox, more is refused.
            let most = MOST.min(getrlimit(Resource::RLIMIT_CPU)?.1);
            setrlimit(Resource::RLIMIT_CPU, most, most)?;
            if getppid() != parent {
                // The parent ended before it could be followed.
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            Ok(())
        });
    }
}
