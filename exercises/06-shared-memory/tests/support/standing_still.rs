//! Clients that stand still in the middle of a call, and others that want to be answered meanwhile.

use std::sync::atomic::Ordering::Relaxed;

use forktest::held::apart;
use forktest::{Actor, Scene, settle};
use interleave::Verdict;
use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, getpid};

use super::calls::{ended, fine, gives, note, started};
use super::words::words;

/// More than a socket keeps for somebody who does not read, and little enough to be written as JSON soon: who computes
/// for long is taken for one who spins.
fn long_text() -> String {
    "a long text, ".repeat(30_000)
}

fn stop(pid: Pid) {
    kill(pid, Signal::SIGSTOP).expect("it is there");
    settle(getpid());
}

fn go_on(pid: Pid) {
    kill(pid, Signal::SIGCONT).expect("it is there");
}

/// Has clients make their calls while the server stands still, and stops each where it waits. Then the server goes on,
/// and somebody else calls.
fn answers_others(
    scene: &Scene,
    server: Pid,
    ben: impl FnOnce(),
    clients: &[Actor<'_>],
    when: &str,
) {
    for client in clients {
        let _ = client.seen();
        stop(client.pid());
    }
    go_on(server);
    // It comes to where it waits for those who stand still, if it does.
    settle(getpid());
    let seen = apart(ben);
    ended(scene, &seen, "ben", when);
    clients.iter().for_each(|client| go_on(client.pid()));
    clients.iter().for_each(|client| _ = client.join());
}

pub(crate) fn however_many_stand_still_others_are_answered(scene: &Scene) {
    let (manager, server) = started(scene);
    let (dict, told) = (manager.dict(), words());
    // So that they come into their calls, and not out of them.
    stop(server);
    // To a number each: what becomes of two additions to one is asked elsewhere.
    let names: Vec<String> = (0..12).map(|number| format!("adder {number}")).collect();
    let adders: Vec<_> =
        names.iter().map(|name| scene.fork(name, |_| _ = dict.add(name, 1))).collect();
    let ben = || note(&told[0], dict.add("ben", 1));
    answers_others(scene, server, ben, &adders, "while 12 others stand still in their calls");
    for name in &names {
        let call = "`get`, for one who has stood still in `add` and then gone on,";
        gives(scene, dict.get(name), Some(1), call);
    }
}

pub(crate) fn half_a_request_keeps_nobody_waiting(scene: &Scene) {
    let (manager, server) = started(scene);
    let (dict, list, told, text) = (manager.dict(), manager.list(), words(), long_text());
    stop(server);
    let ann = scene.fork("ann", |_| fine(scene, list.push(&text), "`push` of a long text"));
    let ben = || note(&told[0], dict.add("n", 1));
    let when = "while ann stands still in the middle of sending a long text";
    answers_others(scene, server, ben, &[ann], when);
    if told[0].load(Relaxed) != 1 {
        scene.fail(Verdict::WrongResult, format!("ben was not told that 0 and 1 is 1, {when}"));
    }
    if fine(scene, list.pop(), "`pop`") != Some(text) {
        let message = "ann stood still in the middle of sending a long text, went on, and another text arrived";
        scene.fail(Verdict::TornWrite, message);
    }
}

pub(crate) fn a_reply_that_is_not_read_keeps_nobody_waiting(scene: &Scene) {
    let (manager, server) = started(scene);
    let (dict, list, told, text) = (manager.dict(), manager.list(), words(), long_text());
    fine(scene, list.push(&text), "`push` of a long text");
    stop(server);
    let ann = scene.fork("ann", |_| {
        let got = fine(scene, list.items(), "`items`");
        told[1].store(u64::from(got == [text.as_str()]), Relaxed);
    });
    let ben = || note(&told[0], dict.add("n", 1));
    let when = "while ann stands still and does not read the long text that she has asked for";
    answers_others(scene, server, ben, &[ann], when);
    if told[0].load(Relaxed) != 1 {
        scene.fail(Verdict::WrongResult, format!("ben was not told that 0 and 1 is 1, {when}"));
    }
    if told[1].load(Relaxed) != 1 {
        let message = "ann stood still before she read a long text, went on, and got another text";
        scene.fail(Verdict::TornWrite, message);
    }
}
