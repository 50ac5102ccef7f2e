//! What `src/process_pool.rs` promises. Its workers are real processes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::io;

use forktest::process::descendants;
use forktest::{Actor, Scene, Seen};
use interleave::{Verdict, require};
use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, getpid};
use pools::process_pool::{Failure, Options, map, run};

#[path = "process_pool/deaths.rs"]
mod deaths;
#[path = "process_pool/gate.rs"]
mod gate;
#[path = "process_pool/last_call.rs"]
mod last_call;
#[path = "process_pool/several_at_once.rs"]
mod several_at_once;

use gate::Gate;

type Outcome<A> = Result<A, Failure>;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(&[String], Options, fn(String) -> u8, fn(usize, Outcome<u8>)) -> io::Result<()> = run;
const _: fn(&[String], Options, fn(String) -> u8) -> io::Result<Vec<Outcome<u8>>> = map;

/// Options of a pool.
fn pool(workers: usize, window: usize) -> Options {
    Options { workers, window, jobs_per_worker: usize::MAX }
}

/// What `run` told, in its order. Fails if it told of a job twice, or of none at all.
fn told<J, A>(jobs: &[J], options: Options, work: impl Fn(J) -> A) -> Vec<(usize, Outcome<A>)>
where
    J: serde::Serialize + serde::de::DeserializeOwned,
    A: serde::Serialize + serde::de::DeserializeOwned + std::fmt::Debug,
{
    let told = RefCell::new(Vec::new());
    run(jobs, options, work, |job, outcome| told.borrow_mut().push((job, outcome)))
        .expect("processes");
    let told = told.into_inner();
    let mut numbers: Vec<usize> = told.iter().map(|(job, _)| *job).collect();
    numbers.sort_unstable();
    let missing: Vec<usize> = (0..jobs.len()).filter(|job| !numbers.contains(job)).collect();
    require!(
        missing.is_empty(),
        MessageLost,
        "{} jobs, {options:?}. `run` has returned, and `done` was never called for these: {missing:?}",
        jobs.len()
    );
    require!(
        numbers.len() == jobs.len(),
        WrongResult,
        "{} jobs, {options:?}. `done` is to be called once for each, and was called for these: {numbers:?}",
        jobs.len()
    );
    told
}

/// As `told`, in the order of the jobs.
fn outcomes<J, A>(jobs: &[J], options: Options, work: impl Fn(J) -> A) -> Vec<Outcome<A>>
where
    J: serde::Serialize + serde::de::DeserializeOwned,
    A: serde::Serialize + serde::de::DeserializeOwned + std::fmt::Debug,
{
    let mut told = told(jobs, options, work);
    told.sort_by_key(|(job, _)| *job);
    told.into_iter().map(|(_, outcome)| outcome).collect()
}

/// Waits until nobody gets any further. The jobs are not done, so `run` must not have returned.
fn comes_as_far_as_it_can(scene: &Scene, parent: &Actor<'_>) {
    if let Seen::Ended(_) = parent.seen() {
        // If it has panicked, that is what there is to be said.
        scene.finish();
        scene.fail(Verdict::MessageLost, "a job is not done, and `run` has returned");
    }
}

forktest::tests! {
    fn every_job_is_answered(_scene: &Scene) {
        for (jobs, workers, window) in [(0, 2, 1), (1, 2, 1), (1, 1, 3), (5, 2, 1), (5, 2, 2), (20, 3, 4), (3, 2, usize::MAX)] {
            let jobs: Vec<u64> = (0..jobs).collect();
            let answers = outcomes(&jobs, pool(workers, window), |job: u64| job * job);
            let expected: Vec<Outcome<u64>> = jobs.iter().map(|job| Ok(job * job)).collect();
            require!(
                answers == expected,
                WrongResult,
                "the squares of {jobs:?}, by {workers} workers with a window of {window}: {answers:?}"
            );
        }
    }

    fn the_work_is_done_elsewhere_and_done_is_called_here(_scene: &Scene) {
        let here = getpid();
        run(&[(), ()], pool(2, 1), |()| getpid().as_raw(), |job, who| {
            require!(getpid() == here, WrongResult, "`done` was called in a worker for job {job}");
            require!(
                who.as_ref().is_ok_and(|who| *who != here.as_raw()),
                WrongResult,
                "job {job} was done by the process that called `run`"
            );
        }).expect("processes");
    }

    fn workers_work_at_the_same_time(scene: &Scene) {
        for (workers, window, jobs) in [(2, 1, 2), (2, 4, 2), (3, 2, 9), (5, 1, 2)] {
            let most = workers.min(jobs);
            let gate = Gate::new();
            let parent = scene.fork("parent", |_| {
                let _ = told(&vec![(); jobs], pool(workers, window), |()| gate.pass());
            });
            comes_as_far_as_it_can(scene, &parent);
            let busy = gate.arrived().len();
            if busy < most {
                scene.fail(
                    Verdict::RanSerially,
                    format!(
                        "{jobs} jobs, {workers} workers, a window of {window}: everybody has come as far as possible, and \
                         {busy} of the workers are at work"
                    ),
                );
            }
            let processes = descendants(parent.pid()).len();
            if processes > most {
                scene.fail(
                    Verdict::BoundExceeded,
                    format!("{jobs} jobs, {workers} workers, a window of {window}, and there are {processes} processes"),
                );
            }
            gate.open(jobs);
            parent.join();
        }
    }

    fn workers_are_started_once(_scene: &Scene) {
        // A worker with a window of one has nothing in hand after each of its jobs, every time.
        for (jobs, workers, window) in [(3, 1, 1), (12, 3, 2), (2, 5, 2)] {
            let mut pids: Vec<i32> = outcomes(&vec![(); jobs], pool(workers, window), |()| getpid().as_raw())
                .into_iter()
                .filter_map(Result::ok)
                .collect();
            pids.sort_unstable();
            pids.dedup();
            require!(
                pids.len() <= workers.min(jobs),
                BoundExceeded,
                "{jobs} jobs, {workers} workers, a window of {window}, nobody has died, and {} processes have worked",
                pids.len()
            );
        }
    }

    fn a_worker_finds_its_next_jobs_in_the_pipe(scene: &Scene) {
        for window in [1, 3] {
            let gate = Gate::new();
            let parent = scene.fork("parent", |_| {
                let _ = told(&[(); 8], pool(1, window), |()| gate.pass());
            });
            comes_as_far_as_it_can(scene, &parent);
            let [worker] = gate.arrived()[..] else {
                scene.fail(Verdict::WrongResult, "one worker, eight jobs, and none or several are under way");
            };
            // The parent sleeps as deep as it can, and the worker does what it has.
            kill(parent.pid(), Signal::SIGSTOP).expect("it is there");
            gate.open(8);
            gate::asleep(Pid::from_raw(worker));
            let done = 1 + gate.arrived().len();
            kill(parent.pid(), Signal::SIGCONT).expect("it is there");
            if done < window {
                scene.fail(
                    Verdict::RanSerially,
                    format!(
                        "the parent was stopped, and a worker with a window of {window} could do {done} of 8 jobs before it \
                         had to wait for the parent"
                    ),
                );
            }
            if done > window {
                scene.fail(
                    Verdict::BoundExceeded,
                    format!("a window of {window}, and a worker had {done} of 8 jobs in hand at once"),
                );
            }
            parent.join();
        }
    }

    fn outcomes_are_told_as_they_come(scene: &Scene) {
        let gate = Gate::new();
        let path = scene.path("told");
        let parent = scene.fork("parent", |_| {
            run(&[0, 1, 2], pool(2, 1), |job: u32| if job == 0 { gate.pass() }, |job, _| {
                fs::write(path.with_extension(job.to_string()), "told").expect("the folder is writable");
            }).expect("processes");
        });
        comes_as_far_as_it_can(scene, &parent);
        let told: Vec<bool> = (0..3).map(|job| path.with_extension(job.to_string()).exists()).collect();
        if told != [false, true, true] {
            scene.fail(
                Verdict::WrongResult,
                format!(
                    "two workers and three jobs, the first of which is not done. Everybody has come as far as possible, and \
                     `done` was called for these: {told:?}"
                ),
            );
        }
        gate.open(1);
        parent.join();
    }

    fn a_worker_goes_home_after_its_share(_scene: &Scene) {
        for (workers, window, share) in [(1, 1, 1), (1, 4, 2), (2, 2, 3), (2, 5, 2)] {
            let options = Options { workers, window, jobs_per_worker: share };
            let pids: Vec<i32> =
                outcomes(&[(); 10], options, |()| getpid().as_raw()).into_iter().filter_map(Result::ok).collect();
            require!(pids.len() == 10, MessageLost, "ten jobs, {options:?}: nobody died, and {} were done", pids.len());
            for pid in &pids {
                let jobs = pids.iter().filter(|other| *other == pid).count();
                require!(
                    jobs <= share,
                    BoundExceeded,
                    "{options:?}, and one worker has done {jobs} of ten jobs in its life"
                );
            }
            let mut different = pids.clone();
            different.sort_unstable();
            different.dedup();
            let most = 10_usize.div_ceil(share) + workers - 1;
            require!(
                different.len() <= most,
                WrongResult,
                "ten jobs, {options:?}, and {} processes were needed: is a worker sent home before its share is done?",
                different.len()
            );
        }
    }

    fn a_panic_is_told_and_its_worker_lives_on(_scene: &Scene) {
        let answers = outcomes(&[0, 1, 2], pool(1, 3), |job: u32| {
            assert!(job != 1, "no page");
            getpid().as_raw()
        });
        require!(
            answers[1] == Err(Failure::Panicked("no page".into())),
            PanicSwallowed,
            "the second of three jobs has panicked with \"no page\", and this was told of it: {:?}",
            answers[1]
        );
        require!(
            answers[0].is_ok() && answers[0] == answers[2],
            WrongResult,
            "the second of three jobs has panicked. One worker was to do them all; these were the processes: {answers:?}"
        );
    }

    fn a_job_whose_worker_dies_is_tried_again(scene: &Scene) {
        deaths::a_job_whose_worker_dies_is_tried_again(scene);
    }

    fn a_job_over_which_two_die_has_failed_and_no_other(scene: &Scene) {
        deaths::a_job_over_which_two_die_has_failed_and_no_other(scene);
    }

    fn two_may_die_at_the_same_moment(scene: &Scene) {
        several_at_once::two_may_die_at_the_same_moment(scene);
    }

    fn all_jobs_may_be_bad(_scene: &Scene) {
        deaths::all_jobs_may_be_bad();
    }

    fn a_worker_may_die_between_the_work_and_the_answer(scene: &Scene) {
        deaths::a_worker_may_die_between_the_work_and_the_answer(scene);
    }

    fn a_worker_may_die_with_nothing_in_hand(scene: &Scene) {
        deaths::a_worker_may_die_with_nothing_in_hand(scene);
    }

    fn jobs_of_the_dead_come_before_those_nobody_has_had(scene: &Scene) {
        deaths::jobs_of_the_dead_come_before_those_nobody_has_had(scene);
    }

    fn what_is_larger_than_a_pipe_goes_through(_scene: &Scene) {
        let jobs = vec!["x".repeat(300_000); 6];
        let answers = outcomes(&jobs, pool(2, 3), |job: String| job + "\n");
        let good = answers.iter().filter(|a| a.as_ref().is_ok_and(|text| text.len() == 300_001)).count();
        require!(good == 6, MessageLost, "six jobs of 300,000 bytes with answers as long, and {good} of them came back");
    }

    fn answers_of_the_dead_count(scene: &Scene) {
        deaths::answers_of_the_dead_count(scene);
    }

    fn the_next_job_goes_to_the_idlest(scene: &Scene) {
        several_at_once::the_next_job_goes_to_the_idlest(scene);
    }

    fn deaths_are_counted_for_each_job(scene: &Scene) {
        several_at_once::deaths_are_counted_for_each_job(scene);
    }

    fn nobody_takes_the_place_of_one_who_works(scene: &Scene) {
        several_at_once::nobody_takes_the_place_of_one_who_works(scene);
    }

    fn who_has_failed_is_told_while_others_work(scene: &Scene) {
        deaths::who_has_failed_is_told_while_others_work(scene);
    }

    fn one_death_is_no_failure(scene: &Scene) {
        deaths::one_death_is_no_failure(scene);
    }

    fn a_job_that_cannot_be_written_is_an_error(_scene: &Scene) {
        // JSON has no maps with pairs as keys.
        let jobs = [BTreeMap::new(), BTreeMap::from([((1, 2), 3)])];
        let ended = run(&jobs, pool(2, 1), |job: BTreeMap<(u8, u8), u8>| job.len(), |_, _| ());
        require!(
            ended.is_err(),
            WrongResult,
            "the second of two jobs is not to be had as JSON, and `run` says that all went well"
        );
    }
}
