//! A client's connection.

use std::io;
use std::path::Path;

use redis::{
    Cmd, Connection, ConnectionAddr, ConnectionLike, FromRedisValue, IntoConnectionInfo,
    RedisConnectionInfo, RedisError, RedisResult, Value, from_redis_value,
};

use crate::wire::{self, Words};

/// Commands that wait in the server until something comes. In an exploration nothing could come meanwhile.
const WAIT: [&str; 13] = [
    "BLPOP",
    "BRPOP",
    "BLMOVE",
    "BLMPOP",
    "BRPOPLPUSH",
    "BZPOPMIN",
    "BZPOPMAX",
    "BZMPOP",
    "WAIT",
    "WAITAOF",
    "SUBSCRIBE",
    "PSUBSCRIBE",
    "MONITOR",
];
/// Who is gone and asks so often does not look at the answers.
const ASKS: usize = 100;

/// One client's connection to a server. Each command is a step: in an exploration others may run before it.
///
/// It is a [`ConnectionLike`], so `redis::pipe()` and `redis::Script` work with it as well; [`Store::ask`] lets the
/// timeline name the line that asks.
pub struct Store {
    /// None once it is broken.
    connection: Option<Connection>,
    database: i64,
    /// How many commands get through before it breaks.
    left: Option<usize>,
    /// How often it was asked since.
    in_vain: usize,
    /// A script was asked for by its number, and the server does not have it yet. Sending it belongs to the same step,
    /// so that it makes no difference whether somebody asked for it before.
    has_no_script: bool,
}

impl Store {
    /// Connects to the server at a unix socket, and to that part of it.
    ///
    /// # Errors
    /// When there is no server, or it has no such part.
    pub fn open(socket: &Path, database: i64) -> RedisResult<Store> {
        let connection = Some(connect(socket, database)?);
        Ok(Store { connection, database, left: None, in_vain: 0, has_no_script: false })
    }

    /// Sends a command, and waits for its answer.
    ///
    /// # Errors
    /// When the connection is broken, the server refuses the command, or its answer is no `T`.
    #[track_caller]
    pub fn ask<T: FromRedisValue>(&mut self, command: &Cmd) -> RedisResult<T> {
        let value = self.step(&command.get_packed_command())?;
        Ok(from_redis_value(value.extract_error()?)?)
    }

    /// Lets so many commands through; before the next one the connection breaks, and nothing gets through any more. For
    /// the server, that is the end of whoever uses it.
    pub fn break_after(&mut self, commands: usize) {
        self.left = Some(commands);
    }

    /// Whether the connection is broken.
    pub fn is_broken(&self) -> bool {
        self.connection.is_none()
    }

    /// One step: what was sent, which is one command or a transaction, and its answer.
    #[track_caller]
    fn step(&mut self, packed: &[u8]) -> RedisResult<Value> {
        self.steps(packed, 0, 1).map(|mut answers| answers.remove(0))
    }

    #[track_caller]
    fn steps(&mut self, packed: &[u8], skip: usize, count: usize) -> RedisResult<Vec<Value>> {
        let commands = wire::commands(packed);
        let words: Vec<&Words> = commands.iter().map(|(words, _)| words).collect();
        for command in &words {
            self.may_be_sent(command)?;
        }
        if self.has_no_script {
            self.has_no_script = words.iter().any(|words| words[0].eq_ignore_ascii_case(b"SCRIPT"));
            return self.send(packed, skip, count);
        }
        let told: Vec<String> = words.iter().map(|words| wire::told(words)).collect();
        let told = told.join(", ");
        interleave::step("sends", || {
            let result = self.count().and_then(|()| self.send(packed, skip, count));
            self.has_no_script = result.as_ref().is_ok_and(|values| has_no_script(values));
            let answer = match &result {
                Ok(values) => values.iter().map(wire::answer).collect::<Vec<_>>().join(", "),
                Err(_) if self.connection.is_none() => "is cut off".into(),
                Err(error) => error.to_string(),
            };
            (result, format!("{told} → {answer}"))
        })
    }

    /// # Panics
    /// If the command is one that waits; or if this is a client that is gone, and asks on and on.
    fn may_be_sent(&mut self, words: &Words) -> RedisResult<()> {
        let name = words.first().map(|name| String::from_utf8_lossy(name).to_uppercase());
        let name = name.unwrap_or_default();
        assert!(
            !interleave::exploring() || !WAIT.contains(&&*name),
            "{name} waits in the server; use a command that answers at once"
        );
        if self.connection.is_none() {
            self.in_vain += 1;
            assert!(
                self.in_vain < ASKS,
                "the connection is broken, each command returns an error, and this client goes on asking"
            );
            return Err(broken());
        }
        Ok(())
    }

    /// One command more; an error if it is the one before which the connection breaks.
    fn count(&mut self) -> RedisResult<()> {
        match &mut self.left {
            Some(0) => {
                self.connection = None;
                return Err(broken());
            }
            Some(left) => *left -= 1,
            None => {}
        }
        Ok(())
    }

    fn send(&mut self, packed: &[u8], skip: usize, count: usize) -> RedisResult<Vec<Value>> {
        let connection = self.connection.as_mut().ok_or_else(broken)?;
        if skip == 0 && count == 1 {
            return connection.req_packed_command(packed).map(|answer| vec![answer]);
        }
        connection.req_packed_commands(packed, skip, count)
    }
}

/// Connects to the server at a unix socket.
pub(crate) fn connect(socket: &Path, database: i64) -> RedisResult<Connection> {
    let settings = RedisConnectionInfo::default().set_db(database).set_skip_set_lib_name();
    let address = ConnectionAddr::Unix(socket.to_owned()).into_connection_info()?;
    redis::Client::open(address.set_redis_settings(settings))?.get_connection()
}

/// Whether the answer to `EVALSHA` is that the server has no such script.
fn has_no_script(answers: &[Value]) -> bool {
    matches!(answers, [Value::ServerError(error)] if error.code() == "NOSCRIPT")
}

/// As the system says it of a connection whose other end is gone.
fn broken() -> RedisError {
    io::Error::from(io::ErrorKind::BrokenPipe).into()
}

impl ConnectionLike for Store {
    fn req_packed_command(&mut self, packed: &[u8]) -> RedisResult<Value> {
        self.step(packed)
    }

    /// A transaction is one step, since nothing of it happens before its end. Any other pipeline is sent command by
    /// command: between two of them the server may serve others.
    fn req_packed_commands(
        &mut self,
        packed: &[u8],
        skip: usize,
        count: usize,
    ) -> RedisResult<Vec<Value>> {
        if skip > 0 {
            return self.steps(packed, skip, count);
        }
        let commands: Vec<&[u8]> = wire::commands(packed).iter().map(|(_, bytes)| *bytes).collect();
        commands.into_iter().map(|command| self.step(command)).collect()
    }

    fn get_db(&self) -> i64 {
        self.database
    }

    fn check_connection(&mut self) -> bool {
        self.ask::<String>(&redis::cmd("PING")).is_ok()
    }

    fn is_open(&self) -> bool {
        self.connection.is_some()
    }
}
