//! The whole program, as a reader runs it.

#![cfg(target_os = "linux")]

#[path = "support/album.rs"]
mod album;

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

use album::{Album, Lab};
use loopback::{Answer, Point};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

#[test]
fn every_path_has_one_record_and_a_second_run_posts_nothing() {
    let (lab, album) = (Lab::start(), Album::new());
    let first = lab.command(&album).stdout(Stdio::piped()).output().expect("the program was built");
    assert!(first.status.success(), "{first:?}");
    album.assert_settled("one run");
    lab.assert_keys();
    let told = String::from_utf8_lossy(&first.stdout).into_owned();
    assert!(told.contains("7 results and 2 errors"), "{told}");
    let posts = lab.server.requests().len();
    let again = lab.command(&album).args(["--names", "dan"]).output().expect("it is still there");
    assert!(again.status.success(), "{again:?}");
    assert_eq!(lab.server.requests().len(), posts, "all was settled, also under other names");
    album.assert_settled("two runs");
}

#[test]
fn ctrl_c_ends_what_is_in_hand_and_the_next_run_does_the_rest() {
    let (lab, album) = (Lab::start(), Album::new());
    let held = Answer::ok("a picture").hold(Point::Start);
    lab.server.answers("/pictures", [held.clone(), held, Answer::ok("a picture")]);
    let mut command = lab.command(&album);
    let mut run =
        command.args(["--names", "ann,ben"]).stdout(Stdio::piped()).spawn().expect("it was built");
    // Two pictures are in hand, and a third one is not begun before one of them is done.
    lab.server.wait_for(|posts| posts.len() == 2);
    let pid = Pid::from_raw(run.id().try_into().expect("the number of a process"));
    kill(pid, Signal::SIGINT).expect("it is there");
    // The signal is there when `kill` has returned: it is seen before the next answer is.
    lab.server.let_all_go();
    let ended = run.wait().expect("it was started");
    assert_eq!((ended.code(), ended.signal()), (Some(130), None), "after Ctrl-C");
    let [results, errors] = album.settled();
    assert_eq!(
        results.len() + errors.len(),
        2,
        "what was in hand was settled: {results:?}, {errors:?}"
    );
    assert_eq!(lab.server.requests().len(), 2, "nothing new was begun");
    let rest = Lab::start();
    assert!(rest.command(&album).status().expect("it was built").success(), "the run after it");
    let [results, errors] = album.settled();
    assert_eq!(
        results.len() + errors.len(),
        9,
        "each path has one record: {results:?}, {errors:?}"
    );
}

#[test]
fn there_is_help_and_a_clear_word_for_a_folder_that_is_not_there() {
    let (lab, album) = (Lab::start(), Album::new());
    let help =
        lab.command(&album).arg("--help").stdout(Stdio::piped()).output().expect("it was built");
    let text = String::from_utf8_lossy(&help.stdout);
    assert!(
        help.status.success() && text.contains("--service") && text.contains("--names"),
        "{text}"
    );
    let gone = Command::new(album::program())
        .args(["nowhere at all", "--service", &lab.server.url("/pictures")])
        .output();
    let gone = gone.expect("it was built");
    let text = String::from_utf8_lossy(&gone.stderr);
    assert!(
        gone.status.code() == Some(1) && text.contains("nowhere at all: No such file"),
        "{text}"
    );
}
