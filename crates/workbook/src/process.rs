//! Runs one child process to its end: in a process group of its own, for a limited time, with limited output.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use crate::interrupt::{GRACE, Group, Job};

/// How much a child may print on each of its outputs, in bytes.
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

/// Runs `command` until it ends, `deadline` has come or `job` is called off; its group is then asked to end, and whatever
/// is left of it is killed.
///
/// # Errors
/// When the program cannot be started, or the job is off already.
pub(crate) fn run(mut command: Command, deadline: Instant, job: &Job) -> io::Result<Finished> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let (mut child, group) = Group::start(&mut command, job)?;
    let pipes: [Option<Box<dyn Read + Send>>; 2] = [
        child.stdout.take().map(|pipe| Box::new(pipe) as _),
        child.stderr.take().map(|pipe| Box::new(pipe) as _),
    ];
    let mut printed = [Vec::new(), Vec::new()];
    let ended = follow(child, group, pipes.into_iter().flatten(), deadline, |pipe, piece| {
        let fits = printed[pipe].len() + piece.len() <= OUTPUT_LIMIT;
        if fits {
            printed[pipe].extend_from_slice(piece);
        }
        if fits { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    let [stdout, stderr] = printed.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Ok(Finished { ended, stdout, stderr })
}

/// As [`run`], but what the program prints, on either output, goes to `take` as it comes, until `take` has had
/// enough.
///
/// # Errors
/// As [`run`].
pub(crate) fn stream(
    mut command: Command,
    deadline: Instant,
    job: &Job,
    mut take: impl FnMut(&[u8]) -> ControlFlow<()>,
) -> io::Result<Ended> {
    let (reader, writer) = io::pipe()?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let (child, group) = Group::start(&mut command, job)?;
    // It holds our ends for writing; the pipe is at its end when nobody holds one.
    drop(command);
    let pipe: Box<dyn Read + Send> = Box::new(reader);
    follow(child, group, [pipe], deadline, |_, piece| take(piece))
}

enum Event {
    Exited(io::Result<ExitStatus>),
    /// So many bytes from the pipe with that index.
    Printed(usize, Vec<u8>),
}

/// Passes on what comes from the pipes until the child is over.
fn follow(
    mut child: Child,
    group: Group,
    pipes: impl IntoIterator<Item = Box<dyn Read + Send>>,
    deadline: Instant,
    mut take: impl FnMut(usize, &[u8]) -> ControlFlow<()>,
) -> io::Result<Ended> {
    // With little room: a program that prints faster than `take` takes has to wait.
    let (events, happened) = mpsc::sync_channel(16);
    for (index, pipe) in pipes.into_iter().enumerate() {
        let events = events.clone();
        thread::spawn(move || read(index, pipe, &events));
    }
    thread::spawn(move || events.send(Event::Exited(child.wait())));

    let ended = loop {
        match happened.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Event::Printed(pipe, piece)) if take(pipe, &piece).is_continue() => {}
            Ok(Event::Printed(..)) => break Ended::OutputLimit,
            Ok(Event::Exited(status)) => break Ended::Itself(status?),
            Err(RecvTimeoutError::Timeout) => break Ended::TimeLimit,
            Err(RecvTimeoutError::Disconnected) => {
                unreachable!("the waiting thread sends before it ends")
            }
        }
    };
    let within = |time: Duration| {
        let end = Instant::now() + time;
        let happened = &happened;
        move || happened.recv_timeout(end.saturating_duration_since(Instant::now()))
    };
    if !matches!(ended, Ended::Itself(_)) {
        group.ask_to_end();
        let next = within(GRACE);
        // What it prints now is not waited for by anybody.
        while matches!(next(), Ok(Event::Printed(..))) {}
        return Ok(ended);
    }
    drop(group);
    let next = within(LAST_WORDS);
    while let Ok(event) = next() {
        if let Event::Printed(pipe, piece) = event
            && take(pipe, &piece).is_break()
        {
            return Ok(Ended::OutputLimit);
        }
    }
    Ok(ended)
}

fn read(index: usize, mut pipe: impl Read, events: &SyncSender<Event>) {
    let mut buffer = [0; 8192];
    while let Ok(count @ 1..) = pipe.read(&mut buffer) {
        if events.send(Event::Printed(index, buffer[..count].to_vec())).is_err() {
            break;
        }
    }
}
