//! What `src/full_pipe.rs` promises, with children of all sorts.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::process::exit;
use std::thread;

use forktest::process::State;
use forktest::{Scene, Seen, process};
use interleave::{Verdict, require};
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use nix::sys::signal::{Signal, kill, raise};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork, getpid};
use pipes::full_pipe::through;

// The function as the exercise gives it. If this line does not compile, it has lost its signature.
const _: fn(&[u8], fn(PipeReader, PipeWriter)) -> io::Result<(Vec<u8>, WaitStatus)> = through;

/// More than two pipes hold, with all their pages half full.
const LONG: usize = 400_000;

/// Bytes in an order that no mistake repeats.
fn text(length: usize) -> Vec<u8> {
    (0..length as u32).map(|number| (number.wrapping_mul(number) >> 7) as u8).collect()
}

/// What came of `through`, which must not be an error.
fn sent(input: &[u8], filter: impl FnOnce(PipeReader, PipeWriter)) -> (Vec<u8>, WaitStatus) {
    let result = through(input, filter);
    match result {
        Ok((_, WaitStatus::StillAlive)) => {
            require!(
                false,
                WrongResult,
                "`through` of {} bytes has returned, and says that the child is still alive: who waits until it has ended?",
                input.len()
            );
            unreachable!()
        }
        Ok(came) => came,
        Err(error) => {
            require!(
                false,
                WrongResult,
                "`through` of {} bytes came to an error: {error}",
                input.len()
            );
            unreachable!()
        }
    }
}

/// Requires that the child ended by itself, in peace, and wrote `expected`.
fn require_output((output, status): (Vec<u8>, WaitStatus), expected: &[u8], child: &str) {
    require!(
        matches!(status, WaitStatus::Exited(_, 0)),
        WrongResult,
        "a child that {child} ended by itself with exit code 0, and `through` says {status:?}"
    );
    require!(
        output == expected,
        MessageLost,
        "a child that {child} wrote {} bytes, and {} came back{}",
        expected.len(),
        output.len(),
        if output.len() == expected.len() { ", other ones" } else { "" }
    );
}

/// Copies a little at a time, as most filters do.
fn copy(mut from: PipeReader, mut to: PipeWriter) {
    let mut buffer = [0; 4096];
    loop {
        match from.read(&mut buffer).expect("a pipe can be read") {
            0 => return,
            read => to.write_all(&buffer[..read]).expect("the parent reads"),
        }
    }
}

/// Waits until that process has ended, and leaves it to others to wait for it.
fn has_ended(pid: Pid) {
    while !matches!(process::state(pid), State::Zombie | State::Gone) {
        thread::yield_now();
    }
}

/// Reads to the end, and says how much that was.
fn count(mut from: PipeReader) -> usize {
    let mut all = Vec::new();
    from.read_to_end(&mut all).expect("a pipe can be read")
}

forktest::tests! {
    fn what_the_child_makes_of_it_comes_back(_scene: &Scene) {
        let came = sent(b"light on", |mut from, mut to| {
            let mut text = String::new();
            from.read_to_string(&mut text).expect("a pipe can be read");
            to.write_all(text.to_uppercase().as_bytes()).expect("the parent reads");
        });
        require_output(came, b"LIGHT ON", "writes it in capitals");
        require_output(sent(b"", copy), b"", "copies nothing");
    }

    fn more_than_a_pipe_holds_goes_through(_scene: &Scene) {
        let input = text(LONG);
        require_output(sent(&input, copy), &input, "copies");
        let input = text(8 * LONG);
        require_output(sent(&input, copy), &input, "copies");
    }

    fn a_child_may_read_everything_before_it_writes(_scene: &Scene) {
        let input = text(LONG);
        let mut expected = input.clone();
        expected.sort_unstable();
        let came = sent(&input, |mut from, mut to| {
            let mut all = Vec::new();
            from.read_to_end(&mut all).expect("a pipe can be read");
            all.sort_unstable();
            to.write_all(&all).expect("the parent reads");
        });
        require_output(came, &expected, "sorts");
    }

    fn a_child_may_write_everything_before_it_reads(_scene: &Scene) {
        // From a little more than one pipe holds to more than both do.
        for length in [66_000, 100_000, 140_000, LONG] {
            let came = sent(&text(length), |from, mut to| {
                to.write_all(&text(LONG + 1)).expect("the parent reads");
                exit(if count(from) == length { 0 } else { 1 });
            });
            require_output(came, &text(LONG + 1), "writes before it reads");
        }
    }

    fn a_child_may_write_much_for_little(_scene: &Scene) {
        let came = sent(&text(5000), |mut from, mut to| {
            let mut byte = [0];
            while from.read(&mut byte).expect("a pipe can be read") == 1 {
                to.write_all(&byte.repeat(100)).expect("the parent reads");
            }
        });
        let expected: Vec<u8> = text(5000).iter().flat_map(|byte| [*byte; 100]).collect();
        require_output(came, &expected, "writes each byte a hundred times");
    }

    fn what_the_child_hands_on_is_written_as_well(scene: &Scene) {
        let (mut gate, mut open) = io::pipe().expect("a pipe");
        let (mut told, tell) = io::pipe().expect("a pipe");
        let parent = scene.fork("parent", |_| {
            // Moved in: if this process ends without a word, the test need not wait for one.
            let mut tell = tell;
            let (_, status) = sent(&text(LONG), |from, to| {
                // SAFETY: a forked process has one thread.
                if let ForkResult::Child = unsafe { fork() }.expect("one more process") {
                    drop(to);
                    gate.read_exact(&mut [0]).expect("the test opens it");
                    let read = count(from) as u32;
                    let me = getpid().as_raw();
                    tell.write_all(&[read.to_le_bytes(), me.to_le_bytes()].concat()).expect("the test reads");
                    exit(0);
                }
            });
            require!(
                matches!(status, WaitStatus::Exited(_, 0)),
                WrongResult,
                "the child ended, and `through` says {status:?}"
            );
        });
        parent.seen();
        open.write_all(b"+").expect("the child waits");
        let mut answer = [0; 8];
        if told.read_exact(&mut answer).is_err() {
            scene.finish();
        }
        let [read, pid] = [0, 4].map(|at| u32::from_le_bytes([0, 1, 2, 3].map(|byte| answer[at + byte])));
        // Its parent has ended, so nobody here can wait for it.
        has_ended(Pid::from_raw(pid as i32));
        require!(
            read as usize == LONG,
            MessageLost,
            "the child had a child of its own, which read the input, and got {read} of {LONG} bytes: who was still \
             writing when `through` returned?"
        );
    }

    fn a_child_need_not_read(_scene: &Scene) {
        for length in [0, 1, LONG] {
            let came = sent(&text(length), |from, mut to| {
                drop(from);
                to.write_all(b"no, thank you").expect("the parent reads");
            });
            require_output(came, b"no, thank you", "reads nothing");
            let came = sent(&text(length), |mut from, mut to| {
                let mut first = [0; 10];
                let read = from.read(&mut first).expect("a pipe can be read");
                drop(from);
                to.write_all(&text(LONG)[read..]).expect("the parent reads");
            });
            let read = length.min(10);
            require_output(came, &text(LONG)[read..], "reads ten bytes and then writes");
        }
    }

    fn a_child_that_says_no_more_still_gets_all(_scene: &Scene) {
        let (output, status) = sent(&text(LONG), |from, mut to| {
            to.write_all(b"I listen").expect("the parent reads");
            drop(to);
            exit(if count(from) == LONG { 0 } else { 1 });
        });
        require!(
            !matches!(status, WaitStatus::Signaled(_, Signal::SIGKILL, _)),
            WrongResult,
            "a child closed its output and read on, and was killed. Who ends it?"
        );
        require!(
            matches!(status, WaitStatus::Exited(_, 0)),
            MessageLost,
            "a child closed its output, read on, and did not get all of its input: {status:?}. What ends the writing?"
        );
        require!(output == b"I listen", MessageLost, "{} bytes came back, where 8 were written", output.len());
    }

    fn each_process_has_its_own_two_ends_and_no_other(_scene: &Scene) {
        let before = process::descriptors().len();
        let (_, status) = sent(b"", |_from, _to| {
            exit(process::descriptors().len().saturating_sub(before) as i32);
        });
        let WaitStatus::Exited(_, descriptors) = status else {
            require!(false, WrongResult, "the child ended with {status:?}");
            return;
        };
        require!(
            descriptors == 2,
            DescriptorLeaked,
            "the child has {descriptors} descriptors more than the parent had: which of them does it not use?"
        );
        let left = process::descriptors().len() - before;
        require!(left == 0, DescriptorLeaked, "`through` has returned, and {left} of its descriptors are still open");
    }

    fn how_the_child_ended_is_told(_scene: &Scene) {
        // A child of somebody else's, which has ended already.
        // SAFETY: a process test has one thread.
        let other = match unsafe { fork() }.expect("one more process") {
            ForkResult::Parent { child } => child,
            ForkResult::Child => exit(7),
        };
        has_ended(other);
        let (output, status) = sent(&text(LONG), |_, mut to| {
            to.write_all(b"so far").expect("the parent reads");
            exit(3);
        });
        require!(
            output == b"so far" && matches!(status, WaitStatus::Exited(_, 3)),
            WrongResult,
            "the child wrote \"so far\" and ended with exit code 3, and `through` says {output:?}, {status:?}"
        );
        let (_, status) = sent(b"", |_, _| raise(Signal::SIGKILL).expect("it may"));
        require!(
            matches!(status, WaitStatus::Signaled(_, Signal::SIGKILL, _)),
            WrongResult,
            "the child was killed, and `through` says {status:?}"
        );
        let parent = getpid();
        let (_, status) = sent(b"", |_, _| std::panic::resume_unwind(Box::new("it does not work")));
        require!(getpid() == parent, ChildReturned, "the child came back out of `through`");
        require!(
            matches!(status, WaitStatus::Exited(_, 101)),
            WrongResult,
            "the child panicked, and `through` says {status:?}"
        );
        let theirs = waitpid(other, None);
        require!(
            theirs == Ok(WaitStatus::Exited(other, 7)),
            WrongResult,
            "this process had another child, which ended with exit code 7. Who has waited for it? Now it is {theirs:?}"
        );
    }

    fn a_child_that_is_stopped_has_not_ended(scene: &Scene) {
        let parent = scene.fork("parent", |_| {
            let came = sent(b"light on", |from, to| {
                drop((from, to));
                raise(Signal::SIGSTOP).expect("it may");
            });
            require_output(came, b"", "was stopped for a while");
        });
        if let Seen::Ended(_) = parent.seen() {
            scene.finish();
            scene.fail(Verdict::WrongResult, "a child was stopped and will go on, and `through` has returned");
        }
        for child in process::descendants(parent.pid()) {
            // Another child, which had ended, may be waited for as soon as the first goes on.
            let _ = kill(child, Signal::SIGCONT);
        }
        parent.join();
    }

    fn where_descriptors_run_out_it_fails_in_peace(scene: &Scene) {
        let (_, most) = getrlimit(Resource::RLIMIT_NOFILE).expect("a process may ask for its limits");
        let used = process::descriptors().into_keys().max().map_or(0, |last| last as u64 + 1);
        for more in 0..8 {
            let parent = scene.fork("parent", |_| {
                let before = process::descriptors().len();
                setrlimit(Resource::RLIMIT_NOFILE, used + more, most).expect("a limit may be lowered");
                let result = through(b"light on", copy);
                setrlimit(Resource::RLIMIT_NOFILE, most, most).expect("a limit may be raised again");
                let when = format!("there was room for {more} descriptors, and `through` came to {result:?}");
                let is_right = result.is_err() || matches!(&result, Ok((output, _)) if output == b"light on");
                require!(is_right, MessageLost, "{when}");
                let left = process::descriptors().len() - before;
                require!(left == 0, DescriptorLeaked, "{when}: {left} of its descriptors are still open");
                let is_alone = process::descendants(getpid()).is_empty();
                require!(is_alone, ZombieLeft, "{when}: who waits for the child?");
            });
            parent.join();
        }
    }

    fn it_sleeps_while_the_child_takes_its_time(scene: &Scene) {
        let children = [
            (LONG, true, true, "that does not read yet"),
            (0, true, true, "that does not write yet"),
            (LONG, true, false, "that has closed its output and does not read yet"),
            (LONG, false, true, "that has closed its input and does not write yet"),
            (LONG, false, false, "that has closed both ends and does not end yet"),
        ];
        for (input, reads, writes, child) in children {
            let (mut gate, mut open) = io::pipe().expect("a pipe");
            let sends = text(input);
            let parent = scene.fork("parent", |_| {
                let came = sent(&sends, |from, to| {
                    let ends = (reads.then_some(from), writes.then_some(to));
                    gate.read_exact(&mut [0]).expect("the test opens it");
                    match ends {
                        (Some(from), Some(to)) => copy(from, to),
                        (Some(from), None) => exit(if count(from) == input { 0 } else { 1 }),
                        (None, Some(mut to)) => to.write_all(b"late").expect("the parent reads"),
                        (None, None) => {}
                    }
                });
                let expected = match (reads, writes) {
                    (true, true) => sends.clone(),
                    (false, true) => b"late".to_vec(),
                    (_, false) => Vec::new(),
                };
                require_output(came, &expected, "takes its time");
            });
            match parent.seen() {
                Seen::Asleep(_) => {}
                Seen::Polls(_) | Seen::Spins => scene.fail(
                    Verdict::NoProgress,
                    format!(
                        "`through` looks again and again at a child {child}: what can it wait for instead, asleep?"
                    ),
                ),
                Seen::Ended(_) => scene.finish(),
                seen => scene.fail(Verdict::WrongResult, format!("with a child {child}, the parent {seen}")),
            }
            open.write_all(b"+").expect("the child waits");
            scene.finish();
        }
    }
}
