//! One answer, judged as often as asked.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use interleave::Verdict;

use super::Plan;
use super::answers::{Answer, Kind};
use super::memories::Memories;
use crate::interrupt::{self, Job};
use crate::judge::{Compiled, Judge, Judgement, Pace};

/// What came of the runs of one answer.
#[derive(Debug, Default)]
pub(super) struct Trial {
    /// How many runs there were.
    runs: u32,
    /// How many of them did not end as expected.
    wrong: u32,
    /// What the first of those said.
    first_wrong: Option<String>,
    /// The tests that were the first to fail, each of them in some run.
    caught_by: BTreeSet<String>,
    /// How long it took to compile it, and to run it as often.
    pub(super) took: Duration,
}

impl Trial {
    /// What is wrong, in one sentence; none if every run ended as expected.
    pub(super) fn fault(&self) -> Option<String> {
        let said = self.first_wrong.as_ref()?;
        Some(match self.runs {
            1 => said.clone(),
            runs => format!("in {} of {runs} runs, first: {said}", self.wrong),
        })
    }

    /// What there is to know although all runs ended as expected: that a test caught the answer by chance, since in
    /// another run it was left to another test.
    pub(super) fn chance(&self) -> Option<String> {
        let tests: Vec<String> = self.caught_by.iter().map(|test| format!("`{test}`")).collect();
        (self.wrong == 0 && tests.len() > 1).then(|| tests.join(", "))
    }
}

/// Compiles the answer once and runs it as often as planned; `progress` is called before each run.
pub(super) fn run(
    judge: &Judge,
    memories: &Memories,
    answer: &Answer,
    plan: &Plan,
    progress: impl Fn(),
) -> anyhow::Result<Trial> {
    let mut trial = Trial::default();
    if interrupt::requested() {
        return Ok(trial);
    }
    progress();
    let started = Instant::now();
    memories.with(judge, &answer.exercise.id(), |memory| {
        match judge.compile(&answer.exercise, &answer.path, &Job::default(), Some(memory))? {
            Ok(compiled) => repeated(&mut trial, &compiled, answer, plan, progress)?,
            // The compiler says the same each time.
            Err(refused) => trial.count(answer, &refused),
        }
        trial.took = started.elapsed();
        Ok(trial)
    })
}

fn repeated(
    trial: &mut Trial,
    compiled: &Compiled,
    answer: &Answer,
    plan: &Plan,
    progress: impl Fn(),
) -> anyhow::Result<()> {
    // Of an answer as shipped every test is of interest, and none takes long.
    let until_failure = answer.kind != Kind::Shipped;
    let pace = Pace { limit: plan.limit, at_once: 1, until_failure };
    for run in 0..plan.repeat {
        if interrupt::requested() {
            break;
        }
        if run > 0 {
            progress();
        }
        trial.count(answer, &compiled.run(pace)?);
    }
    Ok(())
}

impl Trial {
    fn count(&mut self, answer: &Answer, judgement: &Judgement) {
        self.runs += 1;
        let failed = judgement.tests.iter().find(|test| !test.passed());
        self.caught_by.extend(failed.map(|test| test.name.clone()));
        if let Some(said) = unexpected(answer, judgement) {
            self.wrong += 1;
            self.first_wrong.get_or_insert(said);
        }
    }
}

/// How the judgement differs from what is expected of the answer.
fn unexpected(answer: &Answer, judgement: &Judgement) -> Option<String> {
    let expected = answer.expected.name();
    if judgement.verdict != answer.expected {
        let mut said = format!("{} instead of {expected}", judgement.verdict);
        if let Some(test) = judgement.tests.iter().find(|test| !test.passed()) {
            said += &format!(", in `{}`", test.name);
        }
        if !judgement.passed() {
            said += &format!(": {}", judgement.message);
        }
        if !judgement.compiler.is_empty() {
            said += &format!("\n{}", judgement.compiler);
        }
        return Some(said);
    }
    // As shipped, an exercise fails for its `todo!` and for nothing else.
    let other = |verdict| !matches!(verdict, Verdict::Passed | Verdict::NotStarted);
    let test =
        judgement.tests.iter().find(|test| answer.kind == Kind::Shipped && other(test.verdict))?;
    Some(format!("{} instead of {expected}, in `{}`: {}", test.verdict, test.name, test.message))
}
