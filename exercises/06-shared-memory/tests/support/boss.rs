//! A boss who has an array painted by workers, and waits for them.

use std::io;
use std::sync::atomic::Ordering::Relaxed;

use forktest::process::{self, State};
use forktest::{Actor, Scene, Seen, settle};
use interleave::Verdict;
use nix::sys::prctl;
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, sigaction};
use nix::sys::wait::WaitStatus;
use nix::unistd::{Pid, getpid};
use shared_memory::shared_array::SharedArray;

use super::gate::Gate;
use super::no_processes::{none_is_left, processes_left};
use super::words::words;

/// A new array.
pub(crate) fn shared(len: usize) -> SharedArray<u64> {
    SharedArray::new(len).expect("the kernel has a page left")
}

/// Fails unless the work was done.
pub(crate) fn done(scene: &Scene, result: io::Result<()>) {
    if let Err(error) = result {
        scene.fail(Verdict::WrongResult, format!("no worker failed, and `in_parts` says: {error}"));
    }
}

/// Fails unless the elements are those.
pub(crate) fn holds(scene: &Scene, array: &[u64], want: &[u64], what: &str) {
    if array != want {
        scene.fail(Verdict::WrongResult, format!("{what}: the array is {array:?}, not {want:?}"));
    }
}

/// Fails unless the boss sleeps, since some of her workers are not done.
fn sleeps(scene: &Scene, boss: &Actor<'_>, when: &str) {
    match boss.seen() {
        Seen::Asleep(_) => {}
        Seen::Ended(_) => {
            let message = format!("the boss came back from `in_parts` {when}");
            scene.fail(Verdict::OrphanLeft, message)
        }
        seen => {
            let message = format!(
                "the boss {seen} {when}: `waitpid` sleeps until there is something to tell"
            );
            scene.fail(Verdict::NoProgress, message)
        }
    }
}

/// Three workers begin, and end in that order.
pub(crate) fn work_together(scene: &Scene, order: [usize; 3]) {
    let (mut array, told, gates) = (shared(6), words(), [(); 3].map(|()| Gate::new()));
    let me = || u64::from(getpid().as_raw().unsigned_abs());
    let boss = scene.fork("boss", |_| {
        told[0].store(me(), Relaxed);
        let _ = array.in_parts(3, |first, _| {
            told[1].fetch_add(1, Relaxed);
            told[5].fetch_or(1 << first.min(63), Relaxed);
            told[2 + first / 2].store(me(), Relaxed);
            gates[first / 2].wait();
        });
    });
    sleeps(scene, &boss, "while her workers wait at a gate");
    let here = told[1].load(Relaxed);
    if here < 3 {
        let message = format!(
            "three workers were to work at the same time; when each waits for something, {here} had begun"
        );
        scene.fail(Verdict::RanSerially, message);
    }
    if told[5].load(Relaxed) != 0b010101 {
        let message = "six elements and three workers: the parts should begin with elements 0, 2 and 4, and `work` \
                       was told something else";
        scene.fail(Verdict::WrongResult, message);
    }
    let mut pids: Vec<u64> = [0, 2, 3, 4].iter().map(|&n| told[n].load(Relaxed)).collect();
    pids.sort_unstable();
    pids.dedup();
    if pids.len() < 4 {
        let message =
            format!("the boss and three workers should be four processes, and are {}", pids.len());
        scene.fail(Verdict::WrongResult, message);
    }
    for (ended, &worker) in order.iter().enumerate() {
        if ended > 0 {
            sleeps(scene, &boss, &format!("when {ended} of three workers had ended"));
        }
        gates[worker].open();
    }
    boss.join();
}

/// The worker that has that element ends badly, while the others wait at a gate.
pub(crate) fn one_fails(scene: &Scene, element: usize, how: &str, fail: impl Fn()) {
    prctl::set_child_subreaper(true).expect("a process may adopt orphans");
    let (mut array, told, gate) = (shared(7), words(), Gate::new());
    let boss = scene.fork("boss", |_| {
        let result = array.in_parts(3, |first, part| {
            if (first..first + part.len()).contains(&element) {
                told[2].store(first as u64, Relaxed);
                told[3].store(part.len() as u64, Relaxed);
                fail();
            }
            told[1].store(u64::from(getpid().as_raw().unsigned_abs()), Relaxed);
            gate.wait();
            part.fill(1);
        });
        told[0].store(if result.is_err() { 1 } else { 2 }, Relaxed);
        let again = array.in_parts(3, |_, _| {});
        told[4].store(u64::from(again.is_ok()), Relaxed);
    });
    let seen = boss.seen();
    // If the boss is gone, the others come to their gate as children of this process.
    settle(getpid());
    let other = Pid::from_raw(told[1].load(Relaxed) as i32);
    if matches!(process::state(other), State::Zombie | State::Gone) {
        let message = format!("a worker {how}, and another one was ended in its work");
        scene.fail(Verdict::WrongResult, message);
    }
    if matches!(seen, Seen::Ended(_)) {
        let message = format!(
            "the boss came back from `in_parts` when a worker {how}, and the others were still working"
        );
        scene.fail(Verdict::OrphanLeft, message);
    }
    (0..3).for_each(|_| gate.open());
    boss.join();
    if told[0].load(Relaxed) != 1 {
        let message = format!(
            "the worker with element {element} {how}, and `in_parts` says that all went well"
        );
        scene.fail(Verdict::WrongResult, message);
    }
    if told[4].load(Relaxed) != 1 {
        let message = format!(
            "a worker {how}; then `in_parts` was called again, nobody failed, and it is an error"
        );
        scene.fail(Verdict::WrongResult, message);
    }
    let [first, len] = [2, 3].map(|n| told[n].load(Relaxed) as usize);
    let mut want = [1; 7];
    want[first..first + len].fill(0);
    holds(
        scene,
        &array,
        &want,
        &format!("a worker {how}, and the others filled their parts with 1"),
    );
}

/// The kernel has a process for so many of three workers, and none for the others.
pub(crate) fn some_cannot_be_started(scene: &Scene, started: usize) {
    let (mut array, told, gate) = (shared(6), words(), Gate::new());
    let boss = scene.fork("boss", |_| {
        processes_left(started);
        let result = array.in_parts(3, |_, part| {
            told[1].fetch_add(1, Relaxed);
            gate.wait();
            part.fill(1);
        });
        told[0].store(if result.is_err() { 1 } else { 2 }, Relaxed);
        told[2].store(u64::from(none_is_left()), Relaxed);
    });
    let short = format!("the kernel had a process for {started} of three workers");
    match boss.seen() {
        // It fails, with what the boss said in her panic.
        Seen::Ended(WaitStatus::Exited(_, 101)) => boss.expect_at("the end of `in_parts`"),
        Seen::Ended(_) if started > 0 => scene.fail(
            Verdict::OrphanLeft,
            format!("{short}, they wait at a gate, and the boss came back from `in_parts`"),
        ),
        _ => {}
    }
    (0..3).for_each(|_| gate.open());
    boss.join();
    if told[2].load(Relaxed) == 0 {
        // This machine has one more whatever is said.
        return;
    }
    if told[0].load(Relaxed) != 1 {
        scene
            .fail(Verdict::WrongResult, format!("{short}, and `in_parts` says that all went well"));
    }
    let (began, done) = (told[1].load(Relaxed), array.iter().filter(|n| **n == 1).count());
    if done as u64 != 2 * began {
        let message =
            format!("{short}; {began} began, each with a part of 2 elements, and {done} are done");
        scene.fail(Verdict::WrongResult, message);
    }
}

/// Signals come to the boss while she waits for her workers.
pub(crate) fn signals_come_by(scene: &Scene) {
    extern "C" fn nothing(_: libc::c_int) {}
    let (mut array, told, gates) = (shared(6), words(), [(); 3].map(|()| Gate::new()));
    let boss = scene.fork("boss", |_| {
        let action =
            SigAction::new(SigHandler::Handler(nothing), SaFlags::empty(), SigSet::empty());
        // SAFETY: the handler does nothing.
        unsafe { sigaction(Signal::SIGUSR1, &action) }.expect("a handler");
        let result = array.in_parts(3, |first, part| {
            gates[first / 2].wait();
            part.fill(1);
        });
        told[0].store(if result.is_ok() { 1 } else { 2 }, Relaxed);
    });
    for (ended, worker) in [1, 0, 2].into_iter().enumerate() {
        for signals in 0..3 {
            let when = format!(
                "when {ended} of three workers had ended, and then {signals} signals had come by"
            );
            sleeps(scene, &boss, &when);
            kill(boss.pid(), Signal::SIGUSR1).expect("she is there");
        }
        sleeps(scene, &boss, &format!("when {ended} of three workers had ended, and signals came"));
        gates[worker].open();
    }
    boss.join();
    if told[0].load(Relaxed) != 1 {
        let message =
            "signals came to the boss, no worker failed, and `in_parts` says that one did";
        scene.fail(Verdict::WrongResult, message);
    }
    holds(
        scene,
        &array,
        &[1; 6],
        "three workers filled their parts, while signals came to the boss",
    );
}
