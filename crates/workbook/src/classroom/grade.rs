//! `cargo workbook grade`: from submissions to a results file.

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::assignment::{Assignment, Exercise, sum};
use super::cli::GradeArgs;
use super::intake::{self, HandedIn, Taken};
use super::journal::{About, Journal};
use super::pack::Pack;
use super::results::{self, Outcome, SCHEMA, Status, Submission, Tools};
use super::run::{self, Grader};
use super::sandbox::readable::Readable;
use super::{doctor, review};
use crate::commands::Exit;
use crate::interrupt::{self, Job};
use crate::terminal::{self, count};
use crate::workspace::Workspace;
use crate::{parallel, select};

/// How many workers have a user of their own, where the grader is root.
const WORKERS: u32 = 256;

/// Grades every submission that is not in the results yet. Those that are equal are judged once.
///
/// # Errors
/// When something is missing, or there is no sandbox.
pub(crate) fn run(workspace: &Workspace, args: &GradeArgs) -> anyhow::Result<Exit> {
    let place = args.submissions.as_deref().context("name the folder of the submissions")?;
    let place_of_assignment =
        args.assignment.as_deref().context("name the assignment with --assignment DIR")?;
    let assignment = Assignment::load(place_of_assignment)?;
    assignment.check_hash(workspace)?;
    let mut handed_in = intake::find(place)?;
    if let Some(shard) = args.shard {
        handed_in.retain(|one| shard.holds(&one.student.id));
    }
    let status = terminal::Status::new();
    let pack = Pack::get(workspace, &assignment, args.pack.as_deref(), &status)?;
    status.show("trying the sandbox …");
    let wish = doctor::Wish {
        level: args.sandbox.map(Into::into),
        trusted: args.trusted,
        secrets: &[place, place_of_assignment, &workspace.root.join("solutions")],
    };
    let sandbox = doctor::choose(&pack, &wish)?;
    let lent = Readable::new(pack, &sandbox)?;
    let grader = Grader { assignment: &assignment, pack: &lent.pack, sandbox: &sandbox };
    solutions_pass(workspace, &grader, args.jobs(), &status)?;
    drop(status);
    let results = results_file(args);
    let students: Vec<String> = handed_in.iter().map(|one| one.student.id.clone()).collect();
    let run = Run {
        grader,
        journal: Mutex::new(Journal::open(&results)?),
        bar: bar(handed_in.len() as u64),
        workers: Mutex::new((0..args.jobs()).collect()),
        job: Job::default(),
    };
    let mut trouble = Ok(());
    parallel::in_order(
        &handed_in,
        args.jobs() as usize,
        |_, one| run.one(one),
        |_, result| {
            if let (Err(error), Ok(())) = (result, &trouble) {
                trouble = Err(error);
                // What is begun is ended, and no more is begun.
                run.job.call_off();
            }
        },
    );
    run.bar.finish_and_clear();
    let journal = run.journal.into_inner().unwrap_or_else(PoisonError::into_inner);
    if interrupt::requested() {
        eprintln!("Stopped. The same command goes on from here.");
        return Ok(Exit::Interrupted);
    }
    trouble?;
    let summary = Summary::of(&journal, &students)?;
    journal.finish(&results, &students)?;
    println!("{}: {summary}", results.display());
    Ok(Exit::of(summary.failed == 0))
}

/// Grades the solution of each exercise, where it is there: if one does not pass, the fault is with the grader or its
/// machine, and no submission should pay for that.
fn solutions_pass(
    workspace: &Workspace,
    grader: &Grader,
    jobs: u32,
    status: &terminal::Status,
) -> anyhow::Result<()> {
    let exercises = &grader.assignment.exercises;
    let mut trouble = Ok(());
    parallel::in_order(
        exercises,
        jobs as usize,
        |index, exercise| {
            let (number, all) = (index + 1, exercises.len());
            status.show(&format!("grading the solutions, which have to pass: {number} of {all} …"));
            solution_passes(workspace, grader, exercise, index as u32 % WORKERS)
        },
        |_, passes| {
            if trouble.is_ok() {
                trouble = passes;
            }
        },
    );
    trouble
}

fn solution_passes(
    workspace: &Workspace,
    grader: &Grader,
    exercise: &Exercise,
    worker: u32,
) -> anyhow::Result<()> {
    let solution = select::exercise(workspace, &exercise.name)?.solution();
    let Ok(text) = fs::read_to_string(&solution) else { return Ok(()) };
    let graded = grader
        .grade(exercise, &text, worker, &Job::default())
        .with_context(|| format!("cannot grade the solution of {}", exercise.name))?;
    if graded.status != Status::Graded || graded.points < graded.max {
        let failed = graded.tests.iter().find(|test| test.outcome != Outcome::Pass);
        bail!(
            "the solution of {} does not pass here, so nothing is graded: {} {}{}",
            exercise.name,
            failed.map(|test| test.name.as_str()).unwrap_or_default(),
            graded.message,
            graded.compiler
        );
    }
    Ok(())
}

/// Where the results go: those of a part have its number in their name.
fn results_file(args: &GradeArgs) -> PathBuf {
    args.shard.map_or_else(|| args.out.clone(), |shard| shard.file(&args.out))
}

/// A bar with rate and time left; on a terminal only.
fn bar(length: u64) -> ProgressBar {
    let style = "{bar:30} {pos}/{len}  {per_sec}  {eta} left  {msg}";
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
    bar.with_style(
        ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()),
    )
}

struct Run<'a> {
    grader: Grader<'a>,
    journal: Mutex<Journal>,
    bar: ProgressBar,
    /// The numbers that no worker has.
    workers: Mutex<Vec<u32>>,
    job: Job,
}

impl Run<'_> {
    fn one(&self, one: &HandedIn) -> anyhow::Result<()> {
        if self.job.is_off() {
            return Ok(());
        }
        let assignment = self.grader.assignment;
        let taken = one.take(assignment);
        let mut submission = self.empty(one, taken.as_ref().ok());
        match taken {
            Ok(taken) => {
                let about = About::of(&submission);
                let journal = self.journal();
                if journal.holds(&one.student.id, about) {
                    self.bar.inc(1);
                    return Ok(());
                }
                let equal = journal.equal(about)?;
                drop(journal);
                match equal {
                    Some(equal) => {
                        submission = Submission { student: submission.student, ..equal };
                    }
                    None => self.grade(&mut submission, &taken),
                }
            }
            Err(why) => {
                submission.status = Status::Rejected;
                submission.message = why;
                let rejected = |e| run::without_tests(e, Status::Rejected, &submission.message);
                submission.exercises = assignment.exercises.iter().map(rejected).collect();
            }
        }
        if self.job.is_off() {
            // It may have been ended in the middle.
            return Ok(());
        }
        self.journal().add(&submission)?;
        self.bar.inc(1);
        Ok(())
    }

    fn journal(&self) -> MutexGuard<'_, Journal> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn grade(&self, submission: &mut Submission, taken: &Taken) {
        let worker = self.workers.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or(0);
        for exercise in &self.grader.assignment.exercises {
            let text = taken.texts.get(&exercise.file).and_then(Option::as_ref);
            let graded = match text {
                None => run::without_tests(
                    exercise,
                    Status::Missing,
                    &format!("{} was not handed in", exercise.file),
                ),
                Some(text) => match review::refusal(&exercise.file, text) {
                    Some(why) => run::without_tests(exercise, Status::Rejected, &why),
                    None => self.grader.grade(exercise, text, worker, &self.job).unwrap_or_else(
                        |error| {
                            run::without_tests(exercise, Status::GraderError, &format!("{error:#}"))
                        },
                    ),
                },
            };
            submission
                .review
                .extend(text.map(|text| review::flags(&exercise.file, text)).unwrap_or_default());
            submission.exercises.push(graded);
        }
        self.workers.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        submission.points = sum(submission.exercises.iter().map(|exercise| exercise.points));
        // The gravest is named; one exercise that was not handed in is no mark on the others.
        let gravest = submission.exercises.iter().max_by_key(|exercise| exercise.status);
        if let Some(gravest) = gravest {
            submission.status = gravest.status;
            if gravest.status != Status::Graded {
                submission.message = format!("{}: {}", gravest.name, gravest.message);
            }
        }
    }

    /// A line of the results without what came of it.
    fn empty(&self, one: &HandedIn, taken: Option<&Taken>) -> Submission {
        let Grader { assignment, pack, sandbox } = self.grader;
        Submission {
            schema: SCHEMA,
            assignment: assignment.of_results(),
            student: one.student.clone(),
            tools: Tools {
                workbook: env!("CARGO_PKG_VERSION").to_owned(),
                rustc: pack.compiler.name().to_owned(),
            },
            sandbox: sandbox.level,
            seeds: vec![assignment.seed()],
            status: Status::Graded,
            message: String::new(),
            points: 0.0,
            max: assignment.points(),
            exercises: Vec::new(),
            review: Vec::new(),
            sources: taken.map(Taken::hashes).unwrap_or_default(),
        }
    }
}

/// What a teacher is told at the end.
struct Summary {
    number: usize,
    full: usize,
    refused: usize,
    forged: usize,
    failed: usize,
    flagged: usize,
    sandbox: Option<results::Sandbox>,
}

impl Summary {
    fn of(journal: &Journal, students: &[String]) -> anyhow::Result<Summary> {
        let mut summary = Summary {
            number: students.len(),
            full: 0,
            refused: 0,
            forged: 0,
            failed: 0,
            flagged: 0,
            sandbox: None,
        };
        for student in students {
            let one = journal.get(student)?;
            summary.full += usize::from(one.points >= one.max);
            match one.status {
                Status::Rejected => summary.refused += 1,
                Status::Forged => summary.forged += 1,
                Status::GraderError => summary.failed += 1,
                _ => {}
            }
            summary.flagged += usize::from(!one.review.is_empty());
            summary.sandbox = Some(one.sandbox);
        }
        Ok(summary)
    }
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {} with full marks", count(self.number, "submission"), self.full)?;
        for (number, words) in [
            (self.refused, "could not be taken"),
            (self.forged, "made tests pass by other means and should be read by a human"),
            (self.flagged, "marked for review"),
            (self.failed, "the grader failed on; run it again"),
        ] {
            if number > 0 {
                write!(f, ", {number} {words}")?;
            }
        }
        match self.sandbox {
            Some(results::Sandbox::None) => f.write_str("; WITHOUT A SANDBOX, as you asked"),
            Some(level) => write!(f, " (sandbox: {level})"),
            None => Ok(()),
        }
    }
}

/// `grade pack`: builds a pack that can be copied to other machines.
///
/// # Errors
/// When it cannot be built.
pub(crate) fn pack(
    workspace: &Workspace,
    assignment: &std::path::Path,
    to: &std::path::Path,
) -> anyhow::Result<Exit> {
    let assignment = Assignment::load(assignment)?;
    assignment.check_hash(workspace)?;
    let pack = Pack::build(workspace, &assignment, to)?;
    if pack.kits.is_empty() {
        bail!("the pack has no exercises");
    }
    println!(
        "{}: for {}, {}",
        to.display(),
        count(pack.kits.len(), "exercise"),
        pack.compiler.name()
    );
    Ok(Exit::Passed)
}
