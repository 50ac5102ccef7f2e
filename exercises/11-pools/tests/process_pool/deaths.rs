//! Workers that die over a job, before it, and after it.

use std::fs::{self, File};
use std::io::Write;
use std::panic;
use std::path::Path;

use forktest::Scene;
use forktest::process::descendants;
use interleave::{Verdict, require};
use nix::sys::signal::{Signal, kill, raise};
use pools::process_pool::{Failure, run};

use super::gate::Gate;
use super::last_call::ends_before;
use super::{Outcome, comes_as_far_as_it_can, outcomes, pool, told};

/// Adds one to the number in a file, and returns what it was: processes that die remember through this.
fn count(path: &Path) -> usize {
    let before = fs::metadata(path).map_or(0, |file| file.len());
    let mut file =
        File::options().create(true).append(true).open(path).expect("the folder is writable");
    file.write_all(b"x").expect("the disk has room");
    before as usize
}

/// A worker is killed over one of five jobs, once.
pub(super) fn a_job_whose_worker_dies_is_tried_again(scene: &Scene) {
    for (workers, window) in [(1, 1), (1, 3), (2, 2), (2, 9)] {
        for victim in [0, 1, 4] {
            let deaths = scene.path(&format!("{workers} {window} {victim}"));
            let answers = outcomes(&[0, 1, 2, 3, 4], pool(workers, window), |job: u32| {
                if job == victim && count(&deaths) == 0 {
                    let _ = raise(Signal::SIGKILL);
                }
                job * 10
            });
            require!(
                answers == [Ok(0), Ok(10), Ok(20), Ok(30), Ok(40)],
                MessageLost,
                "{workers} workers, a window of {window}; the worker at job {victim} of 5 was killed, once. These are \
                 the outcomes: {answers:?}"
            );
        }
    }
}

/// Every worker dies over one of five jobs.
pub(super) fn a_job_over_which_two_die_has_failed_and_no_other(scene: &Scene) {
    for (workers, window) in [(1, 1), (1, 3), (2, 2), (2, 9)] {
        for bad in [0, 2, 4] {
            let tries = scene.path(&format!("{workers} {window} {bad}"));
            let answers = outcomes(&[0, 1, 2, 3, 4], pool(workers, window), |job: u32| {
                // Whoever tries for ever gets an end all the same.
                if job == bad && count(&tries) < 9 {
                    let _ = raise(Signal::SIGKILL);
                }
                job * 10
            });
            let expected: Vec<Outcome<u32>> = (0..5)
                .map(|job| if job == bad { Err(Failure::Died) } else { Ok(job * 10) })
                .collect();
            let tries = fs::metadata(&tries).map_or(0, |file| file.len());
            require!(
                answers == expected,
                WrongResult,
                "{workers} workers, a window of {window}; every worker dies over job {bad} of 5. These are the outcomes: \
                 {answers:?}"
            );
            require!(
                tries == 2,
                WrongResult,
                "{workers} workers, a window of {window}; every worker dies over job {bad} of 5, and it was tried {tries} \
                 times"
            );
        }
    }
}

/// Every worker ends over every job.
pub(super) fn all_jobs_may_be_bad() {
    for (workers, window) in [(1, 1), (2, 3)] {
        let answers = outcomes(&[0, 1, 2, 3], pool(workers, window), |job: u32| -> u32 {
            // SAFETY: `_exit` may be called at any time.
            if job < 4 { unsafe { libc::_exit(0) } } else { job }
        });
        require!(
            answers == vec![Err(Failure::Died); 4],
            MessageLost,
            "{workers} workers, a window of {window}; every worker ends over every job: {answers:?}"
        );
    }
}

/// A worker has done its job, and is killed when it is about to answer, or to look for the next one.
pub(super) fn a_worker_may_die_between_the_work_and_the_answer(scene: &Scene) {
    for (workers, window) in [(1, 1), (1, 3), (2, 2)] {
        for call in [libc::SYS_write, libc::SYS_read] {
            for victim in [0, 1, 3] {
                let deaths = scene.path(&format!("{workers} {window} {call} {victim}"));
                let answers = outcomes(&[0, 1, 2, 3], pool(workers, window), |job: u32| {
                    if job == victim && count(&deaths) == 0 {
                        ends_before(call);
                    }
                    job * 10
                });
                require!(
                    answers == [Ok(0), Ok(10), Ok(20), Ok(30)],
                    MessageLost,
                    "{workers} workers, a window of {window}; after job {victim} of 4 a worker was killed when it was about \
                     to {}. These are the outcomes: {answers:?}",
                    if call == libc::SYS_write { "answer" } else { "look for its next job" }
                );
            }
        }
    }
}

/// One of two workers is killed when there is no job for it.
pub(super) fn a_worker_may_die_with_nothing_in_hand(scene: &Scene) {
    let gate = Gate::new();
    let parent = scene.fork("parent", |_| {
        let _ = told(&[0, 1], pool(2, 1), |job: u32| {
            if job == 0 {
                gate.pass()
            }
        });
    });
    comes_as_far_as_it_can(scene, &parent);
    let busy = gate.arrived();
    for idle in descendants(parent.pid()).into_iter().filter(|pid| !busy.contains(&pid.as_raw())) {
        kill(idle, Signal::SIGKILL).expect("it is there");
    }
    comes_as_far_as_it_can(scene, &parent);
    gate.open(1);
    parent.join();
}

/// The only worker dies over the first of three jobs that it has in hand.
pub(super) fn jobs_of_the_dead_come_before_those_nobody_has_had(scene: &Scene) {
    let deaths = scene.path("deaths");
    let order: Vec<usize> = told(&[0, 1, 2, 3, 4, 5], pool(1, 3), |job: u32| {
        if job == 0 && count(&deaths) == 0 {
            let _ = raise(Signal::SIGKILL);
        }
    })
    .into_iter()
    .map(|(job, _)| job)
    .collect();
    require!(
        order == [0, 1, 2, 3, 4, 5],
        WrongResult,
        "one worker with a window of 3 died over job 0 and had 1 and 2 in hand as well; the jobs were done in this \
         order: {order:?}"
    );
}

/// A worker answers a job and dies over the next.
pub(super) fn answers_of_the_dead_count(scene: &Scene) {
    let path = scene.path("job 0");
    let deaths = scene.path("deaths");
    let _ = outcomes(&[0, 1], pool(1, 2), |job: u32| {
        if job == 0 {
            count(&path);
        } else if count(&deaths) == 0 {
            let _ = raise(Signal::SIGKILL);
        }
    });
    let runs = fs::metadata(&path).map_or(0, |file| file.len());
    require!(
        runs == 1,
        WrongResult,
        "a worker answered job 0 and died over job 1. Job 0 was done {runs} times: is an answer looked at before the end?"
    );
}

/// Two workers die over a job while another one is at work.
pub(super) fn who_has_failed_is_told_while_others_work(scene: &Scene) {
    let gate = Gate::new();
    let path = scene.path("told");
    let parent = scene.fork("parent", |_| {
        run(
            &[0, 1, 2],
            pool(2, 1),
            |job: u32| match job {
                0 => _ = raise(Signal::SIGKILL),
                1 => gate.pass(),
                // A `panic!` may print a backtrace, and whoever runs for so long looks as if it would run for ever.
                _ => panic::resume_unwind(Box::new("no page")),
            },
            |job, _| {
                fs::write(path.with_extension(job.to_string()), "told")
                    .expect("the folder is writable");
            },
        )
        .expect("processes");
    });
    comes_as_far_as_it_can(scene, &parent);
    let told: Vec<bool> = (0..3).map(|job| path.with_extension(job.to_string()).exists()).collect();
    if told != [true, false, true] {
        scene.fail(
            Verdict::WrongResult,
            format!(
                "over job 0 two workers have died, job 1 is not done, job 2 has panicked. Everybody has come as far as \
                 possible, and `done` was called for these: {told:?}"
            ),
        );
    }
    gate.open(1);
    parent.join();
}

/// Over each of three jobs one worker dies.
pub(super) fn one_death_is_no_failure(scene: &Scene) {
    for window in [1, 2, 4] {
        let answers = outcomes(&[0, 1, 2, 3], pool(1, window), |job: u32| {
            if job < 3 && count(&scene.path(&format!("{window} {job}"))) == 0 {
                let _ = raise(Signal::SIGKILL);
            }
            assert!(job != 2, "no page");
            job * 10
        });
        require!(
            answers == [Ok(0), Ok(10), Err(Failure::Panicked("no page".into())), Ok(30)],
            WrongResult,
            "one worker, a window of {window}. Over each of jobs 0, 1 and 2 one worker has died, and job 2 panics at the \
             second try. These are the outcomes: {answers:?}"
        );
    }
}
