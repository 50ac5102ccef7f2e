//! In which order interleavings are tried.

mod dfs;
mod pct;
mod random;
mod replay;
mod restless;

use std::fmt::{self, Write};
use std::str::FromStr;

pub(crate) use dfs::Dfs;
pub(crate) use pct::Pct;
pub(crate) use random::{Random, Rng};
pub(crate) use replay::Replay;
pub(crate) use restless::Restless;

use crate::kernel::ThreadId;

/// A place where more than one thread may go on.
pub(crate) struct Crossroads<'a> {
    /// The threads that may; the current one comes first, or last where it yields.
    pub(crate) enabled: &'a [ThreadId],
    /// The thread that ran until here, if it is one of them.
    pub(crate) current: Option<ThreadId>,
    /// Leaving the current thread is no preemption: it yields, or cannot go on.
    pub(crate) free: bool,
    /// Equal for equivalent states.
    pub(crate) fingerprint: u64,
}

/// Decides, one execution after another.
pub(crate) trait Strategy: Send {
    /// Called before each execution; `false` ends the exploration.
    fn begin(&mut self) -> bool;
    /// Index into `at.enabled` of the thread that goes on.
    fn thread(&mut self, at: &Crossroads<'_>) -> usize;
    /// A choice among `n` that is no scheduling. 0 is the ordinary one.
    fn value(&mut self, n: usize) -> usize;
    /// Whether every interleaving, up to equivalence, has been tried.
    fn exhausted(&self) -> bool {
        false
    }
    /// Whether a repeated prefix led to different choices: the program depends on something else.
    fn diverged(&self) -> bool {
        false
    }
    /// All interleavings with at most so many preemptions have been tried.
    fn bound_done(&self) -> Option<usize> {
        None
    }
    /// The number of preemptions allowed at the moment.
    fn bound(&self) -> Option<usize> {
        None
    }
}

/// One decision of an execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// This thread went on; `preempts` if another could have and did not want to stop.
    Thread { thread: ThreadId, preempts: bool },
    /// Alternative number so much of something else.
    Value(usize),
    /// Whatever goes on without a switch: the minimiser took a decision out.
    Default,
}

/// The number of forced switches.
pub(crate) fn preemptions(choices: &[Choice]) -> usize {
    choices.iter().filter(|c| matches!(c, Choice::Thread { preempts: true, .. })).count()
}

/// Writes choices as a string without blanks: `0*3,1,v2` is thread 0 three times, thread 1, alternative 2.
pub(crate) fn encode(choices: &[Choice]) -> String {
    let mut text = String::new();
    for run in choices.chunk_by(|a, b| token(a) == token(b)) {
        let separator = if text.is_empty() { "" } else { "," };
        let _ = write!(text, "{separator}{}", token(&run[0]));
        if run.len() > 1 {
            let _ = write!(text, "*{}", run.len());
        }
    }
    text
}

fn token(choice: &Choice) -> String {
    match choice {
        Choice::Thread { thread, .. } => thread.to_string(),
        Choice::Value(v) => format!("v{v}"),
        Choice::Default => "-".to_string(),
    }
}

/// Why a replay string cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadReplay(String);

impl fmt::Display for BadReplay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no part of a replay string; copy the whole string from the report",
            self.0
        )
    }
}

/// Reads what `encode` wrote.
pub(crate) fn decode(text: &str) -> Result<Vec<Choice>, BadReplay> {
    let mut choices = Vec::new();
    for part in text.split(',').filter(|p| !p.is_empty()) {
        let bad = || BadReplay(part.to_string());
        let (token, times) = part.split_once('*').unwrap_or((part, "1"));
        let number = |s: &str| usize::from_str(s).map_err(|_| bad());
        let choice = match token.strip_prefix('v') {
            Some(value) => Choice::Value(number(value)?),
            None if token == "-" => Choice::Default,
            None => Choice::Thread { thread: number(token)?, preempts: false },
        };
        let times = number(times)?;
        if times > 1_000_000 {
            return Err(bad());
        }
        choices.extend(std::iter::repeat_n(choice, times));
    }
    Ok(choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replay_string_reads_back_as_what_was_written() {
        let thread = |thread| Choice::Thread { thread, preempts: false };
        let choices =
            vec![thread(0), thread(0), thread(12), Choice::Value(3), Choice::Default, thread(1)];
        let text = encode(&choices);
        assert_eq!(text, "0*2,12,v3,-,1");
        assert_eq!(decode(&text), Ok(choices));
    }

    #[test]
    fn what_is_no_replay_string_is_refused_with_the_part_that_is_wrong() {
        for (text, part) in [("0,x,1", "x"), ("0*", "0*"), ("v", "v"), ("1*99999999", "1*99999999")]
        {
            let error = decode(text).expect_err("should be refused").to_string();
            assert!(error.contains(&format!("`{part}`")), "{text}: {error}");
        }
    }
}
