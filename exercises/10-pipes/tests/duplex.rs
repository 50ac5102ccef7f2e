//! What `src/duplex.rs` promises, between real processes.

#![allow(clippy::drop_non_drop, reason = "the types as shipped have nothing to drop yet")]

use std::cell::Cell;
use std::io::{self, ErrorKind, Write};
use std::os::unix::net::UnixStream;
use std::process::{Command, Stdio};

use forktest::{Scene, Seen};
use interleave::{Verdict, require};
use nix::sys::signal::{Signal, kill};
use nix::unistd::getpid;
use pipes::duplex::{Connection, duplex};

#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
#[path = "limits.rs"]
mod limits;
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
#[path = "signals.rs"]
mod signals;
#[path = "duplex/values.rs"]
mod values;
#[path = "duplex/wire.rs"]
mod wire;

use signals::{SIGNALS, interrupt, signals_cut_off};
use values::{Light, Perhaps, Report, reports};
use wire::{at_the_other_end, bytes_of, expect, line, require_cut, send};

// The signatures as the exercise gives them. If one of these lines does not compile, it has lost its own.
const _: fn() -> io::Result<(Connection<u8, String>, Connection<String, u8>)> = duplex;
const _: fn(UnixStream) -> Connection<u8, String> = Connection::new;
const _: fn(&mut Connection<u8, String>, &u8) -> io::Result<()> = Connection::send;
const _: fn(&mut Connection<u8, String>) -> io::Result<Option<String>> = Connection::recv;
const _: fn() = || {
    fn may_go_to_another_thread<T: Send>() {}
    may_go_to_another_thread::<Connection<Cell<u8>, std::rc::Rc<u8>>>();
};

forktest::tests! {
    fn what_is_sent_at_one_end_is_received_at_the_other(_scene: &Scene) {
        let (mut harbour, mut lighthouse) = line::<u32, Report>();
        for (number, report) in reports().iter().enumerate() {
            send(&mut lighthouse, report);
            expect(&mut harbour, Some(report), "a report");
            send(&mut harbour, &(number as u32));
            expect(&mut lighthouse, Some(&(number as u32)), "an answer");
        }
    }

    fn nothing_is_a_value_as_well(_scene: &Scene) {
        let (mut here, mut there) = line::<Option<u8>, ()>();
        for value in [None, Some(1), None] {
            send(&mut here, &value);
            expect(&mut there, Some(&value), "a value that may be none");
            send(&mut there, &());
            expect(&mut here, Some(&()), "a value that says nothing");
        }
        let (mut here, mut there) = line::<String, Vec<u8>>();
        send(&mut here, &String::new());
        send(&mut there, &Vec::new());
        expect(&mut there, Some(&String::new()), "an empty text");
        expect(&mut here, Some(&Vec::new()), "an empty list");
    }

    fn values_that_were_sent_together_are_received_one_by_one(_scene: &Scene) {
        let (mut harbour, mut lighthouse) = line::<(), Report>();
        for report in &reports() {
            send(&mut lighthouse, report);
        }
        drop(lighthouse);
        for report in &reports() {
            expect(&mut harbour, Some(report), "all reports were sent before the first was received");
        }
        for _ in 0..2 {
            expect(&mut harbour, None, "all was received, and the other end is closed");
        }
        let (mut here, mut there) = line::<u32, u32>();
        for number in 0..10 {
            send(&mut here, &number);
            send(&mut there, &(number + 10));
        }
        for number in 0..10 {
            expect(&mut there, Some(&number), "ten numbers were sent before the first was received");
            expect(&mut here, Some(&(number + 10)), "ten numbers were sent before the first was received");
        }
    }

    fn two_processes_talk(scene: &Scene) {
        let (lighthouse, mut harbour) = at_the_other_end::<u32, u32>(scene, "lighthouse", |_, mut line| {
            while let Some(question) = line.recv().expect("a question") {
                send(&mut line, &(question / 10));
            }
        });
        for question in [0, 1, 10, 123_456_789, u32::MAX] {
            send(&mut harbour, &question);
            expect(&mut harbour, Some(&(question / 10)), "a number was sent, and an answer is awaited");
        }
        drop(harbour);
        lighthouse.join();
    }

    fn a_process_that_ends_ends_the_line(scene: &Scene) {
        for is_killed in [false, true] {
            let (lighthouse, mut harbour) = at_the_other_end::<u32, String>(scene, "lighthouse", |me, mut line| {
                send(&mut line, &"the last words\n".to_owned());
                me.stop_at("said");
            });
            lighthouse.expect_at("said");
            if is_killed { lighthouse.kill() } else { lighthouse.go() }
            expect(&mut harbour, Some(&"the last words\n".to_owned()), "it was sent before the process ended");
            expect(&mut harbour, None, "the process at the other end has ended");
            lighthouse.join();
            for _ in 0..2 {
                let sent = harbour.send(&1);
                let kind = sent.as_ref().err().map(io::Error::kind);
                require!(
                    kind == Some(ErrorKind::BrokenPipe),
                    WrongResult,
                    "the other end is closed, and sending came to {sent:?}"
                );
            }
        }
    }

    fn a_value_comes_in_however_many_pieces(scene: &Scene) {
        signals_cut_off();
        let report = reports().swap_remove(1);
        let bytes = bytes_of(&report);
        let (stream, mut raw) = UnixStream::pair().expect("two streams");
        let harbour = scene.fork("harbour", |_| {
            let mut harbour: Connection<(), Report> = Connection::new(stream);
            for _ in 0..2 {
                expect(&mut harbour, Some(&report), "it came byte by byte");
            }
        });
        // One by one, and the last with all of the next value.
        let (last, first) = bytes.split_last().expect("a value has bytes");
        let last = [&[*last], bytes.as_slice()].concat();
        for (number, piece) in first.chunks(1).chain([last.as_slice()]).enumerate() {
            // Every other piece comes after a signal.
            if number % 2 == 1 {
                kill(harbour.pid(), Signal::SIGUSR1).expect("it is there");
            }
            raw.write_all(piece).expect("the harbour reads");
            if let Seen::Polls(_) | Seen::Spins = harbour.seen() {
                scene.fail(Verdict::NoProgress, "half a value is there, and `recv` asks again and again for the rest");
            }
        }
        harbour.join();
    }

    fn the_end_in_the_middle_of_a_value_is_an_error(_scene: &Scene) {
        let report = reports().swap_remove(1);
        let bytes = bytes_of(&report);
        for cut in 1..bytes.len() {
            let (stream, mut raw) = UnixStream::pair().expect("two streams");
            raw.write_all(&[bytes.as_slice(), &bytes[..cut]].concat()).expect("room");
            drop(raw);
            let mut harbour: Connection<(), Report> = Connection::new(stream);
            expect(&mut harbour, Some(&report), "a whole report came, and half of another");
            require_cut(&harbour.recv(), &report, cut, bytes.len());
        }
        let bytes = bytes_of(&1234);
        for cut in 1..bytes.len() {
            let (stream, mut raw) = UnixStream::pair().expect("two streams");
            raw.write_all(&bytes[..cut]).expect("room");
            drop(raw);
            require_cut(&Connection::<(), u32>::new(stream).recv(), &1234, cut, bytes.len());
        }
    }

    fn a_line_that_breaks_is_an_error(_scene: &Scene) {
        let (mut here, there) = line::<u32, u32>();
        send(&mut here, &1);
        drop(there);
        let received = here.recv();
        let kind = received.as_ref().err().map(io::Error::kind);
        require!(
            kind == Some(ErrorKind::ConnectionReset),
            WrongResult,
            "the other end was closed before it had received all, which the system says is ConnectionReset, and `recv` \
             says {received:?}"
        );
    }

    fn a_value_of_another_type_is_refused_and_passed_by(_scene: &Scene) {
        let (stream, mut raw) = UnixStream::pair().expect("two streams");
        let good = reports().swap_remove(1);
        let foreign = [bytes_of(&"a text"), bytes_of(&1), bytes_of(&vec![(); 100]), bytes_of(&Light::Off)];
        for bytes in &foreign {
            raw.write_all(bytes).expect("room");
            raw.write_all(&bytes_of(&good)).expect("room");
        }
        drop(raw);
        let mut harbour: Connection<(), Report> = Connection::new(stream);
        for _ in &foreign {
            let received = harbour.recv();
            let kind = received.as_ref().err().map(io::Error::kind);
            require!(
                kind == Some(ErrorKind::InvalidData),
                WrongResult,
                "what came was no report, and `recv` says {received:?}"
            );
            expect(&mut harbour, Some(&good), "the value before it was of another type, and this one is right");
        }
    }

    fn a_value_that_cannot_be_sent_leaves_no_trace(_scene: &Scene) {
        let (mut here, mut there) = line::<Perhaps, ()>();
        for number in 0..3 {
            let sent = here.send(&Perhaps::Broken);
            require!(sent.is_err(), WrongResult, "a value that serde cannot serialise was sent: {sent:?}");
            send(&mut here, &Perhaps::Sound(number));
            let received = there.recv();
            let right = matches!(&received, Ok(Some(Perhaps::Sound(came))) if *came == number);
            require!(
                right,
                TornWrite,
                "a value was refused in the middle, then {number} was sent, and {received:?} was received: what of the \
                 first is left in the stream?"
            );
        }
    }

    fn a_long_value_crosses(scene: &Scene) {
        let letter = |number: u32| char::from(b' ' + (number % 7 * number % 90) as u8);
        let long: String = (0..1_000_000).map(letter).collect();
        let (lighthouse, mut harbour) = at_the_other_end::<String, String>(scene, "lighthouse", |_, mut line| {
            let text = line.recv().expect("a text").expect("a text");
            send(&mut line, &text);
        });
        send(&mut harbour, &long);
        expect(&mut harbour, Some(&long), "a text of a megabyte was sent there and back");
        lighthouse.join();
    }

    fn a_program_that_is_started_inherits_no_end(_scene: &Scene) {
        let ((mut first, second), (third, mut fourth)) = (line::<u8, u8>(), line::<u8, u8>());
        let mut program = Command::new("cat").stdin(Stdio::piped()).spawn().expect("`cat` is there");
        drop((second, third));
        let when = "the other end is closed, and a program was started before: who else has it?";
        expect(&mut first, None, when);
        expect(&mut fourth, None, when);
        drop(program.stdin.take());
        program.wait().expect("it was started");
    }

    fn who_waits_sleeps(scene: &Scene) {
        let (here, there) = line::<u32, u32>();
        let (here, there) = (Cell::new(Some(here)), Cell::new(Some(there)));
        let harbour = scene.fork("harbour", |_| {
            drop(there.take());
            let mut line = here.take().expect("its own copy");
            expect(&mut line, None, "the other end is closed");
        });
        match harbour.seen() {
            Seen::Asleep(_) if !limits::is_any_set() => {}
            Seen::Asleep(_) | Seen::Polls(_) | Seen::Spins => scene.fail(
                Verdict::NoProgress,
                "nothing was sent, and `recv` looks for it again and again, or waits for a time: what can it do \
                 instead, asleep?",
            ),
            _ => scene.finish(),
        }
        drop(there.take());
        harbour.join();
    }

    fn a_signal_costs_nothing(scene: &Scene) {
        signals_cut_off();
        let test = getpid();
        // More than a socket or a pipe holds, and little enough to be written as a text soon.
        let long = "light ".repeat(60_000);
        let (lighthouse, mut harbour) = at_the_other_end::<String, u32>(scene, "lighthouse", |me, mut line| {
            for number in 0..3 {
                (0..SIGNALS).for_each(|_| interrupt(test));
                send(&mut line, &number);
            }
            me.stop_at("listens");
            let received = line.recv().expect("a text");
            require!(
                received.as_ref() == Some(&long),
                TornWrite,
                "signals came during a long `send`, and another text came"
            );
        });
        for number in 0..3 {
            expect(&mut harbour, Some(&number), "signals came while it was awaited");
        }
        lighthouse.expect_at("listens");
        // Nobody reads yet, so this one waits for room.
        let harbour = scene.fork("harbour", |_| send(&mut harbour, &long));
        for _ in 0..SIGNALS {
            if let Seen::Asleep(_) = harbour.seen() {
                kill(harbour.pid(), Signal::SIGUSR1).expect("it is there");
            }
        }
        lighthouse.join();
        harbour.join();
    }
}
