//! Runs one child process to its end: in a process group of its own, for a limited time, with limited output.

use std::io::{self, Read};
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::interrupt::Group;

/// How much a child may print on each of its two outputs, in bytes.
pub(crate) const OUTPUT_LIMIT: usize = 1 << 20;

/// How long the rest of the output may take once the group has been ended. A process that left the group may
/// hold the pipe for ever; what it prints is not waited for.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Why a child is no longer running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// By itself, with this status.
    Itself(ExitStatus),
    /// Stopped at the time limit.
    TimeLimit,
    /// Stopped because it printed more than [`OUTPUT_LIMIT`].
    OutputLimit,
}

/// A child process that is over.
#[derive(Debug)]
pub(crate) struct Finished {
    pub ended: Ended,
    pub stdout: String,
    pub stderr: String,
}

impl Finished {
    /// Whether it ended by itself with status 0.
    pub(crate) fn success(&self) -> bool {
        matches!(self.ended, Ended::Itself(status) if status.success())
    }
}

enum Event {
    Exited(io::Result<ExitStatus>),
    TooMuch,
}

/// Runs `command` until it ends or `deadline` has come; whatever is left of its group is then killed.
///
/// # Errors
/// When the program cannot be started.
pub(crate) fn run(mut command: Command, deadline: Instant) -> io::Result<Finished> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    let mut child = command.spawn()?;
    let group = Group::of(&child);
    let (events, happened) = mpsc::channel();
    let stdout = collect(child.stdout.take(), events.clone());
    let stderr = collect(child.stderr.take(), events.clone());
    thread::spawn(move || events.send(Event::Exited(child.wait())));

    let ended = match happened.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
        Ok(Event::Exited(status)) => Ended::Itself(status?),
        Ok(Event::TooMuch) => Ended::OutputLimit,
        Err(RecvTimeoutError::Timeout) => Ended::TimeLimit,
        Err(RecvTimeoutError::Disconnected) => {
            unreachable!("the waiting thread sends before it ends")
        }
    };
    drop(group);
    let last_words = Instant::now() + LAST_WORDS;
    let (stdout, stderr) = (text(&stdout, last_words), text(&stderr, last_words));
    let overflowed = happened.try_iter().any(|event| matches!(event, Event::TooMuch));
    let ended = if overflowed { Ended::OutputLimit } else { ended };
    Ok(Finished { ended, stdout, stderr })
}

/// Reads a pipe on a thread of its own; what has been read arrives in pieces.
fn collect(pipe: Option<impl Read + Send + 'static>, events: Sender<Event>) -> Receiver<Vec<u8>> {
    let (pieces, received) = mpsc::channel();
    if let Some(mut pipe) = pipe {
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            let mut room = OUTPUT_LIMIT;
            while let Ok(count @ 1..) = pipe.read(&mut buffer) {
                if count > room {
                    let _ = events.send(Event::TooMuch);
                    break;
                }
                room -= count;
                let _ = pieces.send(buffer[..count].to_vec());
            }
        });
    }
    received
}

fn text(pieces: &Receiver<Vec<u8>>, deadline: Instant) -> String {
    let mut bytes = Vec::new();
    while let Ok(piece) = pieces.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
        bytes.extend(piece);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
