//! Close, terminate, join, drop: what becomes of jobs and threads when a pool comes to its end.

use interleave::panic::{AssertUnwindSafe, catch_unwind};
use interleave::sync::Arc;
use interleave::sync::mpsc;
use interleave::{Explorer, Staff, Verdict, check, reachable, require};
use pools::thread_pool::ThreadPool;

use super::nobody_waits;
use super::runs::Runs;

/// A pool of one worker who is in the middle of a job until the sender is dropped, with `jobs` more to do.
fn in_the_middle(runs: &Runs, jobs: usize) -> (ThreadPool, mpsc::Sender<()>) {
    let pool = ThreadPool::new(1);
    let (begin, begun) = mpsc::channel();
    let (go, gone) = mpsc::channel::<()>();
    pool.submit({
        let first = runs.job(0);
        move || {
            let _ = begin.send(());
            let _ = gone.recv();
            first();
        }
    });
    (1..=jobs).for_each(|job| pool.submit(runs.job(job)));
    let _ = begun.recv();
    (pool, go)
}

#[test]
fn what_was_submitted_is_run_after_close() {
    nobody_waits(
        Verdict::RanSerially,
        "a job is under way that ends only after `close` has returned: `close` does not wait, `join` does",
        || {
            let runs = Runs::of(3);
            let (pool, go) = in_the_middle(&runs, 2);
            let closed = pool.close();
            drop(go);
            let _ = closed.join();
            runs.once_each("one job was under way and two were waiting when `close` was called");
        },
    );
}

#[test]
fn what_nobody_has_begun_is_dropped_by_terminate() {
    nobody_waits(
        Verdict::RanSerially,
        "a job is under way that ends only after `terminate` has returned: `terminate` does not wait, `join` does",
        || {
            let runs = Runs::of(3);
            let (pool, go) = in_the_middle(&runs, 2);
            let (token, jobs_are_alive) = mpsc::channel::<()>();
            pool.submit(move || drop(token));
            let closed = pool.terminate();
            drop(go);
            let _ = closed.join();
            let counts = runs.counts();
            require!(
                counts[0] == 1,
                MessageLost,
                "a job was under way when `terminate` was called, and when `join` returned it had not come to its end"
            );
            require!(
                counts[1..] == [0, 0],
                WrongResult,
                "two jobs had not been begun when `terminate` was called, and they were run so often: {:?}",
                &counts[1..]
            );
            require!(
                jobs_are_alive.try_recv() == Err(mpsc::TryRecvError::Disconnected),
                MemoryLeaked,
                "a job that will never be run was not dropped, and holds what it has captured"
            );
        },
    );
}

#[test]
fn a_worker_looks_before_each_job() {
    reachable(
        Verdict::WrongResult,
        "was the only job left when `terminate` came before any worker had begun it: does a worker look before each job?",
        || {
            let runs = Runs::of(1);
            let pool = ThreadPool::new(1);
            pool.submit(runs.job(0));
            let _ = pool.terminate().join();
            runs.counts() == [0]
        },
    );
}

#[test]
fn terminate_lets_a_job_be_that_is_done() {
    reachable(
        Verdict::MessageLost,
        "was a job that was submitted long before `terminate` run",
        || {
            let runs = Runs::of(1);
            let pool = ThreadPool::new(1);
            pool.submit(runs.job(0));
            let _ = pool.terminate().join();
            runs.counts() == [1]
        },
    );
}

#[test]
fn a_panic_before_terminate_is_told() {
    check(|| {
        let pool = ThreadPool::new(1);
        let (begin, begun) = mpsc::channel();
        pool.submit(move || {
            let _ = begin.send(());
            panic!("a wheel came off");
        });
        let _ = begun.recv();
        let panics = pool.terminate().join();
        require!(
            panics.len() == 1,
            PanicSwallowed,
            "the job that was under way when `terminate` was called has panicked, and `join` tells of {} panics",
            panics.len()
        );
    });
}

/// A pool with workers who have signed in.
fn at_work(staff: &Staff, workers: usize) -> ThreadPool {
    let pool = ThreadPool::new(workers);
    for _ in 0..workers {
        let staff = staff.clone();
        pool.submit(move || staff.sign_in());
    }
    pool
}

#[test]
fn every_thread_has_ended_when_join_returns() {
    Explorer::new().budget(5_000).check(|| {
        let staff = Staff::new();
        let _ = at_work(&staff, 2).close().join();
        staff.has_gone_home("`close`, and `join` returned");
    });
    Explorer::new().budget(5_000).check(|| {
        let staff = Staff::new();
        let _ = at_work(&staff, 2).terminate().join();
        staff.has_gone_home("`terminate`, and `join` returned");
    });
    Explorer::new().budget(5_000).check(|| {
        let panics = ThreadPool::new(2).close().join();
        require!(panics.is_empty(), WrongResult, "a pool without a job tells of panics");
    });
}

#[test]
fn a_pool_that_is_dropped_is_closed_and_waited_for() {
    Explorer::new().budget(5_000).check(|| {
        let (staff, runs) = (Staff::new(), Runs::of(2));
        let pool = at_work(&staff, 1);
        (0..2).for_each(|job| pool.submit(runs.job(job)));
        drop(pool);
        staff.has_gone_home("the pool was dropped");
        runs.once_each("two jobs were submitted, and the pool was dropped");
    });
    Explorer::new().budget(5_000).check(|| {
        let (staff, runs) = (Staff::new(), Runs::of(1));
        let pool = at_work(&staff, 1);
        pool.submit(runs.job(0));
        drop(pool.close());
        staff.has_gone_home("the `Closed` was dropped");
        runs.once_each("a job was submitted, and what `close` returned was dropped");
    });
}

#[test]
fn a_pool_that_is_dropped_while_its_owner_panics_is_waited_for() {
    Explorer::new().budget(5_000).check(|| {
        let (staff, runs) = (Staff::new(), Runs::of(1));
        let pool = at_work(&staff, 1);
        pool.submit(runs.job(0));
        let _ = catch_unwind(AssertUnwindSafe(move || {
            let _pool = pool;
            panic!("the owner of the pool has panicked");
        }));
        staff.has_gone_home("the pool was dropped by a panic of its owner");
        runs.once_each("a job was submitted, and the owner of the pool panicked");
    });
}

/// The pool has nothing to do, and nobody closes it. Then all are stuck, and that is as it should be: nobody is busy.
fn nothing_to_do() {
    let pool = ThreadPool::new(2);
    let (done, job_done) = mpsc::channel();
    pool.submit(move || drop(done));
    let _: Result<(), _> = job_done.recv();
    let (_never, word) = mpsc::channel::<()>();
    let _ = word.recv();
    drop(pool);
}

#[test]
fn a_worker_without_a_job_sleeps() {
    let report = Explorer::new().budget(50).explore(nothing_to_do);
    match report.verdict {
        Verdict::Deadlock => {}
        Verdict::NoProgress => report.fail_as(
            Verdict::NoProgress,
            "there is no job, and a worker looks for one again and again: what can it wait for, asleep?",
        ),
        _ => check(nothing_to_do),
    }
}

#[test]
fn all_holds_if_threads_wake_for_no_reason_and_loads_are_late() {
    Explorer::new().weak_memory(true).spurious_wakeups(1).budget(5_000).check(|| {
        let runs = Runs::of(2);
        let pool = Arc::new(ThreadPool::new(2));
        (0..2).for_each(|job| pool.submit(runs.job(job)));
        let pool = Arc::into_inner(pool).expect("nobody else has it");
        let _ = pool.close().join();
        runs.once_each("a thread may wake up for no reason, and a load may show an older number");
    });
}
