//! The thread that judges what was saved.

use std::time::Instant;

use super::board::Seen;
use super::memory::Memories;
use super::queue::{Request, What};
use super::{Live, Status};
use crate::interrupt::Job;
use crate::judge::{AT_ONCE, Judge, Judgement, Pace};
use crate::progress::Progress;
use crate::terminal;

/// Judges until [`Live::stop`].
pub(super) fn run(live: &Live) {
    // Made now, so that the first save does not wait for it; if that fails, the first save says why.
    let mut judge = judge_of(live).ok();
    let mut memories = Memories::default();
    warm_up_open(live);
    while let Some((request, job)) = live.queue.next() {
        let index = request.index;
        match request.what {
            What::Judge(noticed) => {
                let judged = judged(live, &mut judge, &mut memories, index, &job);
                if publish(live, request, noticed, judged) {
                    live.queue.push_spare(index);
                    warm_up_open(live);
                }
            }
            What::WarmUp => {
                // What fails here is told at the next save.
                let _ = warm_up(live, judge.as_ref(), &mut memories, index, &job);
                live.queue.done(request, || {});
            }
        }
    }
}

fn judge_of(live: &Live) -> anyhow::Result<Judge> {
    Judge::new(live.workspace, &terminal::Status::new(), live.audience)
}

fn judged(
    live: &Live,
    judge: &mut Option<Judge>,
    memories: &mut Memories,
    index: usize,
    job: &Job,
) -> anyhow::Result<Judgement> {
    let judge = match judge {
        Some(judge) => judge,
        none => none.insert(judge_of(live)?),
    };
    judge.refresh();
    let exercise = &live.exercises[index];
    match judge.compile(exercise, &exercise.file(), job, memories.of(index))? {
        Ok(compiled) => {
            compiled.run(Pace { limit: live.limit, at_once: AT_ONCE, until_failure: false })
        }
        Err(refused) => Ok(refused),
    }
}

/// Shows what came of a save, and remembers it; false if a newer save has made it obsolete.
fn publish(
    live: &Live,
    request: Request,
    noticed: Instant,
    judged: anyhow::Result<Judgement>,
) -> bool {
    let index = request.index;
    let verdict = judged.as_ref().ok().map(|judgement| judgement.verdict);
    let mut shown = false;
    live.queue.done(request, || {
        shown = true;
        match judged {
            Ok(judgement) => live.board.judged(index, Seen::new(judgement, noticed)),
            Err(error) => live.board.troubled(index, format!("{error:#}")),
        }
    });
    if let Some(verdict) = verdict.filter(|_| shown) {
        let id = live.exercises[index].id();
        if let Err(error) = Progress::update(live.workspace, &id, |record| record.judged(verdict)) {
            eprintln!("Your progress is not remembered: {error:#}");
        }
    }
    shown
}

/// Has the exercise compiled that the learner is probably at, when there is time.
fn warm_up_open(live: &Live) {
    let open = |index: &usize| live.board.status(*index) != Status::Passed;
    if let Some(index) = (0..live.exercises.len()).find(open) {
        live.queue.push_spare(index);
    }
}

/// Compiles an exercise, so that the compiler remembers it.
fn warm_up(
    live: &Live,
    judge: Option<&Judge>,
    memories: &mut Memories,
    index: usize,
    job: &Job,
) -> anyhow::Result<()> {
    let Some(judge) = judge.filter(|_| memories.of(index).is_none()) else { return Ok(()) };
    let (exercise, folder) = (&live.exercises[index], judge.folder()?);
    if judge.compile(exercise, &exercise.file(), job, Some(folder.path()))?.is_ok() {
        memories.keep(index, folder);
    }
    Ok(())
}
