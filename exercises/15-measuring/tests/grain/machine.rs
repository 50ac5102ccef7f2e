//! A machine made up for the tests: it runs everything in turn, notes who was offered what, and tells afterwards when
//! several workers would have been done.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use measuring::grain::Join;

/// Notes what happens.
pub(super) struct Machine {
    notes: Mutex<Notes>,
}

struct Notes {
    /// What was offered, and first of all the whole.
    jobs: Vec<Vec<Step>>,
    /// The job that is being done, and in how many others it is.
    here: usize,
    depth: usize,
    deepest: usize,
    calls: Vec<usize>,
}

enum Step {
    /// An item that costs so much.
    Item(u64),
    /// Two jobs at the same time, if somebody is free.
    Join(usize, usize),
}

/// What was noted.
pub(super) struct Run {
    pub(super) total: u64,
    /// How often each item was done.
    pub(super) calls: Vec<usize>,
    /// How often `join` was called.
    pub(super) offers: usize,
    /// How deep `join` was called in `join`.
    pub(super) depth: usize,
    jobs: Vec<Vec<Step>>,
}

impl Machine {
    pub(super) fn new(items: usize) -> Machine {
        let notes =
            Notes { jobs: vec![Vec::new()], here: 0, depth: 0, deepest: 0, calls: vec![0; items] };
        Machine { notes: Mutex::new(notes) }
    }

    /// An item is done, and costs so much. Returns the item, which is what it counts.
    pub(super) fn work(&self, item: usize, cost: u64) -> u64 {
        let mut notes = self.notes();
        let here = notes.here;
        notes.jobs[here].push(Step::Item(cost));
        if let Some(calls) = notes.calls.get_mut(item) {
            *calls += 1;
        }
        item as u64
    }

    pub(super) fn run(self, total: u64) -> Run {
        let notes = self.notes.into_inner().unwrap_or_else(PoisonError::into_inner);
        let joins =
            |job: &Vec<Step>| job.iter().filter(|step| matches!(step, Step::Join(..))).count();
        Run {
            total,
            calls: notes.calls,
            offers: notes.jobs.iter().map(joins).sum(),
            depth: notes.deepest,
            jobs: notes.jobs,
        }
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does a part as the job of that number.
    fn part<T>(&self, job: usize, part: impl FnOnce() -> T) -> T {
        let before = std::mem::replace(&mut self.notes().here, job);
        let result = part();
        self.notes().here = before;
        result
    }
}

impl Join for Machine {
    fn join<A: Send, B: Send>(
        &self,
        a: impl FnOnce() -> A + Send,
        b: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        let (first, second) = {
            let mut notes = self.notes();
            let (here, first) = (notes.here, notes.jobs.len());
            notes.jobs.extend([Vec::new(), Vec::new()]);
            notes.jobs[here].push(Step::Join(first, first + 1));
            notes.depth += 1;
            notes.deepest = notes.deepest.max(notes.depth);
            (first, first + 1)
        };
        let result = (self.part(first, a), self.part(second, b));
        self.notes().depth -= 1;
        result
    }
}

impl Run {
    /// What was to be noted if items of these costs were cut in the middle until pieces have `grain` items at most.
    pub(super) fn halved(costs: &[u64], grain: usize) -> Run {
        let mut jobs = Vec::new();
        cut(&mut jobs, costs, grain);
        let offers = jobs.len() / 2;
        Run { total: 0, calls: Vec::new(), offers, depth: 0, jobs }
    }

    /// The first item that was done so often, in words.
    pub(super) fn first_with(&self, calls: usize) -> String {
        self.calls
            .iter()
            .position(|&done| done == calls)
            .map_or_else(String::new, |item| format!("item {item}"))
    }

    /// The first item that was done more often.
    pub(super) fn first_above(&self, calls: usize) -> String {
        self.calls
            .iter()
            .position(|&done| done > calls)
            .map_or_else(String::new, |item| format!("item {item}"))
    }

    /// The most items that one job does itself.
    pub(super) fn largest_piece(&self) -> usize {
        let items =
            |job: &Vec<Step>| job.iter().filter(|step| matches!(step, Step::Item(_))).count();
        self.jobs.iter().map(items).max().unwrap_or(0)
    }

    /// When all would be done: who makes an offer goes on with the first half, and whoever is free takes the half that
    /// was offered first.
    pub(super) fn done_after(&self, workers: usize, offer: u64) -> u64 {
        // The earliest is on top.
        let mut free: BinaryHeap<Reverse<u64>> = (0..workers).map(|_| Reverse(0)).collect();
        let mut offered = BinaryHeap::from([Reverse((0, 0))]);
        let mut end = 0;
        while let Some(Reverse((since, job))) = offered.pop() {
            let Reverse(now) = free.pop().expect("as many come back as were taken");
            let done = self.walk(job, now.max(since), offer, &mut offered);
            end = end.max(done);
            free.push(Reverse(done));
        }
        end
    }

    /// One worker does a job from a moment on; halves that it offers can be taken from the moment of the offer.
    fn walk(
        &self,
        job: usize,
        mut now: u64,
        offer: u64,
        offered: &mut BinaryHeap<Reverse<(u64, usize)>>,
    ) -> u64 {
        for step in &self.jobs[job] {
            match *step {
                Step::Item(cost) => now += cost,
                Step::Join(first, second) => {
                    now += offer;
                    offered.push(Reverse((now, second)));
                    now = self.walk(first, now, offer, offered);
                }
            }
        }
        now
    }
}

/// Adds the job of these items, and those that it offers; the number of the job.
fn cut(jobs: &mut Vec<Vec<Step>>, costs: &[u64], grain: usize) -> usize {
    let job = jobs.len();
    jobs.push(Vec::new());
    let step = if costs.len() <= grain {
        Step::Item(costs.iter().sum())
    } else {
        let (one, other) = costs.split_at(costs.len() / 2);
        Step::Join(cut(jobs, one, grain), cut(jobs, other, grain))
    };
    jobs[job].push(step);
    job
}
