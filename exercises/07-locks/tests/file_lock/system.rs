//! What the system may do to a process that locks: stop it between two steps, send it a signal, give it no descriptor.

use std::fs;
use std::process::exit;

use forktest::held::{Before, apart, held_at_each};
use forktest::{Scene, Seen};
use interleave::{Verdict, require};
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, sigaction};
use nix::sys::wait::WaitStatus;

use super::turns::{must_come_in, must_wait};
use super::{lock, open, ticket_file, visit};

pub(super) fn nobody_slips_in_between_two_steps(scene: &Scene) {
    let (path, marker) = (ticket_file(scene), scene.path("ben is inside"));
    let anns_visit = || {
        let key = open(&path);
        let guard = lock(&key);
        if marker.exists() {
            exit(3);
        }
        drop(guard);
    };
    held_at_each(Before::Calls, anns_visit, |ann| {
        let ben = scene.fork("ben", |me| {
            let key = open(&path);
            let guard = lock(&key);
            fs::write(&marker, "").expect("the folder is writable");
            me.stop_at("inside");
            fs::remove_file(&marker).expect("ben made it");
            drop(guard);
        });
        match ben.seen() {
            Seen::At(_) => {
                let two = matches!(ann.go_on(), Seen::Ended(WaitStatus::Exited(_, 3)));
                require!(
                    !two,
                    TwoInside,
                    "ann was {ann}, ben came in, ann went on, and came in as well"
                );
            }
            Seen::Asleep(_) => {
                let seen = ann.go_on();
                require!(
                    matches!(seen, Seen::Ended(_)),
                    Deadlock,
                    "ann was {ann}, ben waits for her, and she {seen}"
                );
            }
            Seen::Polls(_) | Seen::Spins => {
                scene.fail(Verdict::NoProgress, "ben does not sleep while he waits for ann")
            }
            Seen::Ended(_) => ben.expect_at("inside"),
        }
        ben.join();
    });
}

pub(super) fn a_signal_does_not_end_the_waiting(scene: &Scene) {
    extern "C" fn nothing(_: i32) {}
    let path = scene.path("key");
    let ann = scene.fork("ann", |me| visit(me, &path));
    ann.expect_at("inside");
    let ben = scene.fork("ben", |me| {
        let action =
            SigAction::new(SigHandler::Handler(nothing), SaFlags::empty(), SigSet::empty());
        // SAFETY: the handler does nothing.
        unsafe { sigaction(Signal::SIGUSR1, &action) }.expect("a signal that may be handled");
        visit(me, &path);
    });
    for _ in 0..12 {
        must_wait(scene, &ben, "ben", "ann (and handled a signal meanwhile)");
        kill(ben.pid(), Signal::SIGUSR1).expect("ben is there");
    }
    must_wait(scene, &ben, "ben", "ann (and handled a signal meanwhile)");
    ann.go();
    must_come_in(scene, &ben, "ben", "ann has come out");
}

pub(super) fn a_process_without_descriptors_is_told_so(scene: &Scene) {
    let key = open(&scene.path("key"));
    let (soft, hard) = getrlimit(Resource::RLIMIT_NOFILE).expect("a limit");
    setrlimit(Resource::RLIMIT_NOFILE, 0, hard).expect("a lower limit");
    let told = key.try_lock().map(|guard| guard.is_some());
    setrlimit(Resource::RLIMIT_NOFILE, soft, hard).expect("the limit as it was");
    require!(
        !matches!(told, Ok(false)),
        WrongResult,
        "nobody has the lock, this process may not open any file, and `try_lock` says that somebody has it"
    );
    let waits = apart(|| {
        setrlimit(Resource::RLIMIT_NOFILE, 0, hard).expect("a lower limit");
        drop(key.lock());
    });
    let message =
        format!("nobody has the lock, a process may not open any file, and in `lock` it {waits}");
    match waits {
        Seen::Ended(WaitStatus::Exited(_, 0)) => {}
        Seen::Ended(_) => scene.fail(Verdict::Panicked, message),
        _ => scene.fail(Verdict::NoProgress, message),
    }
}
