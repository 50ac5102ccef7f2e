//! The programs in `examples`: they agree with each other, with Python, and with what was generated.

#![cfg(unix)]

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::sys::stat::Mode;
use nix::unistd::{Pid, mkfifo};

/// The programs that count.
#[cfg(target_os = "linux")]
const COUNTING: &[&str] =
    &["visits_serial", "visits_threads", "visits_pieces", "visits_rayon", "visits_processes"];
#[cfg(not(target_os = "linux"))]
const COUNTING: &[&str] = &["visits_serial", "visits_threads", "visits_pieces", "visits_rayon"];

/// A program that cargo built beside this test.
fn program(name: &str) -> Command {
    let test = std::env::current_exe().expect("this test has a path");
    let target = test.ancestors().nth(2).expect("target/debug/deps/this-test");
    let path = target.join("examples").join(name);
    assert!(
        path.exists(),
        "{name} is not built; `cargo build -p visits-solution --examples` does that"
    );
    Command::new(path)
}

/// A folder of this test's own, which is empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("visits").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Writes two small logs; where they are, and what a count has to come to.
fn generated(folder: &Path, seed: &str) -> (Vec<PathBuf>, String) {
    generated_of(folder, seed, "2")
}

/// As `generated`, of so many megabytes.
fn generated_of(folder: &Path, seed: &str, megabytes: &str) -> (Vec<PathBuf>, String) {
    let mut generate = program("visits_generate");
    generate.arg(folder).args(["--days", "2", "--megabytes", megabytes, "--seed", seed]);
    let output = output(&mut generate);
    assert!(output.status.success(), "{}", text(&output.stderr));
    (
        ["2026-11-01.log", "2026-11-02.log"].map(|log| folder.join(log)).to_vec(),
        text(&output.stdout),
    )
}

fn output(command: &mut Command) -> Output {
    command.stdin(Stdio::null()).output().expect("it can be run")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn all_count_what_was_generated() {
    let (logs, expected) = generated(&folder("agree"), "7");
    for name in COUNTING {
        for workers in ["1", "2", "5"] {
            let output = output(program(name).args(["--workers", workers]).args(&logs));
            assert_eq!(text(&output.stdout), expected, "{name}, {workers} workers");
            assert!(output.status.success(), "{name}: {}", text(&output.stderr));
        }
    }
    if Command::new("python3").arg("--version").output().is_err() {
        return println!("python3 is not installed, so the Python version is not run");
    }
    let python = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../book/listings/python/13-visits/visits.py");
    for workers in ["1", "2"] {
        let output =
            output(Command::new("python3").arg("-B").arg(&python).arg(workers).args(&logs));
        assert_eq!(text(&output.stdout), expected, "Python, {workers}: {}", text(&output.stderr));
    }
}

#[test]
fn generated_logs_have_all_that_goes_wrong() {
    let (logs, _) = generated_of(&folder("kinds"), "1", "20");
    let log = fs::read(&logs[0]).expect("it was written");
    let lines = || log.split(|&byte| byte == b'\n');
    let has = |part: &[u8]| log.windows(part.len()).any(|window| window == part);
    assert!(has(b"\n\n"), "a blank line");
    assert!(has(b"\r\n"), "a line that ends with \\r\\n");
    assert!(has(b", 10.0.0.") && has(b",10.0.0."), "lists of addresses");
    assert!(
        has(b"\n2001:db8:") && has(b"\n2001:0DB8:") && has(b"\n::ffff:"),
        "IPv6, spelled in three ways"
    );
    assert!(has(b"\nunknown - - "), "an address that is none");
    assert!(str::from_utf8(&log).is_err(), "bytes that are no text");
    assert!(!log.ends_with(b"\n"), "a last line without its end");
    let longest = lines().map(<[u8]>::len).max().unwrap_or_default();
    assert!(longest > visits_solution::log::LONGEST, "the longest line has {longest} bytes");
}

#[test]
fn the_same_seed_gives_the_same_logs() {
    let read = |(logs, told): (Vec<PathBuf>, String)| {
        (logs.iter().map(|log| fs::read(log).expect("it was written")).collect::<Vec<_>>(), told)
    };
    let [first, again, other] = [("first", "1"), ("again", "1"), ("other", "2")]
        .map(|(name, seed)| read(generated(&folder(&format!("seed-{name}")), seed)));
    assert!(first == again, "seed 1 twice");
    assert!(first.0 != other.0, "seeds 1 and 2");
}

#[test]
fn a_log_is_not_overwritten() {
    let folder = folder("overwritten");
    let (logs, _) = generated(&folder, "1");
    let before = fs::read(&logs[0]).expect("it was written");
    let output = output(program("visits_generate").arg(&folder).args(["--seed", "2"]));
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stdout));
    assert!(text(&output.stderr).contains("2026-11-01.log"), "{}", text(&output.stderr));
    assert!(fs::read(&logs[0]).expect("it is there") == before, "it was overwritten");
}

#[test]
fn a_log_that_is_not_there_costs_only_itself() {
    let folder = folder("gone");
    let (logs, expected) = generated(&folder, "3");
    for name in COUNTING {
        let output =
            output(program(name).args([&logs[0], &folder.join("gone.log"), &folder, &logs[1]]));
        assert_eq!(output.status.code(), Some(1), "{name}");
        let told = text(&output.stdout);
        for bad in ["gone.log  ", "gone  "] {
            let line = told.lines().find(|line| line.starts_with(bad)).unwrap_or_default();
            assert!(line.contains("cannot be counted: "), "{name}: {told}");
        }
        let rest: String = told
            .lines()
            .filter(|line| !line.contains("cannot"))
            .flat_map(|line| [line, "\n"])
            .collect();
        assert_eq!(rest, expected, "{name}");
        assert!(text(&output.stderr).contains("2 of 4 logs"), "{name}: {}", text(&output.stderr));
    }
}

#[test]
fn ctrl_c_ends_them_in_good_order() {
    let folder = folder("ctrl-c");
    let (logs, _) = generated(&folder, "4");
    for name in COUNTING {
        // A log that comes through a pipe: whoever opens one end waits until somebody opens the other.
        let pipes = ["first", "second"].map(|pipe| folder.join(format!("{name}-{pipe}")));
        pipes.iter().for_each(|pipe| mkfifo(pipe, Mode::S_IRUSR | Mode::S_IWUSR).expect("a pipe"));
        let mut command = program(name);
        command.args(["--workers", "2"]).args(&pipes).args(&logs).stdin(Stdio::null());
        let child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it can be run");
        let [first, second] = pipes.map(|pipe| move || OpenOptions::new().write(true).open(pipe));
        let first = first().expect("the program has opened it");
        kill(Pid::from_raw(child.id().cast_signed()), Signal::SIGINT).expect("it is running");
        drop(first);
        drop(second().expect("the program has opened it"));
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(130), "{name}: {}", text(&output.stderr));
        assert!(text(&output.stderr).starts_with("Stopped."), "{name}: {}", text(&output.stderr));
        assert_eq!(text(&output.stdout), "", "{name}");
    }
}

#[test]
fn they_say_what_they_want() {
    for name in COUNTING.iter().chain(&["visits_generate"]) {
        let help = output(program(name).arg("--help"));
        assert!(help.status.success() && text(&help.stdout).contains("Usage: visits_"), "{name}");
        assert_eq!(output(&mut program(name)).status.code(), Some(2), "{name} without a log");
    }
}
