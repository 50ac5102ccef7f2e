//! The numbers of Fibonacci, by processes.

use std::hint::black_box;
use std::io::{Read, Write};

use super::TIMES;
use super::serial::fibonacci;
use crate::sys::fork::Child;
use crate::sys::pipes::pipe;

/// A forked child for each of the four; the answer comes through a pipe.
pub fn forked(n: u64) -> [u64; TIMES] {
    let children = [0; TIMES].map(|_| {
        let (answer, mut answers) = pipe();
        let child = Child::fork(|| {
            answers.write_all(&fibonacci(black_box(n)).to_ne_bytes()).expect("answer")
        });
        (child, answer)
    });
    children.map(|(child, mut answer)| {
        let mut number = [0; 8];
        answer.read_exact(&mut number).expect("a child's answer");
        child.wait();
        u64::from_ne_bytes(number)
    })
}
