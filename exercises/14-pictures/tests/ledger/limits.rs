//! Files that may not grow, so that a write ends in the middle of a line.

use std::fs;

use forktest::held::apart;
use forktest::{Scene, Seen};
use interleave::{Verdict, require};
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use nix::sys::signal::{SigHandler, Signal, signal};
use pictures::record::Records;

use super::book::{self, append, bridge, lines, open, tower, well};

/// From here on no file of this process grows beyond `length` bytes; as large as before with `None`.
fn files_end_at(length: Option<usize>) {
    let (_, most) = getrlimit(Resource::RLIMIT_FSIZE).expect("a process may ask");
    let length = length.map_or(most, |length| length as u64);
    setrlimit(Resource::RLIMIT_FSIZE, length, most).expect("it is not above the most");
}

/// A write that would go beyond the end writes what has room. The next one ends the process, with SIGXFSZ.
pub(super) fn killed_in_the_middle_of_a_line(scene: &Scene) {
    append(&mut open(&scene.path("first")), &tower(), true, "there was none of this path");
    let before = lines(&[tower()]);
    for room in 0..=bridge().to_line().len() {
        let path = scene.path(&format!("ledger {room}"));
        fs::write(&path, &before).expect("the folder is writable");
        let ended = apart(|| {
            files_end_at(Some(before.len() + room));
            let _ = open(&path).append(&bridge());
        });
        let moment = format!("a process was ended when it had written {room} bytes of a line");
        if !matches!(ended, Seen::Ended(_)) {
            scene.fail(Verdict::NoProgress, format!("{moment}, and instead it {ended}"));
        }
        let seen = apart(|| drop(open(&path).records()));
        if !matches!(seen, Seen::Ended(_)) {
            scene.fail(
                Verdict::LockLeftLocked,
                format!("{moment}. Somebody else reads, and {seen}: what has the dead one left?"),
            );
        }
        let read = book::fine(open(&path).records(), &format!("`records`: {moment}"));
        book::matches(&read, &[tower()], &[bridge()], &moment);
        let new = read.len() == 1;
        append(&mut open(&path), &bridge(), new, &moment);
        append(&mut open(&path), &well(), true, &moment);
        book::holds(&path, &[tower(), bridge(), well()], &moment);
    }
}

/// The disk is full, and an error says so.
pub(super) fn what_has_failed_leaves_no_record(scene: &Scene) {
    let before = lines(&[tower()]);
    for room in [0, 1, 12, bridge().to_line().len() - 1] {
        let path = scene.path(&format!("ledger {room}"));
        fs::write(&path, &before).expect("the folder is writable");
        let ann = scene.fork("ann", |me| {
            // SAFETY: no code of ours runs when the signal comes.
            unsafe { signal(Signal::SIGXFSZ, SigHandler::SigIgn) }.expect("any process may");
            let mut ledger = open(&path);
            files_end_at(Some(before.len() + room));
            let told = ledger.append(&bridge());
            files_end_at(None);
            require!(
                told.is_err(),
                MessageLost,
                "the disk had room for {room} bytes of a line, and `append` returned {told:?}"
            );
            me.stop_at("disk full");
            let moment = "an `append` has failed, since the disk was full, and now there is room";
            book::reads(&mut ledger, &[tower(), well()], moment);
            append(&mut ledger, &bridge(), true, moment);
        });
        ann.expect_at("disk full");
        let ben = scene.fork("ben", |_| {
            let moment = "an `append` by somebody else has failed, since the disk was full";
            append(&mut open(&path), &well(), true, moment);
        });
        if let seen @ (Seen::Asleep(_) | Seen::Polls(_) | Seen::Spins) = ben.seen() {
            scene.fail(
                Verdict::LockLeftLocked,
                format!("ann's `append` has failed, since the disk was full, and ben {seen}: is the lock given back then?"),
            );
        }
        ann.join();
        scene.finish();
        let moment = "an `append` has failed, since the disk was full, and was tried again";
        book::holds(&path, &[tower(), well(), bridge()], moment);
    }
}
