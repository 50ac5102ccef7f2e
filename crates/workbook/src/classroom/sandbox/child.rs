//! Runs a confined program to its end, or to its limits, and leaves nothing of it.

use std::fs;
use std::io::{self, Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::interrupt::{Group, Job};

/// How often the memory is looked at.
const LOOK: Duration = Duration::from_millis(16);

/// How long the rest of the output may take once the program has been ended.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// What all processes of a program may use together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Net {
    pub time: Duration,
    /// Bytes.
    pub memory: u64,
    /// Bytes of each output that are kept.
    pub kept: usize,
    /// Bytes of each output after which it is ended.
    pub printed: usize,
}

/// Why a program is no longer running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    Itself(ExitStatus),
    Time,
    Memory,
    Output,
}

/// A program that is over.
#[derive(Debug)]
pub(crate) struct Ran {
    pub ended: Ended,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub time: Duration,
}

impl Ran {
    /// Whether it ended by itself with status 0.
    pub(crate) fn success(&self) -> bool {
        self.code() == Some(0)
    }

    /// Its status, if it ended by itself. A sandbox makes 128 and its number of a signal, as a shell does.
    pub(crate) fn code(&self) -> Option<i32> {
        match self.ended {
            Ended::Itself(status) => status.code(),
            _ => None,
        }
    }

    /// Standard error as text, whatever it holds.
    pub(crate) fn words(&self) -> String {
        String::from_utf8_lossy(&self.stderr).into_owned()
    }
}

enum Event {
    Exited(io::Result<ExitStatus>),
    Printed(usize, Vec<u8>),
}

/// Runs `command` with `input` in its standard input.
///
/// # Errors
/// When it cannot be started, or Ctrl-C was pressed.
pub(crate) fn run(mut command: Command, input: &[u8], net: &Net, job: &Job) -> io::Result<Ran> {
    let begin = Instant::now();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let (mut child, group) = Group::start(&mut command, job)?;
    let pid = child.id();
    if let Some(mut pipe) = child.stdin.take() {
        // It fits into the pipe; who does not read it misses it.
        let _ = pipe.write_all(input);
    }
    let (events, happened) = mpsc::sync_channel(16);
    let pipes: [Option<Box<dyn Read + Send>>; 2] = [
        child.stdout.take().map(|pipe| Box::new(pipe) as _),
        child.stderr.take().map(|pipe| Box::new(pipe) as _),
    ];
    for (index, pipe) in pipes.into_iter().flatten().enumerate() {
        let events = events.clone();
        thread::spawn(move || read(index, pipe, &events));
    }
    thread::spawn(move || events.send(Event::Exited(child.wait())));

    let (mut kept, mut printed) = ([Vec::new(), Vec::new()], [0, 0]);
    let mut keep = |pipe: usize, piece: &[u8]| {
        printed[pipe] += piece.len();
        let room = net.kept.saturating_sub(kept[pipe].len()).min(piece.len());
        kept[pipe].extend_from_slice(&piece[..room]);
        printed[pipe] <= net.printed
    };
    let mut looked = begin;
    let ended = loop {
        match happened.recv_timeout(LOOK) {
            Ok(Event::Exited(status)) => break Ended::Itself(status?),
            Ok(Event::Printed(pipe, piece)) if !keep(pipe, &piece) => break Ended::Output,
            Ok(Event::Printed(..)) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                unreachable!("the waiting thread sends before it ends")
            }
        }
        if begin.elapsed() > net.time {
            break Ended::Time;
        }
        if looked.elapsed() >= LOOK {
            looked = Instant::now();
            if memory(pid) > net.memory {
                break Ended::Memory;
            }
        }
    };
    let time = begin.elapsed();
    if !matches!(ended, Ended::Itself(_)) {
        end_below(pid);
    }
    drop(group);
    let last_words = Instant::now() + LAST_WORDS;
    while let Ok(event) =
        happened.recv_timeout(last_words.saturating_duration_since(Instant::now()))
    {
        if let Event::Printed(pipe, piece) = event {
            keep(pipe, &piece);
        }
    }
    let [stdout, stderr] = kept;
    Ok(Ran { ended, stdout, stderr, time })
}

fn read(index: usize, mut pipe: impl Read, events: &SyncSender<Event>) {
    let mut buffer = [0; 8192];
    while let Ok(count @ 1..) = pipe.read(&mut buffer) {
        if events.send(Event::Printed(index, buffer[..count].to_vec())).is_err() {
            break;
        }
    }
}

/// The bytes in memory of a process and all below it.
fn memory(root: u32) -> u64 {
    let page = 4096;
    let resident = |pid: u32| -> u64 {
        let text = fs::read_to_string(format!("/proc/{pid}/statm")).unwrap_or_default();
        text.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or(0) * page
    };
    std::iter::once(root).chain(below(root)).map(resident).sum()
}

/// Every process below that one.
fn below(root: u32) -> Vec<u32> {
    let (mut found, mut next) = (Vec::new(), vec![root]);
    while let Some(pid) = next.pop() {
        for thread in fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten() {
            let text = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            let children = text.split_whitespace().filter_map(|pid| pid.parse::<u32>().ok());
            let known = found.len();
            found.extend(children);
            next.extend_from_slice(&found[known..]);
        }
    }
    found
}

/// Ends everything below the sandbox's own process, which has been told to bury it, and so is ended last.
fn end_below(root: u32) {
    // Each round ends all that there are; those that were forked meanwhile are in the next one.
    for _ in 0..1000 {
        let pids = below(root);
        if pids.is_empty() {
            return;
        }
        for pid in pids {
            let _ = kill(Pid::from_raw(pid.cast_signed()), Signal::SIGKILL);
        }
        thread::yield_now();
    }
}
