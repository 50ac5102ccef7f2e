//! Messages one way, from one process to another.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use crate::case::{Case, Scale};
use crate::ratio::Ratio;
use crate::solutions::frames::{read_frame, write_frame};
use crate::sys::fork::Child;
use crate::sys::pipes::{both_ways, pipe};
use crate::topic::Topic;

/// See the module.
pub const TOPIC: Topic = Topic {
    name: "pipe",
    about: "messages from one process to another; times are for a message of 8 bytes, or for a block of 64 KiB",
    cases,
    ratios: RATIOS,
    figures: |_| Vec::new(),
};

const BLOCK: usize = 64 << 10;

fn cases(scale: Scale) -> Vec<Case> {
    let few = scale.of(20_000, 20);
    let many = scale.of(1_000_000, 20);
    let blocks = scale.of(1000, 4);
    vec![
        Case::timed("pipe, a call for each", few, move || each(pipe(), few, 8)),
        Case::timed("socket, a call for each", few, move || each(sockets(), few, 8)),
        Case::timed("pipe, buffered", many, move || buffered(many)),
        Case::timed("exercise frames, buffered", many, move || frames(many)),
        Case::timed("pipe, blocks", blocks, move || each(pipe(), blocks, BLOCK)),
        Case::timed("socket, blocks", blocks, move || each(sockets(), blocks, BLOCK)),
        Case::new("copied in memory, blocks", blocks, {
            let from = vec![1_u8; BLOCK];
            let mut to = vec![0_u8; BLOCK];
            move || {
                for _ in 0..blocks {
                    std::hint::black_box(&mut to).copy_from_slice(std::hint::black_box(&from));
                }
            }
        }),
    ]
}

fn sockets() -> (UnixStream, UnixStream) {
    both_ways()
}

/// A system call on each side for each message.
fn each<R: Read, W: Write>(
    (mut reader, mut writer): (R, W),
    messages: u64,
    bytes: usize,
) -> Duration {
    let mut message = vec![1; bytes];
    let child = Child::fork(|| {
        // One more than counts: the first one shows that this process runs.
        (0..=messages).for_each(|_| writer.write_all(&message).expect("send"));
    });
    reader.read_exact(&mut message).expect("receive");
    let start = Instant::now();
    (0..messages).for_each(|_| reader.read_exact(&mut message).expect("receive"));
    let time = start.elapsed();
    child.wait();
    time
}

/// A system call for 8,192 messages.
fn buffered(messages: u64) -> Duration {
    let (reader, writer): (File, File) = pipe();
    let child = Child::fork(|| {
        let mut writer = BufWriter::with_capacity(BLOCK, &writer);
        (0..=messages).for_each(|message| writer.write_all(&message.to_ne_bytes()).expect("send"));
        writer.flush().expect("send the rest");
    });
    let mut reader = BufReader::with_capacity(BLOCK, &reader);
    let mut receive = || {
        let mut message = [0; 8];
        reader.read_exact(&mut message).expect("receive");
        u64::from_ne_bytes(message)
    };
    receive();
    let start = Instant::now();
    let sum: u64 = (0..messages).map(|_| receive()).sum();
    let time = start.elapsed();
    assert_eq!(sum, messages * (messages + 1) / 2, "the sum of the messages");
    child.wait();
    time
}

/// The same, with each message in a frame: its length, and itself.
fn frames(messages: u64) -> Duration {
    let (reader, writer): (File, File) = pipe();
    let child = Child::fork(|| {
        let mut writer = BufWriter::with_capacity(BLOCK, &writer);
        for message in 0..=messages {
            write_frame(&mut writer, &message.to_ne_bytes()).expect("send");
        }
        writer.flush().expect("send the rest");
    });
    let mut reader = BufReader::with_capacity(BLOCK, &reader);
    let mut receive = || {
        let message = read_frame(&mut reader).expect("receive").expect("one more");
        u64::from_ne_bytes(message.try_into().expect("8 bytes"))
    };
    receive();
    let start = Instant::now();
    let sum: u64 = (0..messages).map(|_| receive()).sum();
    let time = start.elapsed();
    assert_eq!(sum, messages * (messages + 1) / 2, "the sum of the messages");
    child.wait();
    time
}

const RATIOS: &[Ratio] = &[
    Ratio::new("pipe, buffered", "pipe, a call for each"),
    Ratio::new("socket, a call for each", "pipe, a call for each"),
    Ratio::new("pipe, blocks", "copied in memory, blocks")
        .limit("into the kernel and out again: two copies"),
    Ratio::new("socket, blocks", "pipe, blocks"),
    Ratio::new("exercise frames, buffered", "pipe, buffered"),
    Ratio::new("Python: Pipe", "exercise frames, buffered").at_least(10.0),
    Ratio::new("Python: Pipe", "socket, a call for each"),
    Ratio::new("Python: Pipe, blocks", "socket, blocks"),
];
