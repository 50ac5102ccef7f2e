//! Calls of a manager's proxies, and what must come of them.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use std::path::PathBuf;

use forktest::held::{Before, Held, apart, held_at_each};
use forktest::process;
use forktest::{Scene, Seen};
use interleave::Verdict;
use nix::unistd::{Pid, getpid};
use shared_memory::manager::Manager;

use super::words::words;

/// Has this process, and those that it forks, put temporary files into a folder of this test's own, which is returned.
pub(crate) fn temporary(scene: &Scene) -> PathBuf {
    let folder = scene.path("temporary");
    std::fs::create_dir_all(&folder).expect("the folder is writable");
    // SAFETY: this process has one thread.
    unsafe { std::env::set_var("TMPDIR", &folder) };
    folder
}

/// A manager, and the process that it started.
pub(crate) fn started(scene: &Scene) -> (Manager, Pid) {
    temporary(scene);
    let before = process::descendants(getpid());
    let manager = fine(scene, Manager::start(), "`Manager::start`");
    let new: Vec<Pid> =
        process::descendants(getpid()).into_iter().filter(|pid| !before.contains(pid)).collect();
    match new[..] {
        [server] => (manager, server),
        _ => scene.fail(
            Verdict::WrongResult,
            format!("`Manager::start` should start one process, and has started {}", new.len()),
        ),
    }
}

/// What a call gave; fails if that is an error.
pub(crate) fn fine<T>(scene: &Scene, result: io::Result<T>, call: &str) -> T {
    result.unwrap_or_else(|error| scene.fail(Verdict::WrongResult, format!("{call} says: {error}")))
}

/// Fails unless a call gave that.
pub(crate) fn gives<T: PartialEq + std::fmt::Debug>(
    scene: &Scene,
    result: io::Result<T>,
    want: T,
    call: &str,
) {
    let got = fine(scene, result, call);
    if got != want {
        scene.fail(Verdict::WrongResult, format!("{call} gave {got:?}, not {want:?}"));
    }
}

/// Fails if a call did not fail.
pub(crate) fn fails<T: std::fmt::Debug>(scene: &Scene, result: io::Result<T>, call: &str) {
    if let Ok(got) = result {
        scene.fail(
            Verdict::WrongResult,
            format!("{call} gave {got:?}, where nobody is left to ask"),
        );
    }
}

/// Fails unless that process came to its end.
pub(crate) fn ended(scene: &Scene, seen: &Seen, who: &str, meanwhile: &str) {
    let verdict = match seen {
        Seen::Ended(_) => return,
        Seen::Asleep(_) => Verdict::Deadlock,
        _ => Verdict::NoProgress,
    };
    scene.fail(verdict, format!("{who} {seen}, {meanwhile}: whom is the server waiting for?"));
}

/// What stands for an error in a word of the test.
pub(crate) const ERROR: u64 = u64::MAX;

/// Keeps what a call gave, a number that is not negative.
pub(crate) fn note(word: &AtomicU64, result: io::Result<i64>) {
    word.store(result.map_or(ERROR, i64::cast_unsigned), Relaxed);
}

/// Two processes make a call each, one while the other is held before each of its system calls; what each of them got.
pub(crate) fn one_within_the_other(
    scene: &Scene,
    ann: impl Fn() -> io::Result<i64>,
    ben: impl Fn() -> io::Result<i64>,
    mut judge: impl FnMut(u64, u64, &Held),
) {
    let told = words();
    let places = held_at_each(
        Before::Calls,
        || note(&told[0], ann()),
        |held| {
            let seen = apart(|| note(&told[1], ben()));
            ended(scene, &seen, "ben", &format!("while ann stands still in her call, {held}"));
            ended(scene, &held.go_on(), "ann", "after ben has made a call");
            judge(told[0].load(Relaxed), told[1].load(Relaxed), held);
        },
    );
    assert!(places > 2, "ann made {places} system calls: does she talk to the server?");
}
