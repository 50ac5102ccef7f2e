//! Runs a program to its end, and looks at its memory meanwhile.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often its memory is looked at. The kernel keeps the highest value, so only the last moments can be missed.
const LOOK: Duration = Duration::from_millis(20);

/// A program that has done its work.
pub(crate) struct Ran {
    pub(crate) time: Duration,
    /// The most bytes that it had in memory, without other programs that it called.
    pub(crate) peak: u64,
}

/// Runs a program that must succeed.
pub(crate) fn run(mut command: Command) -> Ran {
    let begin = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("it starts");
    let mut peak = 0;
    let status = loop {
        peak = peak.max(memory(child.id()));
        match child.try_wait().expect("it is ours") {
            Some(status) => break status,
            None => thread::sleep(LOOK),
        }
    };
    assert!(status.success(), "{command:?} ended with {status}");
    Ran { time: begin.elapsed(), peak }
}

/// The most that a process has had in memory so far, in bytes.
fn memory(pid: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    kilobytes.and_then(|number| number.parse::<u64>().ok()).unwrap_or(0) * 1024
}
