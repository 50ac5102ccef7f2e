//! From a failing execution to the simplest one that fails the same way.

use crate::kernel::{Failure, Kernel, Record, Run};
use crate::search::{Choice, preemptions};
use crate::verdict::Verdict;

/// Most replays spent on making a failure simpler.
const REPLAYS: usize = 300;

/// A failure, replayed with recording on.
pub(crate) struct Explained {
    pub(crate) failure: Failure,
    pub(crate) kernel: Kernel,
    pub(crate) choices: Vec<Choice>,
}

/// Takes single decisions out as long as it still fails with the same verdict, then records.
/// `None` if the recorded replay does not fail in that way.
pub(crate) fn explain(
    failure: Failure,
    choices: &[Choice],
    replay: impl Fn(Vec<Choice>, Record) -> Run,
) -> Option<Explained> {
    let same =
        |kernel: &Kernel| kernel.failure.as_ref().is_some_and(|f| f.verdict == failure.verdict);
    let mut best = choices.to_vec();
    // A run without an end is long, and no clearer for a switch less.
    let mut replays = if failure.verdict == Verdict::NoProgress { REPLAYS } else { 0 };
    let mut at = 0;
    while at < best.len() && replays < REPLAYS {
        if matches!(best[at], Choice::Value(0) | Choice::Default) {
            at += 1;
            continue;
        }
        let mut simpler = best.clone();
        simpler[at] = Choice::Default;
        replays += 1;
        if let Run::Done(kernel) = replay(simpler, Record::Nothing)
            && same(&kernel)
            && cost(&kernel.choices) < cost(&best)
        {
            best = kernel.choices.clone();
            at = 0;
        } else {
            at += 1;
        }
    }
    let record = match failure.verdict {
        Verdict::MemoryLeaked => Record::StepsAndMemory,
        _ => Record::Steps,
    };
    match replay(best.clone(), record) {
        Run::Done(kernel) if same(&kernel) => {
            Some(Explained { failure: kernel.failure.clone()?, kernel: *kernel, choices: best })
        }
        _ => None,
    }
}

/// What makes a run hard to follow: forced switches, then unusual choices, then length.
fn cost(choices: &[Choice]) -> (usize, usize, usize) {
    let unusual = choices.iter().filter(|c| matches!(c, Choice::Value(v) if *v > 0)).count();
    (preemptions(choices), unusual, choices.len())
}
