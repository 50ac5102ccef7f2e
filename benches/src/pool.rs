//! Jobs for waiting workers: what one costs, and how large it should be.

mod ways;

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use rayon::prelude::*;

use crate::case::{Case, Scale};
use crate::ratio::Ratio;
use crate::solutions::process_pool::{self, Failure, Options};
use crate::solutions::thread_pool::ThreadPool;
use crate::topic::Topic;
use crate::workers::Workers;

use self::ways::ChannelPool;

/// See the module.
pub const TOPIC: Topic = Topic {
    name: "pool",
    about: "jobs that add 1, from outside, for 2 workers; 100,000 squares in pieces of many sizes; \
            questions of 8 bytes for processes. Times are for a job, a square, a question",
    cases,
    ratios: RATIOS,
    figures: |_| Vec::new(),
};

const WORKERS: usize = 2;

type Job = Box<dyn FnOnce() + Send>;

fn cases(scale: Scale) -> Vec<Case> {
    // Forked before there are other threads.
    let mut cases = processes(scale);
    cases.extend(jobs(scale));
    cases.extend(squares(scale));
    cases
}

/// One small job after the other.
fn jobs(scale: Scale) -> Vec<Case> {
    let (many, few) = (scale.of(20_000, 50), scale.of(200, 5));
    let rayon = rayon::ThreadPoolBuilder::new().num_threads(WORKERS).build().expect("start a pool");
    let threadpool = threadpool::ThreadPool::new(WORKERS);
    let own = ChannelPool::new(WORKERS);
    let exercise = ThreadPool::new(WORKERS);
    vec![
        counting("call of a box", many, |job| black_box(job)()),
        counting("rayon spawn", many, move |job| rayon.spawn(job)),
        counting("threadpool", many, move |job| threadpool.execute(job)),
        counting("crossbeam channel", many, move |job| own.submit(job)),
        counting("exercise thread_pool", many, move |job| exercise.submit(job)),
        counting("a thread for each", few, |job| {
            thread::spawn(job).join().expect("it cannot panic")
        }),
    ]
}

/// Submits jobs that count, and waits until all have.
fn counting(name: &str, jobs: u64, submit: impl Fn(Job) + 'static) -> Case {
    Case::new(name, jobs, move || {
        let done = Arc::new(AtomicU64::new(0));
        for _ in 0..jobs {
            let done = Arc::clone(&done);
            submit(Box::new(move || _ = done.fetch_add(1, Ordering::Release)));
        }
        while done.load(Ordering::Acquire) < jobs {
            thread::yield_now();
        }
    })
}

/// The grains of the sweep: how many squares make a job.
const GRAINS: [usize; 6] = [1, 10, 100, 1000, 10_000, 50_000];

/// 100,000 squares: cheap items, and the question is how many to put into one job.
fn squares(scale: Scale) -> Vec<Case> {
    let n = scale.of(100_000, 1_000);
    let numbers: Arc<[u64]> = (0..n as u64).collect();
    let pool = Arc::new(ChannelPool::new(WORKERS));
    let map = |name: &str, map: fn(&[u64]) -> Vec<u64>| {
        let numbers = Arc::clone(&numbers);
        Case::new(name, n as u64, move || map(&numbers))
    };
    let mut cases = vec![
        map("squares, one after the other", |numbers| {
            numbers.iter().map(|number| number * number).collect()
        }),
        map("squares, rayon", |numbers| numbers.par_iter().map(|number| number * number).collect()),
        map("squares, rayon, at least 25,000 at once", |numbers| {
            numbers.par_iter().with_min_len(25_000).map(|number| number * number).collect()
        }),
        map("squares, 2 scoped threads", ways::scoped_squares),
    ];
    for grain in GRAINS {
        let (numbers, pool) = (Arc::clone(&numbers), Arc::clone(&pool));
        let name = format!("squares, jobs of {grain}");
        cases.push(Case::new(&name, n as u64, move || {
            ways::squares_in_jobs(&pool, &numbers, grain)
        }));
    }
    cases
}

/// Processes that wait for questions.
fn processes(scale: Scale) -> Vec<Case> {
    let questions: Vec<u64> = (0..scale.of(5_000, 50)).collect();
    let workers = Arc::new(Workers::fork(WORKERS, |_, question| question * question));
    let right: Vec<u64> = questions.iter().map(|question| question * question).collect();
    let n = questions.len() as u64;
    let (waiting_workers, waiting_questions) = (Arc::clone(&workers), questions.clone());
    vec![
        Case::new("process, ask and wait", n, move || {
            for &question in &waiting_questions {
                assert_eq!(waiting_workers.ask(0, question), question * question);
            }
        }),
        Case::new("processes, 64 questions at a time", n, move || {
            assert_eq!(workers.map(&questions, 64), right);
        }),
        exercise("exercise process_pool, ask and wait", scale, 1, 1),
        exercise("exercise process_pool, a window of 64", scale, WORKERS, 64),
    ]
}

/// A pool that is started and ended with each call, which counts: for so many jobs, it is little.
fn exercise(name: &str, scale: Scale, workers: usize, window: usize) -> Case {
    let jobs: Vec<u64> = (0..scale.of(20_000, 50)).collect();
    let right: Vec<Result<u64, Failure>> = jobs.iter().map(|job| Ok(job * job)).collect();
    let options = Options { workers, window, jobs_per_worker: usize::MAX };
    Case::new(name, jobs.len() as u64, move || {
        let outcomes = process_pool::map(&jobs, options, |job: u64| job * job);
        assert_eq!(outcomes.expect("processes, and pipes to them"), right);
    })
}

const SERIAL: &str = "squares, one after the other";

const RATIOS: &[Ratio] = &[
    Ratio::new("exercise thread_pool", "threadpool")
        .at_most(1.2)
        .limited_by("call of a box", "threadpool"),
    Ratio::new("call of a box", "threadpool"),
    Ratio::new("crossbeam channel", "threadpool").limited_by("call of a box", "threadpool"),
    Ratio::new("rayon spawn", "threadpool").limited_by("call of a box", "threadpool"),
    Ratio::new("a thread for each", "threadpool"),
    Ratio::new("squares, rayon", SERIAL),
    Ratio::new("squares, rayon, at least 25,000 at once", SERIAL).limit("two cores: 0.5"),
    Ratio::new("squares, 2 scoped threads", SERIAL).limit("two cores: 0.5"),
    Ratio::new("squares, jobs of 1", SERIAL),
    Ratio::new("squares, jobs of 10", SERIAL),
    Ratio::new("squares, jobs of 100", SERIAL),
    Ratio::new("squares, jobs of 1000", SERIAL),
    Ratio::new("squares, jobs of 10000", SERIAL),
    Ratio::new("squares, jobs of 50000", SERIAL).limit("two cores: 0.5"),
    Ratio::new("processes, 64 questions at a time", "process, ask and wait"),
    Ratio::new("exercise process_pool, a window of 64", "exercise process_pool, ask and wait")
        .at_most(0.15),
    Ratio::new("exercise process_pool, ask and wait", "process, ask and wait"),
    Ratio::new("process, ask and wait", "threadpool"),
    Ratio::new("Python: squares, one after the other", SERIAL),
    Ratio::new("Python: squares, process pool", "Python: squares, one after the other"),
    Ratio::new("Python: squares, process pool, chunks of 1", "Python: squares, process pool"),
    Ratio::new("Python: process pool, ask and wait", "process, ask and wait"),
    Ratio::new("Python: thread pool", "threadpool"),
];
