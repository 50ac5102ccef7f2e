//! What `src/many_writers.rs` promises, with writers that are overtaken, stopped and killed anywhere.

#![allow(clippy::drop_non_drop, reason = "the types as shipped have nothing to drop yet")]

use std::cell::RefCell;
use std::io::{self, ErrorKind};
use std::thread;

use forktest::held::{Before, apart, held_at_each};
use forktest::process::{State, state};
use forktest::{Scene, Seen};
use interleave::{Verdict, require};
use nix::libc::PIPE_BUF;
use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, getpid};
use pipes::many_writers::{MOST, Receiver, Sender, mailbox};

#[path = "many_writers/boxes.rs"]
mod boxes;
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
#[path = "limits.rs"]
mod limits;
#[path = "many_writers/numbers.rs"]
mod numbers;
#[path = "many_writers/records.rs"]
mod records;
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
#[path = "signals.rs"]
mod signals;

use boxes::{expect, log_of_the_rest, new_box, recv, require_same, send};
use numbers::pretend;
use records::record;
use signals::{SIGNALS, interrupt, signals_cut_off};

// The signatures as the exercise gives them. If one of these lines does not compile, it has lost its own.
const _: fn() -> io::Result<(Sender, Receiver)> = mailbox;
const _: fn(&mut Sender, &[u8]) -> io::Result<()> = Sender::send;
const _: fn(&mut Receiver) -> io::Result<Option<Vec<u8>>> = Receiver::recv;
const _: () = assert!(MOST == 1 << 20, "MOST is part of the exercise");

forktest::tests! {
    fn what_is_put_in_is_taken_out(_scene: &Scene) {
        let (sender, mut receiver) = new_box();
        let texts: [&[u8]; 5] = [b"light on", b"", b"\0\0\0\0", b"\n", b"light off"];
        for text in texts {
            send(&sender, text);
        }
        drop(sender);
        let came: Vec<_> = texts.iter().map_while(|_| recv(&mut receiver)).collect();
        require!(
            came.len() == texts.len(),
            MessageLost,
            "{} records were sent, one of them empty, and {} came",
            texts.len(),
            came.len()
        );
        for (came, text) in came.iter().zip(texts) {
            require_same(came, text, "one process, and all were sent before the first was received");
        }
        for _ in 0..2 {
            require!(
                recv(&mut receiver).is_none(),
                WrongResult,
                "every sender is gone, all was received, and there is one record more"
            );
        }
        let (sender, mut receiver) = new_box();
        for text in texts {
            send(&sender, text);
            expect(&mut receiver, text, "one process, one after the other");
        }
    }

    fn the_end_comes_when_every_sender_is_gone(scene: &Scene) {
        let (sender, mut receiver) = new_box();
        let ann = scene.fork("ann", |me| me.stop_at("with a sender"));
        ann.expect_at("with a sender");
        drop(sender);
        let reader = scene.fork("reader", |_| {
            require!(recv(&mut receiver).is_none(), WrongResult, "nothing was sent, and something was received");
        });
        match reader.seen() {
            Seen::Asleep(_) if !limits::is_any_set() => {}
            Seen::Asleep(_) | Seen::Polls(_) | Seen::Spins => scene.fail(
                Verdict::NoProgress,
                "nothing was sent, and `recv` looks for it again and again: what can it do instead, asleep?",
            ),
            Seen::Ended(_) => {
                scene.finish();
                scene.fail(
                    Verdict::WrongResult,
                    "a process still has a sender, and `recv` says that there are no more records",
                );
            }
            Seen::At(_) => unreachable!("it has no stop"),
        }
        ann.go();
        reader.join();
    }

    fn records_may_be_longer_than_a_write_that_is_whole(scene: &Scene) {
        let (sender, mut receiver) = new_box();
        let around = |length: usize| length - 40..length + 40;
        let lengths = around(PIPE_BUF).chain(around(2 * PIPE_BUF)).chain([5 * PIPE_BUF, 100_000]);
        let records: Vec<_> = lengths.map(|length| record(1, 0, length)).collect();
        let ann = scene.fork("ann", |_| records.iter().for_each(|record| send(&sender, record)));
        drop(sender);
        for record in &records {
            let Some(came) = recv(&mut receiver) else {
                if let Seen::Ended(_) = ann.seen() {
                    // If she could not send it, she has said why.
                    scene.finish();
                }
                scene.fail(
                    Verdict::MessageLost,
                    format!("a record of {} bytes was sent, and never came", record.len()),
                );
            };
            require_same(&came, record, "one process, one after the other");
        }
    }

    fn the_longest_record_goes_and_a_longer_one_does_not(scene: &Scene) {
        let (sender, mut receiver) = new_box();
        let longest = record(1, 0, MOST);
        scene.fork("ann", |_| {
            let sent = sender.borrow_mut().send(&vec![0; MOST + 1]);
            let kind = sent.as_ref().err().map(io::Error::kind);
            require!(
                kind == Some(ErrorKind::InvalidInput),
                WrongResult,
                "a record of MOST + 1 bytes should be refused as InvalidInput, and this came of it: {sent:?}"
            );
            send(&sender, &longest);
        });
        drop(sender);
        let came = recv(&mut receiver);
        let next = recv(&mut receiver);
        scene.finish();
        require!(next.is_none(), TornWrite, "a record was refused, and something of it came out");
        require_same(&came.unwrap_or_default(), &longest, "a record of MOST bytes");
    }

    fn a_writer_that_stands_still_keeps_nobody_waiting(_scene: &Scene) {
        let long = record(1, 0, 3 * PIPE_BUF);
        let short = record(2, 0, 100);
        // Another box for each place.
        let now = RefCell::new(Some(new_box()));
        let sender = |to: &dyn Fn(&RefCell<Sender>)| to(&now.borrow().as_ref().expect("a box").0);
        held_at_each(
            Before::Calls,
            || sender(&|sender| send(sender, &long)),
            |held| {
                let seen = apart(|| sender(&|sender| send(sender, &short)));
                require!(
                    matches!(seen, Seen::Ended(_)),
                    LockHeldTooLong,
                    "one writer was {held}, in the middle of a long record, and another one that sent a short record \
                     {seen}"
                );
                held.go_on();
                let (sender, receiver) = now.replace(Some(new_box())).expect("a box");
                drop(sender);
                let log = log_of_the_rest(receiver);
                log.require_whole(&format!("one writer was {held} while another one sent"));
                log.require_all(&[&long, &short], &format!("one writer was {held} while another one sent"));
            },
        );
    }

    fn a_writer_that_is_killed_takes_no_other_record_with_it(_scene: &Scene) {
        let long = record(1, 0, 3 * PIPE_BUF);
        let short = record(2, 0, 100);
        let now = RefCell::new(Some(new_box()));
        let sender = |to: &dyn Fn(&RefCell<Sender>)| to(&now.borrow().as_ref().expect("a box").0);
        held_at_each(
            Before::Calls,
            || sender(&|sender| send(sender, &long)),
            |held| {
                held.kill();
                let (sender, receiver) = now.replace(Some(new_box())).expect("a box");
                send(&sender, &short);
                drop(sender);
                let log = log_of_the_rest(receiver);
                let when = format!("one writer was killed before its system call {}, {}", held.number, held.call);
                log.require_whole(&when);
                log.require_all(&[&short], &when);
            },
        );
    }

    fn a_new_process_may_have_the_number_of_a_dead_one(_scene: &Scene) {
        let begun = record(1, 0, PIPE_BUF + 2000);
        for news in [record(2, 0, 100), record(2, 0, begun.len())] {
            let now = RefCell::new(Some(new_box()));
            let sender = |to: &dyn Fn(&RefCell<Sender>)| to(&now.borrow().as_ref().expect("a box").0);
            held_at_each(
                Before::Calls,
                || sender(&|sender| send(sender, &begun)),
                |held| {
                    held.kill();
                    let seen = apart(|| {
                        pretend(held.pid().as_raw());
                        sender(&|sender| send(sender, &news));
                    });
                    let when = format!(
                        "one writer was killed before its system call {}, {}, and a new one with its number {seen}",
                        held.number, held.call
                    );
                    let (sender, receiver) = now.replace(Some(new_box())).expect("a box");
                    drop(sender);
                    let log = log_of_the_rest(receiver);
                    log.require_whole(&when);
                    log.require_all(&[&news], &when);
                },
            );
        }
    }

    fn two_processes_have_two_numbers_however_alike(_scene: &Scene) {
        const ONE: i32 = 1000;
        // The largest machines have numbers below 1 << 22.
        let steps: Vec<i32> = (4..22).map(|bit| 1 << bit).chain([1000, 10_000, 100_000]).collect();
        let long = record(1, 0, PIPE_BUF + 2000);
        // Not all at once: a box has no room for so many.
        for steps in steps.chunks(7) {
            let now = RefCell::new(Some(new_box()));
            let sender = |to: &dyn Fn(&RefCell<Sender>)| to(&now.borrow().as_ref().expect("a box").0);
            let shorts: Vec<_> = (0..steps.len() as u32).map(|number| record(2, number, 20)).collect();
            held_at_each(
                Before::Calls,
                || {
                    pretend(ONE);
                    sender(&|sender| send(sender, &long));
                },
                |held| {
                    let seen = apart(|| {
                        for (step, short) in steps.iter().zip(&shorts) {
                            pretend(ONE + step);
                            sender(&|sender| send(sender, short));
                        }
                    });
                    let when = format!(
                        "process {ONE} was {held}, and then processes whose numbers are greater by {steps:?} {seen}"
                    );
                    held.go_on();
                    let (sender, receiver) = now.replace(Some(new_box())).expect("a box");
                    drop(sender);
                    let log = log_of_the_rest(receiver);
                    log.require_whole(&when);
                    let shorts = shorts.iter().map(Vec::as_slice);
                    log.require_all(&shorts.chain([long.as_slice()]).collect::<Vec<_>>(), &when);
                },
            );
        }
    }

    fn a_record_that_waits_for_room_is_not_torn(scene: &Scene) {
        // What is in the pipe decides where a long record is cut, so with more and with less of it.
        for (fill, is_killed) in (4..12).flat_map(|fill| [(fill, false), (fill, true)]) {
            let (sender, mut receiver) = new_box();
            let filling: Vec<_> = (0..fill).map(|number| record(0, number, 3000)).collect();
            // One by the process of which the others are forks.
            send(&sender, &filling[0]);
            scene.fork("cleo", |_| filling[1..].iter().for_each(|record| send(&sender, record))).seen();
            let long = record(1, 0, 700_000);
            let ann = scene.fork("ann", |_| send(&sender, &long));
            let is_waiting = !matches!(ann.seen(), Seen::Ended(_));
            if is_waiting {
                stop(ann.pid());
            }
            // Now there is room.
            filling.iter().for_each(|record| expect(&mut receiver, record, "one after the other"));
            let short: Vec<_> = (0..3).map(|number| record(2, number, 50)).collect();
            scene.fork("ben", |_| short.iter().for_each(|record| send(&sender, record))).seen();
            drop(sender);
            if is_killed {
                ann.kill();
            } else if is_waiting {
                kill(ann.pid(), Signal::SIGCONT).expect("it is there");
            }
            let how = if is_killed { "killed" } else { "stopped" };
            let log = log_of_the_rest(receiver);
            let when = format!("a writer waited for room, was {how}, and another one sent three records");
            log.require_whole(&when);
            log.require_all(&short.iter().map(Vec::as_slice).collect::<Vec<_>>(), &when);
            if !is_killed {
                log.require_all(&[&long], &when);
                ann.join();
            }
        }
    }

    fn many_writers_at_the_same_time(scene: &Scene) {
        const LENGTHS: [usize; 8] = [10, 100_000, PIPE_BUF, 1, 3 * PIPE_BUF, PIPE_BUF - 8, 5000, 400];
        let (sender, receiver) = new_box();
        for writer in 0..4 {
            scene.fork(["ann", "ben", "cleo", "dan"][writer as usize], |_| {
                for number in 0..40 {
                    let length = LENGTHS[(writer as usize + number as usize) % LENGTHS.len()];
                    send(&sender, &record(writer, number, length.max(records::LEAST)));
                }
            });
        }
        drop(sender);
        let log = log_of_the_rest(receiver);
        log.require_whole("four processes sent at the same time");
        log.require_in_order(&[40; 4]);
    }

    fn who_sends_to_nobody_is_told(_scene: &Scene) {
        for length in [0, 10, 5 * PIPE_BUF] {
            let (sender, receiver) = new_box();
            drop(receiver);
            let sent = sender.borrow_mut().send(&vec![0; length]);
            let kind = sent.as_ref().err().map(io::Error::kind);
            require!(
                kind == Some(ErrorKind::BrokenPipe),
                WrongResult,
                "the receiver is gone, and sending {length} bytes came to {sent:?}"
            );
        }
    }

    fn a_signal_costs_nothing(scene: &Scene) {
        signals_cut_off();
        let test = getpid();
        let (sender, mut receiver) = new_box();
        let (short, long) = (record(1, 0, 100), record(1, 1, 700_000));
        let ann = scene.fork("ann", |_| {
            (0..SIGNALS).for_each(|_| interrupt(test));
            send(&sender, &short);
            send(&sender, &long);
        });
        drop(sender);
        expect(&mut receiver, &short, "signals came while it was awaited");
        for _ in 0..SIGNALS {
            if let Seen::Asleep(_) = ann.seen() {
                kill(ann.pid(), Signal::SIGUSR1).expect("it is there");
            }
        }
        if let Seen::Ended(_) = ann.seen() {
            scene.finish();
        }
        expect(&mut receiver, &long, "signals came while it waited for room");
    }
}

/// Stops a process where it is.
fn stop(pid: Pid) {
    kill(pid, Signal::SIGSTOP).expect("it is there");
    while !matches!(state(pid), State::Stopped | State::Zombie) {
        thread::yield_now();
    }
}
