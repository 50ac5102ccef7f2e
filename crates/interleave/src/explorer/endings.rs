//! Every way in which a program can end, failures among them.

use std::fmt::Debug;
use std::panic::Location;
use std::sync::{Arc, Mutex};

use super::{Body, Explorer, Phase, Searched, lock};
use crate::kernel::{Record, Run, with};
use crate::outcomes::{Outcomes, Tally};
use crate::report;
use crate::search::Choice;
use crate::verdict::Verdict;

/// What the runs so far came to.
struct Found<T> {
    tally: Tally<Result<T, Verdict>>,
    /// What the main thread of the latest run returned. The run can still fail after that.
    latest: Option<(T, Vec<Choice>)>,
}

impl<T: Ord> Found<T> {
    /// The latest run did not fail.
    fn keep(&mut self) {
        if let Some((result, choices)) = self.latest.take() {
            self.tally.add(Ok(result), &choices);
        }
    }
}

impl Explorer {
    /// As [`Explorer::outcomes`], but a run that fails is a result as well, named by its verdict, and the search
    /// goes on. Memory that is never given back is accepted. The search is depth first only; if the budget does
    /// not do, the report says that it was not exhaustive.
    ///
    /// # Panics
    /// If `f` blocks on something that is not explored, or behaves differently in the same schedule; the report
    /// is printed before.
    #[track_caller]
    pub fn endings<T>(
        mut self,
        f: impl Fn() -> T + Send + Sync + 'static,
    ) -> Outcomes<Result<T, Verdict>>
    where
        T: Ord + Debug + Send + 'static,
    {
        self.settings.allow_leaks = true;
        if let Some(choices) = report::requested_replay(Location::caller()) {
            let report = self.replay_at(Location::caller(), choices, super::body(f));
            report::deliver(&report);
            return Outcomes::new(Tally::default(), report);
        }
        let found = Arc::new(Mutex::new(Found { tally: Tally::default(), latest: None }));
        let results = found.clone();
        let body: Body = Arc::new(move || {
            with(|_| lock(&results).keep());
            let result = f();
            with(|kernel| lock(&results).latest = Some((result, kernel.choices.clone())));
        });
        let mut searched = Searched::default();
        let mut next = self.strategy(Phase::DepthFirst, 0);
        while let Some(strategy) = next.take() {
            let mut kernel = match self.run(strategy, Record::Nothing, body.clone()) {
                Run::Done(kernel) => kernel,
                Run::Stuck(last) => {
                    report::deliver(&report::stuck(self.test_name(), last));
                    unreachable!("a run that is stuck has not passed");
                }
            };
            searched.add(Phase::DepthFirst, &mut kernel);
            if kernel.strategy.diverged() {
                report::deliver(&report::not_repeatable(self.test_name(), &searched));
            }
            let mut found = lock(&found);
            if let Some(failure) = kernel.failure.take() {
                found.latest = None;
                found.tally.add(Err(failure.verdict), &kernel.choices);
                next = Some(kernel.strategy);
            }
            found.keep();
        }
        let report = report::of_endings(self.test_name(), &searched);
        Outcomes::new(std::mem::take(&mut lock(&found).tally), report)
    }
}
