//! Adding numbers up with processes.

use std::fs::File;
use std::io::{Read, Write};

use super::serial::by_iterator;
use crate::sys::fork::Child;
use crate::sys::pipes::pipe;

/// Each of `n` forked children sums a part. The numbers need no way to them: a child has what its parent has.
pub fn forked(numbers: &[i64], n: usize) -> i64 {
    let children: Vec<_> = numbers
        .chunks(numbers.len().div_ceil(n))
        .map(|part| {
            let (answer, mut answers) = pipe();
            (
                Child::fork(|| {
                    answers.write_all(&by_iterator(part).to_ne_bytes()).expect("answer")
                }),
                answer,
            )
        })
        .collect();
    total(children)
}

/// Each of `n` children is sent its part through a pipe, and copies it into memory of its own before it adds: what
/// Python's pool does with the arguments of a job.
pub fn sent(numbers: &[i64], n: usize) -> i64 {
    let children: Vec<_> = numbers
        .chunks(numbers.len().div_ceil(n))
        .map(|part| {
            let (mut incoming, outgoing) = pipe();
            let (answer, mut answers) = pipe();
            let child = Child::fork(|| {
                let mut bytes = vec![0; size_of_val(part)];
                incoming.read_exact(&mut bytes).expect("receive the numbers");
                let part: Vec<i64> =
                    bytes.as_chunks().0.iter().map(|number| i64::from_ne_bytes(*number)).collect();
                answers.write_all(&by_iterator(&part).to_ne_bytes()).expect("answer");
            });
            (child, answer, outgoing, part)
        })
        .collect();
    let children = children
        .into_iter()
        .map(|(child, answer, mut outgoing, part)| {
            // SAFETY: any number may be looked at as bytes.
            let (_, bytes, _) = unsafe { part.align_to::<u8>() };
            outgoing.write_all(bytes).expect("send the numbers");
            (child, answer)
        })
        .collect();
    total(children)
}

fn total(children: Vec<(Child, File)>) -> i64 {
    children
        .into_iter()
        .map(|(child, mut answer)| {
            let mut sum = [0; 8];
            answer.read_exact(&mut sum).expect("a child's sum");
            child.wait();
            i64::from_ne_bytes(sum)
        })
        .sum()
}
