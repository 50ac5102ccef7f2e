//! Two machines made up for the tests. One runs everything in turn, and notes who was offered what. The other one cuts
//! in the middle, and tells when several workers would have been done.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use interleave::require;
use measuring::grain::Join;

/// Notes what happens.
pub(super) struct Machine {
    notes: Mutex<Notes>,
}

struct Notes {
    /// What was offered, and first of all the whole.
    jobs: Vec<Job>,
    /// The job that is being done, and in how many others it is.
    here: usize,
    depth: usize,
    calls: Vec<usize>,
}

#[derive(Default)]
struct Job {
    /// How many items it does itself.
    items: usize,
    /// The jobs that it gives to `join`, two each time.
    joins: Vec<(usize, usize)>,
}

/// What was noted.
pub(super) struct Run {
    pub(super) total: u64,
    /// How often each item was done.
    pub(super) calls: Vec<usize>,
    jobs: Vec<Job>,
}

/// So many items were cut, and `join` got so many in its first and second closure.
pub(super) struct Cut {
    pub(super) items: usize,
    pub(super) first: usize,
    pub(super) second: usize,
}

impl Machine {
    pub(super) fn new(items: usize) -> Machine {
        let notes = Notes { jobs: vec![Job::default()], here: 0, depth: 0, calls: vec![0; items] };
        Machine { notes: Mutex::new(notes) }
    }

    /// An item is done. Returns the item, which is what it counts.
    pub(super) fn work(&self, item: usize) -> u64 {
        let mut notes = self.notes();
        let here = notes.here;
        notes.jobs[here].items += 1;
        if let Some(calls) = notes.calls.get_mut(item) {
            *calls += 1;
        }
        item as u64
    }

    pub(super) fn run(self, total: u64) -> Run {
        let notes = self.notes.into_inner().unwrap_or_else(PoisonError::into_inner);
        Run { total, calls: notes.calls, jobs: notes.jobs }
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
        let (first, depth) = {
            let mut notes = self.notes();
            let (here, first) = (notes.here, notes.jobs.len());
            notes.jobs.extend([Job::default(), Job::default()]);
            notes.jobs[here].joins.push((first, first + 1));
            notes.depth += 1;
            (first, notes.depth)
        };
        require!(
            depth <= 99,
            WrongResult,
            "one `join` is in another one in another one, {depth} deep, and no range can be halved so often. Where is it \
             cut? If a piece is cut off at one end, the rest is offered late"
        );
        let result = (self.part(first, a), self.part(first + 1, b));
        self.notes().depth -= 1;
        result
    }
}

impl Run {
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
        self.jobs.iter().map(|job| job.items).max().unwrap_or(0)
    }

    /// What was given to `join`, the first first.
    pub(super) fn cuts(&self) -> Vec<Cut> {
        let mut sizes = vec![0; self.jobs.len()];
        // What is in a job was noted after it.
        for (number, job) in self.jobs.iter().enumerate().rev() {
            let joined = job.joins.iter().map(|&(first, second)| sizes[first] + sizes[second]);
            sizes[number] = job.items + joined.sum::<usize>();
        }
        let cuts = self.jobs.iter().zip(&sizes).flat_map(|(job, &items)| {
            job.joins.iter().map(move |&(first, second)| (items, first, second))
        });
        cuts.map(|(items, first, second)| Cut { items, first: sizes[first], second: sizes[second] })
            .collect()
    }
}

/// When all would be done, if items of these costs are cut in the middle until pieces have `grain` items at most: who
/// makes an offer goes on with the first half, and whoever is free takes the half that was offered first.
pub(super) fn done_after(costs: &[u64], grain: usize, workers: usize, offer: u64) -> u64 {
    // The earliest is on top.
    let mut free: BinaryHeap<Reverse<u64>> = (0..workers).map(|_| Reverse(0)).collect();
    let mut offered = BinaryHeap::from([Reverse((0, 0, costs.len()))]);
    let mut all_done = 0;
    while let Some(Reverse((since, start, mut end))) = offered.pop() {
        let Reverse(now) = free.pop().expect("as many come back as were taken");
        let mut now = now.max(since);
        while end - start > grain {
            let middle = start + (end - start) / 2;
            now += offer;
            offered.push(Reverse((now, middle, end)));
            end = middle;
        }
        now += costs[start..end].iter().sum::<u64>();
        all_done = all_done.max(now);
        free.push(Reverse(now));
    }
    all_done
}
