//! What `src/janitor.rs` promises, whoever is killed, and wherever.

#[path = "support/names.rs"]
mod names;
#[path = "support/orphans.rs"]
mod orphans;
#[path = "support/words.rs"]
mod words;

use std::fs::{self, File};
use std::io::{self, Read};
use std::mem::forget;
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering::Relaxed;
use std::thread;

use forktest::held::{Before, apart, held_at_each};
use forktest::points::{killed_at_each, orphaned_at_each};
use forktest::process;
use forktest::{Actor, Scene, Seen, settle};
use interleave::Verdict;
use names::{all_gone, made, names, place, started};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, killpg, sigaction};
use nix::sys::stat::{Mode, umask};
use nix::sys::wait::waitpid;
use nix::unistd::{Pid, getpid, pause, setpgid};
use orphans::{adopt_orphans, orphans_end};
use shared_memory::janitor::{Janitor, Named};
use words::words;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn() -> io::Result<Janitor> = Janitor::start;
const _: for<'j> fn(&'j Janitor, &str, usize) -> io::Result<Named<'j>> = Janitor::create;
const _: for<'n> fn(&'n Named<'_>) -> &'n str = |named| named.name();
const _: for<'n> fn(&'n Named<'_>) -> &'n File = |named| named.file();

/// The one process below this one.
fn only_child(scene: &Scene) -> Pid {
    match process::descendants(getpid())[..] {
        [child] => child,
        ref others => scene.fail(
            Verdict::WrongResult,
            format!("`Janitor::start` should start one process, and has started {}", others.len()),
        ),
    }
}

/// Which signals this process blocks, ignores and catches.
fn signals() -> Vec<String> {
    let status = fs::read_to_string("/proc/self/status").expect("the kernel tells it");
    let of_signals =
        |line: &&str| ["SigBlk", "SigIgn", "SigCgt"].iter().any(|name| line.starts_with(name));
    status.lines().filter(of_signals).map(String::from).collect()
}

forktest::tests! {
    fn memory_is_there_under_its_name_until_it_is_dropped(scene: &Scene) {
        // So that the mode is the one that was asked for.
        umask(Mode::empty());
        let janitor = started(scene);
        let stem = scene.shared_name("picture");
        let named = made(scene, &janitor, "picture");
        if !named.name().starts_with(&stem) {
            let message = "the name should begin with what `create` was given, and does not";
            scene.fail(Verdict::WrongResult, message);
        }
        named.file().write_all_at(b"paint", 3).expect("it can be written");
        let mut bytes = Vec::new();
        let found = File::open(place(&named)).and_then(|mut file| file.read_to_end(&mut bytes));
        if found.is_err() || bytes.len() != 100 || &bytes[..10] != b"\0\0\0paint\0\0" {
            scene.fail(
                Verdict::WrongResult,
                format!(
                    "100 bytes were asked for, and something was written to bytes 3 to 7; what is under the name: \
                     {} bytes, which begin with {:?}", bytes.len(), bytes.get(..10)
                ),
            );
        }
        let mode = named.file().metadata().expect("it is open").permissions().mode();
        if mode & 0o077 != 0 {
            let message = format!("only this user should have access, and the mode is {:o}", mode & 0o777);
            scene.fail(Verdict::WrongResult, message);
        }
        drop(named);
        all_gone(scene, "after it was dropped");
    }

    fn each_gets_another_name(scene: &Scene) {
        let janitor = started(scene);
        let all: Vec<Named<'_>> = (0..20).map(|_| made(scene, &janitor, "many")).collect();
        let children = ["ann", "ben"].map(|name| {
            let child = scene.fork(name, |me| {
                let _named = made(scene, &janitor, "many");
                me.stop_at("has made one");
            });
            child.expect_at("has made one");
            child
        });
        let here = names(scene).len();
        children.iter().for_each(Actor::kill);
        if here != 22 {
            let message = format!(
                "20 were made here, and one by each of two children: there should be 22 names, and there are {here}"
            );
            scene.fail(Verdict::WrongResult, message);
        }
        drop(all);
        drop(janitor);
        all_gone(scene, "when two children that had made one were killed, and everything was dropped");
    }

    fn signals_of_the_caller_are_as_they_were(scene: &Scene) {
        let before = signals();
        let janitor = started(scene);
        let after = signals();
        if before != after {
            scene.fail(
                Verdict::WrongResult,
                format!("before `start` the signals of the caller were {before:?}, and behind it {after:?}"),
            );
        }
        drop(janitor);
    }

    fn no_name_is_left_where_memory_cannot_be_had(scene: &Scene) {
        let janitor = started(scene);
        if janitor.create(&scene.shared_name("huge"), usize::MAX).is_ok() {
            scene.fail(Verdict::WrongResult, "memory of 2^64 - 1 bytes was made");
        }
        all_gone(scene, "after `create` has failed");
        if janitor.create("/no/such/folder", 1).is_ok() {
            scene.fail(Verdict::WrongResult, "`/no/such/folder` is no name for shared memory, and `create` took it");
        }
    }

    fn whoever_is_killed_leaves_nothing(scene: &Scene) {
        drop(started(scene));
        adopt_orphans();
        let stem = scene.shared_name("left");
        let points = killed_at_each(
            || {
                let Ok(janitor) = Janitor::start() else { return };
                let Ok(first) = janitor.create(&stem, 10) else { return };
                let Ok(second) = janitor.create(&stem, 10) else { return };
                drop(first);
                drop(second);
                let _ = janitor.create(&stem, usize::MAX);
                forget(janitor.create(&stem, 10));
            },
            |point| {
                let when = format!("when a process was killed before its system call {}, {}", point.number, point.call);
                orphans_end(scene, &when);
                all_gone(scene, &when);
            },
        );
        assert!(points > 5, "there were {points} system calls only");
        orphans_end(scene, "after all others have ended");
        all_gone(scene, "after all others have ended");
    }

    fn a_janitor_whose_owner_is_killed_early_ends(scene: &Scene) {
        adopt_orphans();
        orphaned_at_each(|| forget(Janitor::start()));
        orphans_end(scene, "when a process was killed while its janitor began its work");
    }

    fn a_child_unlinks_what_it_has_made(scene: &Scene) {
        let janitor = started(scene);
        let ann = scene.fork("ann", |_| drop(made(scene, &janitor, "child")));
        ann.join();
        all_gone(scene, "after a child had made one and dropped it");
    }

    fn many_names_are_cleaned_up(scene: &Scene) {
        adopt_orphans();
        let boss = scene.fork("boss", |me| {
            let janitor = started(scene);
            let _all: Vec<Named<'_>> = (0..300).map(|_| made(scene, &janitor, "many")).collect();
            me.stop_at("has made 300");
        });
        boss.expect_at("has made 300");
        boss.kill();
        orphans_end(scene, "when a process was killed that had made 300 names");
        all_gone(scene, "when a process was killed that had made 300");
    }

    fn a_whole_family_that_is_killed_leaves_nothing(scene: &Scene) {
        adopt_orphans();
        let (pids, stem) = (words(), scene.shared_name("family"));
        let boss = scene.fork("boss", |me| {
            let janitor = started(scene);
            let _first = made(scene, &janitor, "boss");
            let child = forked(|| {
                let made = janitor.create(&stem, 10);
                pids[1].store(u64::from(made.is_ok()), Relaxed);
                forget(made);
                // Until it is killed.
                pause();
            });
            pids[0].store(u64::from(child.as_raw().unsigned_abs()), Relaxed);
            while pids[1].load(Relaxed) == 0 {
                thread::yield_now();
            }
            me.stop_at("both have made one");
        });
        boss.expect_at("both have made one");
        boss.kill();
        kill(Pid::from_raw(pids[0].load(Relaxed) as i32), Signal::SIGKILL).expect("it is there");
        orphans_end(scene, "when a process and then its child were killed");
        all_gone(scene, "when a process and then its child were killed, each of which had made one");
    }

    fn a_janitor_that_is_dropped_works_until_the_others_have_ended(scene: &Scene) {
        // One that nobody else has ends at once.
        drop(started(scene));
        let (told, stem) = (words(), scene.shared_name("child"));
        let boss = scene.fork("boss", |_| {
            let janitor = started(scene);
            let child = forked(|| {
                forget(janitor.create(&stem, 10));
                told[1].store(1, Relaxed);
                // Until it is killed.
                pause();
            });
            told[0].store(u64::from(child.as_raw().unsigned_abs()), Relaxed);
            while told[1].load(Relaxed) == 0 {
                thread::yield_now();
            }
            drop(janitor);
            let _ = waitpid(child, None);
        });
        let seen = boss.seen();
        if !matches!(seen, Seen::Asleep(_)) || names(scene).is_empty() {
            let message = format!("the boss dropped the janitor while a child had one: the boss {seen}, and {} names \
                are there, where the child has made one", names(scene).len());
            scene.fail(Verdict::WrongResult, message);
        }
        kill(Pid::from_raw(told[0].load(Relaxed) as i32), Signal::SIGKILL).expect("it is there");
        boss.join();
        all_gone(scene, "when the owner had dropped the janitor, and then a child was killed that had made one");
    }

    fn a_program_that_was_started_keeps_nobody_waiting(scene: &Scene) {
        let janitor = started(scene);
        let mut program = Command::new("cat");
        let program = program.stdin(Stdio::piped()).stdout(Stdio::null());
        let mut cat = program.spawn().expect("there is a `cat`");
        // If it has the writing end, the janitor waits for it, and it waits for what is to be read.
        drop(janitor);
        cat.wait().expect("it ends when its input does");
    }

    fn messages_of_two_processes_do_not_mix(scene: &Scene) {
        let janitor = started(scene);
        let (ann, ben) = (scene.shared_name("ann"), scene.shared_name("ben"));
        held_at_each(
            Before::Calls,
            || forget(janitor.create(&ann, 10)),
            |held| {
                let seen = apart(|| forget(janitor.create(&ben, 10)));
                if !matches!(seen, Seen::Ended(_)) {
                    scene.fail(Verdict::Deadlock, format!("ben {seen} in `create`, while ann stands still in \
                        hers, {held}"));
                }
                held.go_on();
            },
        );
        // None of those who made them has unlinked one.
        drop(janitor);
        all_gone(scene, "when two processes were in `create` at the same time, and neither has unlinked anything");
    }

    fn a_signal_to_all_does_not_end_the_janitor(scene: &Scene) {
        adopt_orphans();
        let ignored = SigAction::new(SigHandler::SigIgn, SaFlags::empty(), SigSet::empty());
        for kind in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP, Signal::SIGQUIT] {
            let boss = scene.fork("boss", |me| {
                setpgid(Pid::from_raw(0), Pid::from_raw(0)).expect("a process may");
                let janitor = started(scene);
                let _named = made(scene, &janitor, "signal");
                // The signal must come to the janitor before the boss is gone.
                // SAFETY: to ignore a signal is no code.
                unsafe { sigaction(kind, &ignored) }.expect("a signal that may be ignored");
                me.stop_at("has made one");
            });
            boss.expect_at("has made one");
            settle(getpid());
            killpg(boss.pid(), kind).expect("they are there");
            // It is the boss's signal as well.
            boss.kill();
            let when = format!("when {kind} came to everybody");
            orphans_end(scene, &when);
            all_gone(scene, &when);
        }
    }

    fn when_the_janitor_is_killed_the_others_clean_up(scene: &Scene) {
        let janitor = started(scene);
        let named = made(scene, &janitor, "orphaned");
        let cleaner = only_child(scene);
        kill(cleaner, Signal::SIGKILL).expect("it is there");
        settle(getpid());
        drop(named);
        all_gone(scene, "when the janitor was killed, and then the memory was dropped");
        drop(janitor.create(&scene.shared_name("late"), 10));
        drop(janitor);
        all_gone(scene, "when the janitor was killed, and everything was dropped");
    }

    fn forked_copies_that_are_dropped_do_nothing(scene: &Scene) {
        let janitor = started(scene);
        let named = made(scene, &janitor, "copied");
        let ann = scene.fork("ann", |_| {
            // SAFETY: this process never comes back to the originals, and so it drops each once.
            unsafe {
                drop(std::ptr::read(&named));
                drop(std::ptr::read(&janitor));
            }
        });
        ann.join();
        if !place(&named).exists() {
            scene.fail(Verdict::WrongResult, "a child has dropped its copy, and the name is gone");
        }
        drop(named);
        drop(janitor);
        all_gone(scene, "after everything was dropped");
    }

    fn two_janitors_end_in_any_order(scene: &Scene) {
        for (first, which) in ["older", "younger"].into_iter().enumerate() {
            let boss = scene.fork("boss", |_| {
                let mut janitors = [(); 2].map(|()| Some(started(scene)));
                let other = janitors[1 - first].take().expect("there are two");
                let kept = made(scene, &other, "pair");
                drop(janitors[first].as_ref().map(|janitor| made(scene, janitor, "pair")));
                drop(janitors);
                if !place(&kept).exists() {
                    let message = format!("the {which} of two janitors was dropped, and a name of the other's is gone");
                    scene.fail(Verdict::WrongResult, message);
                }
            });
            let seen = boss.seen();
            if !matches!(seen, Seen::Ended(_)) {
                let message = format!(
                    "a process has two janitors and drops the {which} one first: it {seen}. Which writing ends does \
                     the second janitor have?"
                );
                scene.fail(Verdict::Deadlock, message);
            }
            all_gone(scene, &format!("when the {which} of two janitors was dropped, and then the other"));
        }
    }
}

/// Runs `child` in a forked process.
fn forked(child: impl FnOnce()) -> Pid {
    // SAFETY: a process of these tests has one thread, and the child ends here.
    match unsafe { nix::unistd::fork() }.expect("one more process") {
        nix::unistd::ForkResult::Parent { child } => child,
        nix::unistd::ForkResult::Child => {
            child();
            // SAFETY: always allowed.
            unsafe { libc::_exit(0) }
        }
    }
}
