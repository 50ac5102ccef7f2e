//! What a supervised program leaves behind is ended: when it ends, and when the supervisor itself is killed.
//!
//! All processes of a program hold the pipe of its standard output. The pipe is at its end when none of them is left.

#![cfg(target_os = "linux")]

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use nix::unistd::geteuid;

/// So long nobody waits for a process that has been killed, on any machine.
const NET: Duration = Duration::from_secs(300);

/// A shell under supervision, and what it prints. Root lets it become somebody else, as the grader does.
fn supervised(script: &str) -> (Child, BufReader<ChildStdout>) {
    let mut confine = Command::new(env!("CARGO_BIN_EXE_confine"));
    confine.arg("--supervise");
    if geteuid().is_root() {
        static TESTS: AtomicU32 = AtomicU32::new(0);
        // Nobody else on this machine, nor in another test: all processes of that user are ended.
        let user = (1 << 29) | (std::process::id() << 4) | TESTS.fetch_add(1, Ordering::Relaxed);
        confine.args(["--uid", &user.to_string()]);
    }
    confine.args(["--", "/bin/sh", "-c", script]).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = confine.spawn().expect("confine runs");
    let output = child.stdout.take().expect("it is a pipe");
    (child, BufReader::new(output))
}

/// Reads to the end, which comes when no process is left that could write.
fn nobody_is_left(mut output: BufReader<ChildStdout>) {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || tell.send(output.read_to_end(&mut Vec::new())));
    told.recv_timeout(NET).expect("a process was left").expect("a pipe can be read");
}

/// Two processes in sessions of their own, that would sleep for a day.
const TWO: &str = "for n in 1 2; do setsid sh -c 'echo up; exec sleep 86400' & done;";

fn two_lines(output: &mut BufReader<ChildStdout>) {
    for _ in 0..2 {
        output.read_line(&mut String::new()).expect("both of them begin");
    }
}

#[test]
fn what_a_program_has_started_ends_with_it() {
    let (mut child, output) = supervised(&format!("{TWO} exit 7"));
    assert_eq!(child.wait().expect("it is our child").code(), Some(7), "the program's own status");
    nobody_is_left(output);
}

#[test]
fn what_a_program_has_started_ends_when_the_supervisor_is_killed() {
    let (mut child, mut output) = supervised(&format!("{TWO} exec sleep 86400"));
    two_lines(&mut output);
    child.kill().expect("it is our child");
    nobody_is_left(output);
    child.wait().expect("it is our child");
}

#[test]
fn a_program_that_is_always_another_process_is_caught() {
    if !geteuid().is_root() {
        eprintln!("not tried: only root can end all processes of a user at one stroke");
        return;
    }
    // Each of them starts the next one, and ends.
    let chain = "f() { [ -e \"$0\" ] && (f &); }; f; echo up; echo up; exec sleep 86400";
    let (mut child, mut output) = supervised(chain);
    two_lines(&mut output);
    child.kill().expect("it is our child");
    nobody_is_left(output);
    child.wait().expect("it is our child");
}

#[test]
fn a_signal_is_told_as_a_shell_tells_it() {
    let (mut child, output) = supervised("kill -9 $$");
    assert_eq!(child.wait().expect("it is our child").code(), Some(128 + 9));
    nobody_is_left(output);
}
