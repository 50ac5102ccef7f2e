//! Judges each exercise as soon as it is saved.
//!
//! - [`watch`]: notices that a file was saved; [`hints`]: and how soon.
//! - [`queue`]: what is judged next, and what is called off for it.
//! - [`judge`]: the thread that judges; [`memory`]: what makes it fast.
//! - [`board`]: how every exercise stands, for whoever shows it.

mod board;
mod hints;
mod judge;
mod memory;
mod queue;
mod watch;

use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::chapter::Exercise;
use crate::judge::Audience;
use crate::progress::Progress;
use crate::workspace::Workspace;

pub(crate) use self::board::{Activity, Board, News, Shown, Status};
use self::queue::Queue;

/// The exercises of a workspace, judged as they are saved.
pub(crate) struct Live {
    pub workspace: &'static Workspace,
    /// All of them; an exercise's index here is its index everywhere below.
    pub exercises: Vec<Exercise<'static>>,
    pub board: Board,
    queue: Queue,
    /// Who reads what the compiler says.
    audience: Audience,
    /// How long one test may take.
    limit: Duration,
}

impl Live {
    /// Nothing is judged yet.
    ///
    /// # Errors
    /// When the progress file cannot be read.
    pub(crate) fn new(
        workspace: &'static Workspace,
        audience: Audience,
        limit: Duration,
    ) -> anyhow::Result<Live> {
        let exercises: Vec<_> = workspace.exercises().collect();
        let progress = Progress::load(workspace)?;
        let board = Board::new(exercises.iter().map(|exercise| {
            let id = exercise.id();
            let status = Status::of(progress.of(&id).verdict());
            (id, status)
        }));
        Ok(Live { workspace, exercises, board, queue: Queue::default(), audience, limit })
    }

    /// Begins to watch and to judge. The thread ends after [`Live::stop`].
    pub(crate) fn start(&'static self) -> JoinHandle<()> {
        // What was saved before this line is not judged, what is saved after it is.
        let watch = watch::Watch::new(self);
        thread::spawn(move || watch.run(self));
        thread::spawn(move || judge::run(self))
    }

    /// The index of the exercise with that id, such as `locks/counter`.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        self.exercises.iter().position(|exercise| exercise.id() == id)
    }

    /// Has the exercises judged, as after a save that was noticed at `noticed`; the first of them first.
    pub(crate) fn judge(&self, indices: &[usize], noticed: Instant) {
        self.queue.push(indices, noticed, |index| self.board.running(index));
    }

    /// Ends what is running and judges nothing any more.
    pub(crate) fn stop(&self) {
        self.queue.close();
    }
}
