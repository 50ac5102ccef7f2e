//! What a test says: hold in every interleaving, be reachable in one, have these outcomes.

mod defaults;
mod endings;

use std::fmt::Debug;
use std::panic::Location;
use std::sync::{Arc, Mutex, PoisonError};

pub use defaults::{name_test, seed_tests, size};

use crate::explain::explain;
use crate::kernel::{self, Kernel, Place, Record, Run, Settings, exploring, with};
use crate::outcomes::{Outcomes, Tally};
use crate::report::{self, Report};
use crate::search::{self, Choice, Dfs, Pct, Random, Replay, Restless, Strategy};
use crate::verdict::Verdict;

/// Runs `f` in every interleaving that matters. The short form of [`Explorer::check`].
///
/// # Panics
/// If `f` fails in one of them; the report is printed before.
#[track_caller]
pub fn check<R>(f: impl Fn() -> R + Send + Sync + 'static) {
    Explorer::new().check(f);
}

/// Looks for an interleaving in which `f` returns `true`. The short form of [`Explorer::reachable`].
///
/// # Panics
/// If there is none, with `verdict`; or if `f` fails; the report is printed before.
#[track_caller]
pub fn reachable(verdict: Verdict, what: &str, f: impl Fn() -> bool + Send + Sync + 'static) {
    Explorer::new().reachable(verdict, what, f);
}

/// The set of what `f` returns. The short form of [`Explorer::outcomes`].
///
/// # Panics
/// If `f` fails in one of the interleavings; the report is printed before.
#[track_caller]
pub fn outcomes<T>(f: impl Fn() -> T + Send + Sync + 'static) -> Outcomes<T>
where
    T: Ord + Debug + Send + 'static,
{
    Explorer::new().outcomes(f)
}

/// How a program is explored.
///
/// The search is depth first with at most 0, then 1, then 2, … forced switches, so that the simplest failure is
/// found first. If three quarters of the budget do not exhaust it, the rest goes to random priorities (PCT) and
/// to plain chance, both seeded: the same program gives the same report every time, on every machine.
#[derive(Clone, Debug)]
pub struct Explorer {
    budget: usize,
    preemptions: usize,
    seed: u64,
    name: Option<String>,
    /// The most states of a graph.
    pub(crate) states: usize,
    settings: Settings,
}

impl Default for Explorer {
    fn default() -> Explorer {
        Explorer::new()
    }
}

pub(crate) type Body = Arc<dyn Fn() + Send + Sync>;

impl Explorer {
    /// At most 20,000 interleavings of at most 10,000 steps each, sequentially consistent memory, no spurious
    /// wake-ups, no early time-outs, leaks refused.
    pub fn new() -> Explorer {
        let settings = Settings {
            weak_memory: false,
            spurious_wakeups: 0,
            early_timeouts: 0,
            max_steps: 10_000,
            allow_leaks: false,
            record: Record::Nothing,
            keep_output: false,
            stop_before: None,
        };
        Explorer {
            budget: 20_000,
            preemptions: usize::MAX,
            seed: defaults::seed(),
            name: None,
            states: 2_000,
            settings,
        }
    }

    /// The most interleavings that are run.
    pub fn budget(mut self, interleavings: usize) -> Explorer {
        self.budget = interleavings;
        self
    }

    /// The most forced switches in one interleaving of the depth-first search. Without this it goes on until all
    /// interleavings, or the budget, are used up.
    pub fn preemptions(mut self, most: usize) -> Explorer {
        self.preemptions = most;
        self
    }

    /// Starts the random part of the search from another seed than 1, or than the one that [`seed_tests`] was told.
    pub fn seed(mut self, seed: u64) -> Explorer {
        self.seed = seed;
        self
    }

    /// The most steps of one interleaving; one with more is `NO PROGRESS`.
    pub fn max_steps(mut self, steps: usize) -> Explorer {
        self.settings.max_steps = steps;
        self
    }

    /// Whether a load may give an older value than the newest, where its ordering allows that.
    pub fn weak_memory(mut self, on: bool) -> Explorer {
        self.settings.weak_memory = on;
        self
    }

    /// How many waits of one interleaving may end without a notification, and how many `compare_exchange_weak` may
    /// fail without a reason.
    pub fn spurious_wakeups(mut self, most: usize) -> Explorer {
        self.settings.spurious_wakeups = most;
        self
    }

    /// How many time-outs of one interleaving may fire although another thread could still run.
    pub fn early_timeouts(mut self, most: usize) -> Explorer {
        self.settings.early_timeouts = most;
        self
    }

    /// Whether memory that is never given back is accepted.
    pub fn allow_leaks(mut self, allow: bool) -> Explorer {
        self.settings.allow_leaks = allow;
        self
    }

    /// The most states that a [`Graph`](crate::Graph) may have. Without this it is 2,000.
    pub fn states(mut self, most: usize) -> Explorer {
        self.states = most;
        self
    }

    /// Names the exploration in its report, instead of the name of the test.
    pub fn name(mut self, name: impl Into<String>) -> Explorer {
        self.name = Some(name.into());
        self
    }

    /// Runs `f` in every interleaving that matters.
    ///
    /// # Panics
    /// If `f` fails in one of them; the report is printed before.
    #[track_caller]
    pub fn check<R>(self, f: impl Fn() -> R + Send + Sync + 'static) {
        self.check_at(Location::caller(), body(f));
    }

    fn check_at(self, place: Place, body: Body) {
        let report = self.explore_at(place, body);
        report::deliver(&report);
        println!("{}: {}", report.verdict, report.message);
    }

    /// As `check`, but gives the report back instead of printing it and panicking.
    #[track_caller]
    pub fn explore<R>(self, f: impl Fn() -> R + Send + Sync + 'static) -> Report {
        self.explore_at(Location::caller(), body(f))
    }

    /// Looks for an interleaving in which `f` returns `true`; `what` completes "in none of 312 interleavings were …".
    ///
    /// # Panics
    /// If there is none, with `verdict`; or if `f` fails; the report is printed before.
    #[track_caller]
    pub fn reachable(
        self,
        verdict: Verdict,
        what: &str,
        f: impl Fn() -> bool + Send + Sync + 'static,
    ) {
        report::deliver(&self.explore_reachable_at(Location::caller(), verdict, what, f));
    }

    /// As `reachable`, but gives the report back instead of panicking.
    #[track_caller]
    pub fn explore_reachable(
        self,
        verdict: Verdict,
        what: &str,
        f: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Report {
        self.explore_reachable_at(Location::caller(), verdict, what, f)
    }

    fn explore_reachable_at(
        self,
        place: Place,
        verdict: Verdict,
        what: &str,
        f: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Report {
        let reached = Arc::new(Mutex::new(false));
        let goal = reached.clone();
        let body: Body = Arc::new(move || {
            if f() {
                with(|k| k.enough = true);
                *lock(&goal) = true;
            }
        });
        let report = self.explore_at(place, body.clone());
        if !report.passed() || *lock(&reached) {
            return report;
        }
        let sample = self.run(Box::new(Restless::new()), Record::Steps, body);
        report::unreachable(report, verdict, what, sample)
    }

    /// The set of what `f` returns, each with a way to get there.
    ///
    /// # Panics
    /// If `f` fails in one of the interleavings; the report is printed before.
    #[track_caller]
    pub fn outcomes<T>(self, f: impl Fn() -> T + Send + Sync + 'static) -> Outcomes<T>
    where
        T: Ord + Debug + Send + 'static,
    {
        let tally = Arc::new(Mutex::new(Tally::default()));
        let results = tally.clone();
        let report = self.explore_at(
            Location::caller(),
            Arc::new(move || {
                let result = f();
                with(|k| lock(&results).add(result, &k.choices));
            }),
        );
        report::deliver(&report);
        Outcomes::new(std::mem::take(&mut *lock(&tally)), report)
    }

    /// The set of what `f` prints, as [`Explorer::outcomes`] is of what it returns.
    ///
    /// # Panics
    /// If `f` fails in one of the interleavings; the report is printed before.
    #[track_caller]
    pub fn outputs<R>(mut self, f: impl Fn() -> R + Send + Sync + 'static) -> Outcomes<String> {
        self.settings.keep_output = true;
        let mut searched = Searched::default();
        let report = self.search(Location::caller(), body(f), &mut searched);
        report::deliver(&report);
        Outcomes::new(searched.outputs, report)
    }

    /// Runs only the interleaving that a report's replay string names, and records it.
    ///
    /// # Panics
    /// If the string is none.
    #[track_caller]
    pub fn replay<R>(self, replay: &str, f: impl Fn() -> R + Send + Sync + 'static) -> Report {
        let choices = replay.split_once(':').map_or(replay, |(_, choices)| choices);
        match search::decode(choices) {
            Ok(choices) => self.replay_at(Location::caller(), choices, body(f)),
            Err(error) => panic!("INTERLEAVE_REPLAY: {error}"),
        }
    }

    fn replay_at(&self, place: Place, choices: Vec<Choice>, f: Body) -> Report {
        match self.run(Box::new(Replay::new(choices)), Record::StepsAndMemory, f) {
            Run::Done(kernel) => report::of_replay(self.test_name(), place, *kernel),
            Run::Stuck(last) => report::stuck(self.test_name(), last),
        }
    }

    fn explore_at(&self, place: Place, f: Body) -> Report {
        self.search(place, f, &mut Searched::default())
    }

    fn search(&self, place: Place, f: Body, searched: &mut Searched) -> Report {
        assert!(!exploring(), "interleave: an exploration inside an exploration");
        if let Some(choices) = report::requested_replay(place) {
            return self.replay_at(place, choices, f);
        }
        for phase in [Phase::DepthFirst, Phase::Pct, Phase::Random] {
            let mut next = self.strategy(phase, searched.interleavings);
            while let Some(strategy) = next.take() {
                let mut kernel = match self.run(strategy, Record::Nothing, f.clone()) {
                    Run::Done(kernel) => kernel,
                    Run::Stuck(last) => return report::stuck(self.test_name(), last),
                };
                searched.add(phase, &mut kernel);
                if kernel.strategy.diverged() {
                    return report::not_repeatable(self.test_name(), searched);
                }
                let Some(failure) = &kernel.failure else {
                    if searched.exhaustive || kernel.enough {
                        return report::of_success(self.test_name(), searched);
                    }
                    continue;
                };
                let explained = explain(failure.clone(), &kernel.choices, |choices, record| {
                    self.run(Box::new(Replay::new(choices)), record, f.clone())
                });
                if explained.is_none() && failure.verdict == Verdict::MemoryLeaked {
                    // Memory of the kind that a process allocates once: it is not left behind again.
                    next = Some(kernel.strategy);
                    continue;
                }
                return report::of_failure(self.test_name(), place, searched, failure, explained);
            }
        }
        report::of_success(self.test_name(), searched)
    }

    /// What a phase may still spend, as a strategy.
    fn strategy(&self, phase: Phase, used: usize) -> Option<Box<dyn Strategy>> {
        let left = self.budget.saturating_sub(used);
        let strategy: Box<dyn Strategy> = match phase {
            Phase::DepthFirst => {
                Box::new(Dfs::new(self.preemptions, self.budget - self.budget / 4))
            }
            Phase::Pct if left > 1 => Box::new(Pct::new(self.seed, left / 2)),
            Phase::Random if left > 0 => Box::new(Random::new(self.seed, left)),
            _ => return None,
        };
        Some(strategy)
    }

    fn run(&self, strategy: Box<dyn Strategy>, record: Record, f: Body) -> Run {
        kernel::run(strategy, Settings { record, ..self.settings }, f)
    }

    /// Follows `choices`, and stops before that step, counted from 1.
    pub(crate) fn run_until(&self, step: usize, choices: Vec<Choice>, f: Body) -> Run {
        let settings = Settings { record: Record::Steps, stop_before: Some(step), ..self.settings };
        kernel::run(Box::new(Replay::new(choices)), settings, f)
    }

    fn test_name(&self) -> Option<String> {
        let thread = || std::thread::current().name().filter(|n| *n != "main").map(str::to_string);
        self.name.clone().or_else(thread).or_else(defaults::name)
    }
}

/// A part of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    DepthFirst,
    Pct,
    Random,
}

/// How far the search came.
#[derive(Debug, Default)]
pub(crate) struct Searched {
    /// What the interleavings printed, if that was to be kept.
    outputs: Tally<String>,
    pub(crate) interleavings: usize,
    /// All there are, up to equivalence.
    pub(crate) exhaustive: bool,
    /// All with at most so many forced switches.
    pub(crate) bound_done: Option<usize>,
    /// The last phase, and the bound it had reached.
    pub(crate) last: Option<(Phase, Option<usize>)>,
}

impl Searched {
    fn add(&mut self, phase: Phase, kernel: &mut Kernel) {
        self.outputs.join(std::mem::take(&mut kernel.outputs));
        self.interleavings += kernel.executions;
        self.exhaustive |= kernel.strategy.exhausted();
        self.bound_done = self.bound_done.max(kernel.strategy.bound_done());
        self.last = Some((phase, kernel.strategy.bound()));
    }
}

fn body<R>(f: impl Fn() -> R + Send + Sync + 'static) -> Body {
    Arc::new(move || drop(f()))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
