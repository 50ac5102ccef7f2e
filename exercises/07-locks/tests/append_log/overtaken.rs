//! One writer is held wherever it makes a system call, and another one writes meanwhile.

use std::fs;

use forktest::held::{Before, held_at_each};
use forktest::{Scene, Seen};
use interleave::{Verdict, require};
use nix::sys::wait::WaitStatus;

use super::expected::require_log;
use super::{append, done, log_file, long, open};

/// Ann is held before each of her system calls, and Ben appends meanwhile. With `inherited`, both have one `AppendLog`
/// from their parent.
pub(super) fn overtaken(scene: &Scene, half: &str, inherited: bool) {
    both_write(scene, half, inherited, &long("ann"), &long("ben"));
    both_write(scene, half, inherited, "by ann", "by ben");
}

fn both_write(scene: &Scene, half: &str, inherited: bool, by_ann: &str, by_ben: &str) {
    let path = log_file(scene, half);
    let parents = inherited.then(|| open(&path));
    let write = |record: &str| match &parents {
        Some(log) => append(log, record),
        None => append(&open(&path), record),
    };
    let places = held_at_each(
        Before::Calls,
        || write(by_ann),
        |ann| {
            let ben = scene.fork("ben", |_| write(by_ben));
            let bens = ben.seen();
            if matches!(bens, Seen::Polls(_) | Seen::Spins) {
                scene.fail(
                    Verdict::NoProgress,
                    format!("ann was {ann}, and ben, who has to wait, {bens}"),
                );
            }
            let anns = ann.go_on();
            done(&ben);
            if !matches!(anns, Seen::Ended(WaitStatus::Exited(_, 0))) {
                let ended = matches!(anns, Seen::Ended(_));
                let verdict = if ended { Verdict::Panicked } else { Verdict::Deadlock };
                scene.fail(verdict, format!("ann was {ann}; when she went on, she {anns}"));
            }
            append(&open(&path), "last");
            require_log(
                &path,
                &["first", by_ann, by_ben, "last"],
                &[],
                &format!("ann was {ann} while ben wrote"),
            );
            fs::write(&path, format!("first\n{half}")).expect("the folder is writable");
        },
    );
    require!(
        places > 0,
        MessageLost,
        "`append` made no system call, so nobody else can know of the record"
    );
}
