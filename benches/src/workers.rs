//! Processes that are forked once and then wait for questions: a small process pool.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;

use crate::sys::fork::Child;
use crate::sys::pipes::both_ways;

/// Forked processes, each at the other end of a socket. They are killed when this is dropped: between two questions
/// there is nothing that they could leave half done.
pub struct Workers {
    workers: Vec<Worker>,
}

struct Worker {
    socket: UnixStream,
    _child: Child,
}

impl Workers {
    /// Forks `n` workers. Worker `i` answers each `question` with `work(i, question)`.
    ///
    /// They have everything that exists now, such as shared memory, and nothing that comes later.
    pub fn fork(n: usize, work: impl Fn(usize, u64) -> u64) -> Workers {
        let mut workers: Vec<Worker> = Vec::new();
        for i in 0..n {
            let (ours, mut theirs) = both_ways();
            let child = Child::fork(|| answer(&mut theirs, |question| work(i, question)));
            workers.push(Worker { socket: ours, _child: child });
        }
        Workers { workers }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.workers.len()
    }

    /// Asks one worker, and waits for its answer.
    pub fn ask(&self, worker: usize, question: u64) -> u64 {
        let mut answers = Vec::new();
        self.send(worker, &[question]);
        self.receive(worker, 1, &mut answers);
        answers[0]
    }

    /// Asks all of them the same, and waits for all answers.
    pub fn ask_all(&self, question: u64) -> Vec<u64> {
        let mut answers = Vec::new();
        (0..self.count()).for_each(|worker| self.send(worker, &[question]));
        (0..self.count()).for_each(|worker| self.receive(worker, 1, &mut answers));
        answers
    }

    /// Asks all questions, `batch` of them at a time to each worker in turn, and returns the answers in the same order.
    /// While we read the answers to one batch, the worker has the next already. With a batch of one, there is no next:
    /// each is asked when it has answered.
    ///
    /// # Panics
    /// If the batch is none, or more than [`Workers::LARGEST_BATCH`]: what nobody reads yet must fit into a socket.
    pub fn map(&self, questions: &[u64], batch: usize) -> Vec<u64> {
        assert!((1..=Workers::LARGEST_BATCH).contains(&batch), "a batch of {batch} questions");
        let ahead = if batch == 1 { self.count() } else { 2 * self.count() };
        let batches: Vec<&[u64]> = questions.chunks(batch).collect();
        let mut answers = Vec::with_capacity(questions.len());
        for i in 0..batches.len() + ahead {
            if let Some(answered) = i.checked_sub(ahead) {
                self.receive(answered % self.count(), batches[answered].len(), &mut answers);
            }
            if let Some(questions) = batches.get(i) {
                self.send(i % self.count(), questions);
            }
        }
        answers
    }

    /// The most questions in one batch: two of these, and their answers, fit into any socket.
    pub const LARGEST_BATCH: usize = 1024;

    fn send(&self, worker: usize, questions: &[u64]) {
        let bytes: Vec<u8> = questions.iter().flat_map(|question| question.to_ne_bytes()).collect();
        (&self.workers[worker].socket).write_all(&bytes).expect("ask a worker");
    }

    fn receive(&self, worker: usize, count: usize, answers: &mut Vec<u64>) {
        let mut bytes = vec![0; count * size_of::<u64>()];
        (&self.workers[worker].socket).read_exact(&mut bytes).expect("a worker's answers");
        answers.extend(numbers(&bytes));
    }
}

/// Answers questions until nobody is there to ask: all that have come, then all answers in one piece.
fn answer(socket: &mut UnixStream, work: impl Fn(u64) -> u64) {
    let mut bytes = [0; size_of::<u64>() * Workers::LARGEST_BATCH];
    let mut filled = 0;
    loop {
        match socket.read(&mut bytes[filled..]) {
            Ok(0) | Err(_) => return,
            Ok(read) => filled += read,
        }
        let whole = filled - filled % size_of::<u64>();
        let answers: Vec<u8> =
            numbers(&bytes[..whole]).flat_map(|question| work(question).to_ne_bytes()).collect();
        socket.write_all(&answers).expect("answer");
        // The beginning of a question whose end has not come yet.
        bytes.copy_within(whole..filled, 0);
        filled -= whole;
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u64> {
    bytes.as_chunks().0.iter().map(|number| u64::from_ne_bytes(*number))
}
