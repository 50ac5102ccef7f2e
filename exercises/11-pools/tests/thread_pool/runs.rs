//! Jobs that are counted when they are run.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use interleave::sync::Arc;
use interleave::sync::mpsc;
use interleave::time::Duration;
use interleave::{require, yield_point};

/// How often each of some jobs was run.
pub(crate) struct Runs {
    counts: Arc<Vec<AtomicUsize>>,
    /// Each job has one until it is run or dropped.
    token: mpsc::Sender<()>,
    tokens: mpsc::Receiver<()>,
}

impl Runs {
    pub(crate) fn of(jobs: usize) -> Runs {
        let (token, tokens) = mpsc::channel();
        let counts = Arc::new((0..jobs).map(|_| AtomicUsize::new(0)).collect());
        Runs { counts, token, tokens }
    }

    /// The job of that number.
    pub(crate) fn job(&self, number: usize) -> impl FnOnce() + Send + use<> {
        let (counts, token) = (self.counts.clone(), self.token.clone());
        move || {
            yield_point();
            counts[number].fetch_add(1, Relaxed);
            drop(token);
        }
    }

    pub(crate) fn counts(&self) -> Vec<usize> {
        self.counts.iter().map(|runs| runs.load(Relaxed)).collect()
    }

    /// Fails unless each job was run once.
    pub(crate) fn once_each(self, when: &str) {
        let counts = self.counts();
        if counts.contains(&0) {
            drop(self.token);
            // Ends when no job is left, or when nobody does anything any more.
            let _ = self.tokens.recv_timeout(Duration::from_secs(3600));
            let later: Vec<usize> = self.counts.iter().map(|runs| runs.load(Relaxed)).collect();
            require!(
                later.contains(&0),
                ThreadLeaked,
                "{when}, and the jobs were run so often: {counts:?}. The others were run afterwards, by threads that nobody \
                 has waited for"
            );
            require!(
                false,
                MessageLost,
                "{when}, and the jobs were run so often: {counts:?}. Where did the others stay?"
            );
        }
        require!(
            counts.iter().all(|&runs| runs == 1),
            WrongResult,
            "{when}, and the jobs were run so often: {counts:?}. Each is to be run once."
        );
    }
}
