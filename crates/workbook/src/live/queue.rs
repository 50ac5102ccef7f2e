//! What is judged next. The newest save comes first: the reader is waiting for that one.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::interrupt::Job;

/// What waits to be judged, and what is being judged.
#[derive(Debug, Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// The last is the next.
    waiting: Vec<Request>,
    /// The job being done.
    current: Option<Job>,
    closed: bool,
}

/// Something to be done with an exercise.
#[derive(Debug, Clone, Copy)]
pub(super) struct Request {
    pub index: usize,
    pub what: What,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// Judge it: a save was noticed then.
    Judge(Instant),
    /// Nobody waits for this: compile it, so that the next time is faster.
    WarmUp,
}

impl Queue {
    /// Takes in some exercises, to be judged in this order and before any other. Calls off what is being
    /// judged; `running` is called for each while it cannot be judged yet.
    pub(super) fn push(&self, indices: &[usize], noticed: Instant, running: impl Fn(usize)) {
        let mut state = self.state();
        for &index in indices.iter().rev() {
            state.waiting.retain(|request| request.index != index);
            state.waiting.push(Request { index, what: What::Judge(noticed) });
            running(index);
        }
        if let Some(job) = state.current.as_ref().filter(|_| !indices.is_empty()) {
            job.call_off();
        }
        self.changed.notify_all();
    }

    /// Takes in an exercise to be compiled when nothing else is to be done.
    pub(super) fn push_spare(&self, index: usize) {
        let mut state = self.state();
        if state.waiting.iter().all(|request| request.index != index) {
            state.waiting.insert(0, Request { index, what: What::WarmUp });
            self.changed.notify_all();
        }
    }

    /// Waits for the next exercise; none after [`Queue::close`].
    pub(super) fn next(&self) -> Option<(Request, Job)> {
        let mut state = self
            .changed
            .wait_while(self.state(), |state| state.waiting.is_empty() && !state.closed)
            .unwrap_or_else(PoisonError::into_inner);
        let request = state.waiting.pop().filter(|_| !state.closed)?;
        let job = Job::default();
        state.current = Some(job.clone());
        Some((request, job))
    }

    /// Says that work on the request has ended. If it was called off, the exercise is judged again later;
    /// otherwise `publish` is called, unless the exercise was saved again meanwhile.
    pub(super) fn done(&self, request: Request, publish: impl FnOnce()) {
        let mut state = self.state();
        let off = state.current.take().is_none_or(|job| job.is_off());
        let saved_again = state.waiting.iter().any(|newer| newer.index == request.index);
        match (saved_again, off) {
            (true, _) => {}
            (false, true) => {
                // Before what is waiting to be warmed up.
                let spare = |waiting: &&Request| waiting.what == What::WarmUp;
                let at = match request.what {
                    What::Judge(_) => state.waiting.iter().take_while(spare).count(),
                    What::WarmUp => 0,
                };
                state.waiting.insert(at, request);
            }
            // Under the lock, so that a save that comes now is told after this.
            (false, false) => publish(),
        }
    }

    /// Calls off what is being judged; there is no next one.
    pub(super) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        if let Some(job) = &state.current {
            job.call_off();
        }
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn push(queue: &Queue, indices: &[usize]) {
        queue.push(indices, Instant::now(), |_| {});
    }

    /// Judges all that waits; the order.
    fn order(queue: &Queue) -> Vec<usize> {
        let mut order = Vec::new();
        while !queue.state().waiting.is_empty() {
            let (request, _) = queue.next().expect("something waits");
            queue.done(request, || order.push(request.index));
        }
        order
    }

    #[test]
    fn the_newest_save_comes_first_and_each_exercise_once() {
        let queue = Queue::default();
        push(&queue, &[0, 1, 2]);
        push(&queue, &[1]);
        assert_eq!(order(&queue), [1, 0, 2]);
    }

    #[test]
    fn a_newer_save_of_the_same_exercise_calls_off_the_older_judgement() {
        let queue = Queue::default();
        push(&queue, &[0]);
        let (old, job) = queue.next().expect("it was saved");
        assert!(!job.is_off(), "nothing has happened yet");
        push(&queue, &[0]);
        assert!(job.is_off(), "the answer is an old one");
        queue.done(old, || panic!("the verdict on an old answer was shown"));
        assert_eq!(order(&queue), [0], "the new answer is judged, once");
    }

    #[test]
    fn an_exercise_that_was_called_off_for_another_is_judged_after_it() {
        let queue = Queue::default();
        push(&queue, &[0]);
        let (request, job) = queue.next().expect("it was saved");
        push(&queue, &[1]);
        assert!(job.is_off(), "the reader waits for the other");
        queue.done(request, || panic!("a verdict of a job that was called off"));
        assert_eq!(order(&queue), [1, 0]);
    }

    #[test]
    fn a_verdict_that_a_save_has_overtaken_is_not_shown() {
        let queue = Queue::default();
        push(&queue, &[0]);
        let (request, _) = queue.next().expect("it was saved");
        push(&queue, &[0, 1]);
        queue.done(request, || panic!("it is out of date"));
        assert_eq!(order(&queue), [0, 1]);
    }

    #[test]
    fn what_nobody_waits_for_is_done_last_and_not_at_all_once_it_is_saved() {
        let queue = Queue::default();
        queue.push_spare(2);
        queue.push_spare(1);
        push(&queue, &[0]);
        let (request, _) = queue.next().expect("it was saved");
        push(&queue, &[1]);
        queue.done(request, || panic!("it was called off"));
        assert_eq!(order(&queue), [1, 0, 2]);
    }

    #[test]
    fn nothing_is_begun_after_the_end() {
        let queue = Queue::default();
        push(&queue, &[0, 1]);
        let (_, job) = queue.next().expect("it was saved");
        queue.close();
        assert!(job.is_off() && queue.next().is_none());
    }
}
