//! A worker that is a process, with a pipe to it and a pipe from it. Nothing is to be written here.
//!
//! A job is a line of JSON in the one pipe, its answer a line in the other. The parent never waits for room in a pipe:
//! what does not fit is kept and sent later, so two full pipes cannot stop each other.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, ErrorKind, PipeReader, PipeWriter, Read, Write};
use std::os::fd::{AsFd, AsRawFd};
use std::panic::{AssertUnwindSafe, catch_unwind};

use nix::errno::Errno;
use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How much is read from a pipe at once, in bytes.
const BLOCK: usize = 64 << 10;

/// A worker process. When it is dropped, the process is told to end, and waited for.
pub struct Worker {
    pid: Pid,
    /// `None` once the worker has ended, or is to end.
    pipes: Option<(PipeWriter, PipeReader)>,
    /// The jobs that it was given and has not answered, oldest first.
    in_hand: VecDeque<usize>,
    given: usize,
    /// What the pipe had no room for.
    outgoing: Vec<u8>,
    /// The beginning of an answer.
    incoming: Vec<u8>,
}

/// What the parent hears from a worker.
pub enum News<A> {
    /// The job of this number is done. `Err` is what it panicked with; the worker lives on.
    Answer { job: usize, answer: Result<A, String> },
    /// The worker at this place in the list has ended, whatever the reason. What it still has in hand it will not do.
    Ended { worker: usize },
}

impl Worker {
    /// Starts a process that calls `work` for each job and sends what it returns. `others` are the workers there are:
    /// the new one closes their pipes, of which it has inherited copies.
    ///
    /// # Errors
    /// If the kernel has no more processes or descriptors.
    pub fn start<J, A>(others: &[Worker], work: &impl Fn(J) -> A) -> io::Result<Worker>
    where
        J: DeserializeOwned,
        A: Serialize,
    {
        let (jobs_there, jobs) = io::pipe()?;
        let (answers, answers_there) = io::pipe()?;
        // What is in the buffer would be written by both.
        io::stdout().flush()?;
        // SAFETY: a program with such a pool has one thread, so no lock is held that the child would wait for.
        match unsafe { fork() }? {
            ForkResult::Child => {
                for (jobs, answers) in others.iter().filter_map(|other| other.pipes.as_ref()) {
                    // SAFETY: these are this process's copies, and it ends without looking at `others` again.
                    unsafe { (libc::close(jobs.as_raw_fd()), libc::close(answers.as_raw_fd())) };
                }
                drop((jobs, answers));
                let _ = catch_unwind(AssertUnwindSafe(|| serve(jobs_there, answers_there, work)));
                let _ = io::stdout().flush();
                // SAFETY: `_exit` may be called at any time.
                unsafe { libc::_exit(0) }
            }
            ForkResult::Parent { child } => {
                fcntl(&jobs, FcntlArg::F_SETFL(OFlag::O_NONBLOCK))?;
                fcntl(&answers, FcntlArg::F_SETFL(OFlag::O_NONBLOCK))?;
                Ok(Worker {
                    pid: child,
                    pipes: Some((jobs, answers)),
                    in_hand: VecDeque::new(),
                    given: 0,
                    outgoing: Vec::new(),
                    incoming: Vec::new(),
                })
            }
        }
    }

    /// Hands over the job of this number. Does not wait: it is on its way with the next [`Worker::news`].
    ///
    /// # Errors
    /// If the job cannot be written as JSON.
    pub fn give(&mut self, number: usize, job: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.outgoing, job)?;
        self.outgoing.push(b'\n');
        self.in_hand.push_back(number);
        self.given += 1;
        Ok(())
    }

    /// The numbers of the jobs that it was given and has not answered, oldest first. It is at work on the first one.
    pub fn in_hand(&self) -> &VecDeque<usize> {
        &self.in_hand
    }

    /// How many jobs it was given in its life.
    pub fn given(&self) -> usize {
        self.given
    }

    /// Whether the process has ended.
    pub fn has_ended(&self) -> bool {
        self.pipes.is_none()
    }

    /// Sleeps until one of the workers has something to say, and returns what they say, in the order in which each has
    /// said it. An `Ended` comes once, after all that this worker has answered.
    ///
    /// # Errors
    /// If the kernel refuses to wait, or an answer is not JSON of an `A`.
    pub fn news<A: DeserializeOwned>(workers: &mut [Worker]) -> io::Result<Vec<News<A>>> {
        let mut news = Vec::new();
        workers.iter_mut().for_each(Worker::send);
        let mut fds = Vec::new();
        for worker in workers.iter() {
            let Some((jobs, answers)) = &worker.pipes else { continue };
            fds.push(PollFd::new(answers.as_fd(), PollFlags::POLLIN));
            if !worker.outgoing.is_empty() {
                fds.push(PollFd::new(jobs.as_fd(), PollFlags::POLLOUT));
            }
        }
        match poll(&mut fds, PollTimeout::NONE) {
            Ok(_) | Err(Errno::EINTR) => {}
            Err(error) => return Err(error.into()),
        }
        for (number, worker) in workers.iter_mut().enumerate() {
            if !worker.has_ended() && worker.receive(&mut news)? {
                worker.end();
                news.push(News::Ended { worker: number });
            }
        }
        Ok(news)
    }

    /// Sends what there is room for.
    fn send(&mut self) {
        let Some((jobs, _)) = &mut self.pipes else { return };
        while !self.outgoing.is_empty() {
            match jobs.write(&self.outgoing) {
                Ok(sent) => drop(self.outgoing.drain(..sent)),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                // It has ended. The end of its answers will tell.
                Err(_) => self.outgoing.clear(),
            }
        }
    }

    /// Takes in what there is; whether that was the last.
    fn receive<A: DeserializeOwned>(&mut self, news: &mut Vec<News<A>>) -> io::Result<bool> {
        let Some((_, answers)) = &mut self.pipes else { return Ok(true) };
        let mut block = [0; BLOCK];
        let read = match answers.read(&mut block) {
            // What is left in `incoming` is half an answer: its worker died over it.
            Ok(0) => return Ok(true),
            Ok(read) => read,
            Err(error)
                if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) =>
            {
                return Ok(false);
            }
            Err(error) => return Err(error),
        };
        // What was there before has no end of a line in it.
        let begin = self.incoming.len();
        self.incoming.extend_from_slice(&block[..read]);
        let Some(end) = self.incoming[begin..].iter().rposition(|&byte| byte == b'\n') else {
            return Ok(false);
        };
        let rest = self.incoming.split_off(begin + end + 1);
        for line in self.incoming.split_inclusive(|&byte| byte == b'\n') {
            let answer = serde_json::from_slice(line)?;
            let job = self.in_hand.pop_front().ok_or(ErrorKind::InvalidData)?;
            news.push(News::Answer { job, answer });
        }
        self.incoming = rest;
        Ok(false)
    }

    /// Hangs up, and waits until the process has ended.
    fn end(&mut self) {
        if self.pipes.take().is_some() {
            while waitpid(self.pid, None) == Err(Errno::EINTR) {}
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}

/// The life of a worker process: job by job, until the parent hangs up.
fn serve<J, A>(jobs: PipeReader, mut answers: PipeWriter, work: &impl Fn(J) -> A)
where
    J: DeserializeOwned,
    A: Serialize,
{
    let mut jobs = BufReader::with_capacity(BLOCK, jobs);
    let mut line = Vec::new();
    loop {
        line.clear();
        if jobs.read_until(b'\n', &mut line).is_err() || !line.ends_with(b"\n") {
            return;
        }
        let answer: Result<A, String> = match serde_json::from_slice(&line) {
            Ok(job) => catch_unwind(AssertUnwindSafe(|| work(job))).map_err(|payload| {
                let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
                let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
                text.unwrap_or_else(|| "no message".to_owned())
            }),
            Err(error) => Err(error.to_string()),
        };
        line.clear();
        // At once: an answer that waits in a buffer is lost with its worker.
        let told = serde_json::to_writer(&mut line, &answer).is_ok()
            && answers.write_all(&[&line[..], b"\n"].concat()).is_ok();
        if !told {
            return;
        }
    }
}
