//! A disk that is full in the middle of a record.

use std::fs;
use std::process::exit;

use forktest::held::{Before, held_at_each};
use forktest::{Scene, Seen};
use interleave::{Verdict, require};
use locks::append_log::records;
use nix::sys::resource::{Resource, getrlimit, rlim_t, setrlimit};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};
use nix::sys::wait::WaitStatus;

use super::expected::{require_log, shown};
use super::{append, done, log_file, long, open};

/// For this process, no file may grow beyond so many bytes, and who tries gets an error.
fn limit(length: rlim_t) {
    let ignore = SigAction::new(SigHandler::SigIgn, SaFlags::empty(), SigSet::empty());
    // SAFETY: to ignore a signal is no code.
    unsafe { sigaction(Signal::SIGXFSZ, &ignore) }.expect("a signal that may be ignored");
    let (_, most) = getrlimit(Resource::RLIMIT_FSIZE).expect("a limit");
    setrlimit(Resource::RLIMIT_FSIZE, length, most).expect("a lower limit");
}

pub(super) fn a_record_that_does_not_fit_is_not_there(scene: &Scene) {
    let path = log_file(scene, "");
    let record = "ann: the west door is closed";
    let (_, most) = getrlimit(Resource::RLIMIT_FSIZE).expect("a limit");
    let log = open(&path);
    // From a disk that takes nothing of it to one that does not take its line end.
    for (half, fit) in (0..=record.len()).flat_map(|fit| [("", fit), ("ben: all do", fit)]) {
        let at = format!("the disk was full when {fit} bytes of a record had been written");
        fs::write(&path, format!("first\n{half}")).expect("the folder is writable");
        limit(("first\n".len() + fit) as rlim_t);
        let told = log.append(record);
        setrlimit(Resource::RLIMIT_FSIZE, most, most).expect("the limit as it was");
        require!(told.is_err(), WrongResult, "{at}, and `append` returned Ok");
        let told = records(&path).expect("a log");
        require!(told == ["first"], TornWrite, "{at}, and `records` returns {told:?}");
        let text = fs::read_to_string(&path).expect("a log is text");
        require!(
            text == "first\n" || text == format!("first\n{half}"),
            TornWrite,
            "{at}, `append` has returned its error, and the log ends in {}",
            shown(text.lines().last().unwrap_or_default())
        );
        append(&log, "there is room again");
        require_log(&path, &["first", "there is room again"], &[], &at);
    }
    append(&open(&path), "last");
    let whole = ["first", "there is room again", "last"];
    require_log(&path, &whole, &[], "a disk was full in the middle of a record");
}

/// Ann's record does not fit. Ben's does, and it comes wherever she makes a system call.
pub(super) fn taking_back_what_did_not_fit_takes_nothing_else(scene: &Scene) {
    let path = log_file(scene, "");
    let by_ann = long("ann");
    let anns = || {
        limit(40);
        if open(&path).append(&by_ann).is_ok() {
            // It did not fit.
            exit(3);
        }
    };
    held_at_each(Before::Calls, anns, |ann| {
        let ben = scene.fork("ben", |_| append(&open(&path), "by ben"));
        let bens = ben.seen();
        let anns = ann.go_on();
        let at = format!("ann was {ann} while ben wrote; there was no room for her record");
        if matches!(bens, Seen::Polls(_) | Seen::Spins) {
            scene.fail(Verdict::NoProgress, format!("{at}, and ben {bens}"));
        }
        done(&ben);
        let verdict = match anns {
            Seen::Ended(WaitStatus::Exited(_, 0)) => None,
            Seen::Ended(WaitStatus::Exited(_, 101)) => Some(Verdict::Panicked),
            Seen::Ended(_) => Some(Verdict::WrongResult),
            _ => Some(Verdict::Deadlock),
        };
        if let Some(verdict) = verdict {
            scene.fail(verdict, format!("{at}. When she went on, she {anns}"));
        }
        append(&open(&path), "last");
        require_log(&path, &["first", "by ben", "last"], &[], &at);
        fs::write(&path, "first\n").expect("the folder is writable");
    });
}
