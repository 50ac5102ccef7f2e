//! What `src/thread_pool.rs` promises, in every interleaving.

use interleave::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use interleave::sync::mpsc;
use interleave::sync::{Arc, Barrier};
use interleave::{Explorer, Gauge, Report, Verdict, check, reachable, require, thread};
use pools::thread_pool::{Closed, Panic, ThreadPool};

#[path = "thread_pool/leaving.rs"]
mod leaving;
#[path = "thread_pool/runs.rs"]
mod runs;

use runs::Runs;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(usize) -> ThreadPool = ThreadPool::new;
const _: fn(&ThreadPool, fn()) = ThreadPool::submit;
const _: fn(ThreadPool) -> Closed = ThreadPool::close;
const _: fn(ThreadPool) -> Closed = ThreadPool::terminate;
const _: fn(Closed) -> Vec<Panic> = Closed::join;
const _: () = {
    const fn goes_anywhere<T: Send>() {}
    const fn is_shared<T: Sync>() {}
    goes_anywhere::<ThreadPool>();
    is_shared::<ThreadPool>();
    goes_anywhere::<Closed>();
};

/// Explores `program`, in which somebody waits for ever if the pool is wrong: that is then called `verdict`.
pub(crate) fn nobody_waits(verdict: Verdict, message: &str, program: fn()) {
    let report: Report = Explorer::new().budget(5_000).explore(program);
    match report.verdict {
        Verdict::Passed => {}
        Verdict::Deadlock | Verdict::NoProgress => report.fail_as(verdict, message),
        _ => report.fail(),
    }
}

#[test]
fn every_job_is_run_once() {
    check(|| {
        let runs = Runs::of(2);
        let pool = ThreadPool::new(2);
        (0..2).for_each(|job| pool.submit(runs.job(job)));
        let panics = pool.close().join();
        runs.once_each("two jobs, two workers, `close`, `join`");
        require!(
            panics.is_empty(),
            WrongResult,
            "no job has panicked, and `join` tells of {} panics",
            panics.len()
        );
    });
    Explorer::new().budget(2_000).check(|| {
        let runs = Runs::of(5);
        let pool = ThreadPool::new(2);
        (0..5).for_each(|job| pool.submit(runs.job(job)));
        let _ = pool.close().join();
        runs.once_each("five jobs, two workers, `close`, `join`");
    });
}

/// Whether so many jobs can all be under way in a pool of so many workers.
fn all_at_once(workers: usize) -> bool {
    let busy = Arc::new(Gauge::new());
    let pool = ThreadPool::new(workers);
    for _ in 0..workers {
        let busy = busy.clone();
        pool.submit(move || drop(busy.enter()));
    }
    let _ = pool.close().join();
    busy.most() == workers
}

#[test]
fn as_many_jobs_run_at_the_same_time_as_there_are_workers() {
    reachable(
        Verdict::RanSerially,
        "were two jobs of a pool with two workers under way at once: what does a worker hold while it runs a job, and who \
         waits for it?",
        || all_at_once(2),
    );
}

/// So many jobs, of which none ends before all have begun.
fn all_begin_before_one_ends(workers: usize) {
    let all = Arc::new(Barrier::new(workers + 1));
    let pool = ThreadPool::new(workers);
    for _ in 0..workers {
        let all = all.clone();
        pool.submit(move || _ = all.wait());
    }
    // Nobody says `close` before they have met: a wake-up that `close` brings is too late.
    all.wait();
    let _ = pool.close().join();
}

#[test]
fn no_worker_sleeps_while_a_job_waits() {
    for (workers, budget) in [(2, 10_000), (3, 2_000), (6, 20)] {
        let report =
            Explorer::new().budget(budget).explore(move || all_begin_before_one_ends(workers));
        match report.verdict {
            Verdict::Passed => {}
            Verdict::Deadlock | Verdict::NoProgress => report.fail_as(
                Verdict::RanSerially,
                format!(
                    "{workers} workers, {workers} jobs, each of which waits until the others have begun: one of them was not \
                     begun, and there was a worker for it"
                ),
            ),
            _ => report.fail(),
        }
    }
}

/// Fails if more than `workers` jobs are under way at once, or more threads than that are at work.
fn not_more_than(workers: usize, jobs: usize) {
    let busy = Arc::new(Gauge::new());
    let (sign, signed) = mpsc::channel();
    let pool = ThreadPool::new(workers);
    for _ in 0..jobs {
        let (busy, sign) = (busy.clone(), sign.clone());
        pool.submit(move || {
            let _here = busy.enter();
            let _ = sign.send(thread::current().id());
        });
    }
    drop(sign);
    let _ = pool.close().join();
    let most = busy.most();
    require!(most <= workers, BoundExceeded, "{workers} workers, and {most} jobs at the same time");
    let mut threads: Vec<_> = signed.iter().collect();
    let mut different = Vec::new();
    threads.drain(..).for_each(|id| {
        if !different.contains(&id) {
            different.push(id);
        }
    });
    require!(
        different.len() <= workers,
        BoundExceeded,
        "{workers} workers, and {jobs} jobs were run on {} threads: a pool starts its threads once",
        different.len()
    );
}

#[test]
fn there_are_never_more_than_the_workers() {
    Explorer::new().budget(2_000).check(|| not_more_than(1, 3));
    Explorer::new().budget(2_000).check(|| not_more_than(2, 4));
}

#[test]
fn a_panic_is_told_and_the_pool_goes_on() {
    check(|| {
        let runs = Runs::of(2);
        let pool = ThreadPool::new(1);
        pool.submit(runs.job(0));
        pool.submit(|| panic!("a wheel came off"));
        pool.submit(runs.job(1));
        let panics = pool.close().join();
        require!(
            !panics.is_empty(),
            PanicSwallowed,
            "one job of three has panicked, and `join` tells of no panic"
        );
        require!(
            panics.len() == 1,
            WrongResult,
            "one job has panicked, and `join` tells of {}",
            panics.len()
        );
        let told = panics[0].downcast_ref::<&str>();
        require!(
            told == Some(&"a wheel came off"),
            PanicSwallowed,
            "a job has panicked with \"a wheel came off\", and that is not what `join` tells of it: {told:?}"
        );
        runs.once_each("one worker; of three jobs the second one panicked");
    });
}

#[test]
fn every_panic_is_told_whatever_it_is() {
    Explorer::new().budget(5_000).check(|| {
        let runs = Runs::of(1);
        let pool = ThreadPool::new(2);
        pool.submit(|| panic_any(7_u8));
        let wheel = runs.counts().len() + 1;
        pool.submit(move || panic!("wheel {wheel}"));
        pool.submit(runs.job(0));
        let panics = pool.close().join();
        require!(
            panics.len() == 2,
            PanicSwallowed,
            "two workers, two jobs that panic and one that does not: `join` tells of {} panics",
            panics.len()
        );
        let number = panics.iter().any(|panic| panic.downcast_ref() == Some(&7_u8));
        let text = panics.iter().any(|panic| panic.downcast_ref() == Some(&"wheel 2".to_string()));
        require!(
            number && text,
            PanicSwallowed,
            "one job panicked with the number 7, and that is told: {number}. One with a `String`, and that is told: {text}"
        );
        runs.once_each("two workers, two jobs that panic");
    });
}

/// A job hands in `jobs` more to its own pool of `workers`.
fn jobs_from_a_job(workers: usize, jobs: usize) {
    let runs = Runs::of(jobs);
    let pool = Arc::new(ThreadPool::new(workers));
    let (done, job_done) = mpsc::channel();
    let further: Vec<_> = (0..jobs).map(|job| runs.job(job)).collect();
    pool.submit({
        let pool = pool.clone();
        move || {
            further.into_iter().for_each(|job| pool.submit(job));
            drop(pool);
            let _ = done.send(());
        }
    });
    let told = job_done.recv();
    require!(
        told.is_ok(),
        MessageLost,
        "a job that hands in {jobs} further jobs was never run to its end"
    );
    let pool = Arc::into_inner(pool).expect("the job has dropped its clone");
    let _ = pool.close().join();
    runs.once_each("all these jobs were submitted by another job of the same pool");
}

#[test]
fn a_job_may_submit_jobs_to_its_own_pool() {
    Explorer::new().budget(5_000).check(|| jobs_from_a_job(1, 1));
    Explorer::new().budget(2_000).check(|| jobs_from_a_job(2, 2));
    // Whatever has room for so many more has no limit that a learner would think of.
    Explorer::new().budget(3).max_steps(100_000).check(|| jobs_from_a_job(1, 1_100));
}

#[test]
fn submit_does_not_wait() {
    nobody_waits(
        Verdict::RanSerially,
        "the first job cannot end before the third one is submitted, and `submit` waits: for whom, and which thread runs \
         the jobs?",
        || {
            let runs = Runs::of(2);
            let pool = ThreadPool::new(1);
            let (go, gone) = mpsc::channel::<()>();
            pool.submit(move || _ = gone.recv());
            (0..2).for_each(|job| pool.submit(runs.job(job)));
            drop(go);
            let _ = pool.close().join();
            runs.once_each("one worker, three jobs");
        },
    );
}

#[test]
fn a_job_is_bound_to_no_worker() {
    let scene = || {
        let pool = ThreadPool::new(2);
        let (done, one_is_done) = mpsc::channel();
        let (begin, begun) = mpsc::channel();
        pool.submit(move || (0..3).for_each(|_| _ = one_is_done.recv()));
        for job in 1..4 {
            let (begin, done) = (begin.clone(), done.clone());
            pool.submit(move || {
                let _ = begin.send(job);
                let _ = done.send(());
            });
        }
        drop(begin);
        let _ = pool.close().join();
        let order: Vec<i32> = begun.iter().collect();
        require!(
            order == [1, 2, 3],
            WrongResult,
            "two workers, of whom one is busy until the other one is done with jobs 1, 2 and 3. They were submitted in this \
             order, and begun in this: {order:?}"
        );
    };
    nobody_waits(
        Verdict::RanSerially,
        "two workers; the first of four jobs ends when the other three are done. One worker is free, and a job waits for \
         the other one",
        scene,
    );
}

#[test]
fn jobs_are_begun_in_the_order_of_submission() {
    Explorer::new().budget(5_000).check(|| {
        let (begin, begun) = mpsc::channel();
        let pool = ThreadPool::new(1);
        for job in 0..4 {
            let begin = begin.clone();
            pool.submit(move || _ = begin.send(job));
        }
        drop(begin);
        let _ = pool.close().join();
        let order: Vec<i32> = begun.iter().collect();
        require!(
            order == [0, 1, 2, 3],
            WrongResult,
            "one worker, and jobs 0, 1, 2, 3 were submitted in this order and begun in this: {order:?}"
        );
    });
}

#[test]
fn what_a_job_submits_comes_after_what_was_there() {
    Explorer::new().budget(2_000).check(|| {
        let (begin, begun) = mpsc::channel();
        let (go, gone) = mpsc::channel::<()>();
        let (done, job_done) = mpsc::channel();
        let pool = Arc::new(ThreadPool::new(1));
        pool.submit({
            let (pool, begin) = (pool.clone(), begin.clone());
            move || {
                let _ = gone.recv();
                pool.submit(move || _ = begin.send(2));
                drop(pool);
                let _ = done.send(());
            }
        });
        pool.submit(move || _ = begin.send(1));
        drop(go);
        let _ = job_done.recv();
        let pool = Arc::into_inner(pool).expect("the job has dropped its clone");
        let _ = pool.close().join();
        let order: Vec<i32> = begun.iter().collect();
        require!(
            order == [1, 2],
            WrongResult,
            "one worker. Job 1 was waiting when another job submitted job 2, and they were begun in this order: {order:?}"
        );
    });
}

#[test]
fn two_threads_may_submit_at_the_same_time() {
    Explorer::new().budget(5_000).check(|| {
        let runs = Runs::of(2);
        let pool = ThreadPool::new(1);
        let (one, two) = (runs.job(0), runs.job(1));
        thread::scope(|s| {
            s.spawn(|| pool.submit(one));
            s.spawn(|| pool.submit(two));
        });
        let _ = pool.close().join();
        runs.once_each("two threads submitted a job each");
    });
}

#[test]
fn two_pools_know_nothing_of_each_other() {
    Explorer::new().budget(5_000).check(|| {
        let runs = Runs::of(2);
        let (anna, ben) = (ThreadPool::new(1), ThreadPool::new(1));
        ben.submit(runs.job(0));
        let panics = ben.terminate().join();
        anna.submit(runs.job(1));
        let _ = anna.close().join();
        require!(
            runs.counts()[1] == 1 && panics.is_empty(),
            MessageLost,
            "one pool was terminated, then a job was submitted to another one, and it was run {} times: what do two pools \
             share?",
            runs.counts()[1]
        );
    });
}

#[test]
fn a_pool_without_workers_is_refused() {
    check(|| {
        let pool = catch_unwind(AssertUnwindSafe(|| ThreadPool::new(0)));
        require!(
            pool.is_err(),
            WrongResult,
            "`ThreadPool::new(0)` should panic: nobody would run a job"
        );
    });
}
