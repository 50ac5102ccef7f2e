//! What happens to several workers while the parent looks away.

use std::cell::Cell;

use forktest::process::descendants;
use forktest::{Scene, Seen};
use interleave::{Verdict, require};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use pools::process_pool::{Failure, Options};

use super::gate::{self, Gate};
use super::{comes_as_far_as_it_can, outcomes, pool, told};

/// Ends these workers while the parent is stopped, so that it hears of all at once.
fn killed_at_once(parent: Pid, workers: &[i32]) {
    kill(parent, Signal::SIGSTOP).expect("it is there");
    for worker in workers.iter().map(|pid| Pid::from_raw(*pid)) {
        kill(worker, Signal::SIGKILL).expect("it is there");
        gate::ended(worker);
    }
    kill(parent, Signal::SIGCONT).expect("it is there");
}

/// One has answered three jobs and another one of three a single job when the last job is given out.
///
/// Once it is the worker who began with job 0 that is slow, and once the other one. Who chooses by the place in the list,
/// and not by who is free, chooses the slow one once.
pub(super) fn the_next_job_goes_to_the_idlest(scene: &Scene) {
    for slow_has_job_0 in [true, false] {
        one_of_two_is_slow(scene, slow_has_job_0);
    }
}

fn one_of_two_is_slow(scene: &Scene, slow_has_job_0: bool) {
    let (first, second) = (Gate::new(), Gate::new());
    let (begun, slow) = (Cell::new(0), Cell::new(false));
    let parent = scene.fork("parent", |_| {
        let _ = told(&[0, 1, 2, 3, 4, 5, 6], pool(2, 3), |job: u32| {
            begun.set(begun.get() + 1);
            match begun.get() {
                1 => {
                    slow.set((job == 0) == slow_has_job_0);
                    first.pass();
                }
                2 if slow.get() => second.pass(),
                _ => second.announce(),
            }
        });
    });
    comes_as_far_as_it_can(scene, &parent);
    let crew = first.arrived();
    require!(
        crew.len() == 2,
        RanSerially,
        "two workers, seven jobs, and {} are at work",
        crew.len()
    );
    kill(parent.pid(), Signal::SIGSTOP).expect("it is there");
    first.open(2);
    // The slow one begins its second job, and the other one its second and third. Nobody gives them more.
    let mut begun = Vec::new();
    for _ in 0..10 {
        // One of them wakes the other one, so both can look asleep; not ten times in a row.
        crew.iter().for_each(|worker| gate::asleep(Pid::from_raw(*worker)));
        begun.extend(second.arrived());
    }
    if begun.len() != 3 {
        scene.fail(
            Verdict::RanSerially,
            format!(
                "the parent was stopped, and two workers with a window of 3 began {} more jobs instead of 1 and 2",
                begun.len()
            ),
        );
    }
    kill(parent.pid(), Signal::SIGCONT).expect("it is there");
    comes_as_far_as_it_can(scene, &parent);
    if second.arrived().is_empty() {
        scene.fail(
            Verdict::RanSerially,
            "two workers with a window of 3: one has answered all its jobs, the other one is at the second of three. The last \
             job was given to the one that is busy: who has the fewest in hand?",
        );
    }
    second.open(1);
    parent.join();
}

/// Two of three workers end, and the parent hears of both at once.
pub(super) fn two_may_die_at_the_same_moment(scene: &Scene) {
    let (gate, desks) = (Gate::new(), [Gate::new(), Gate::new()]);
    let parent = scene.fork("parent", |_| {
        let answers = outcomes(&[0, 1, 2, 3, 4, 5], pool(3, 2), |job: u32| {
            if let Some(desk) = desks.get(job as usize) {
                desk.announce();
            }
            gate.pass();
            job
        });
        let expected: Vec<_> = (0..6).map(Ok).collect();
        require!(
            answers == expected,
            WrongResult,
            "two of three workers died at the same moment, once. These are the outcomes: {answers:?}"
        );
    });
    comes_as_far_as_it_can(scene, &parent);
    // Those who have the first two jobs, whatever their numbers are.
    let crew: Vec<i32> = desks.iter().flat_map(Gate::arrived).collect();
    killed_at_once(parent.pid(), &crew);
    comes_as_far_as_it_can(scene, &parent);
    gate.open(20);
    parent.join();
}

/// Two workers die over two jobs, and two more over the same two.
pub(super) fn deaths_are_counted_for_each_job(scene: &Scene) {
    let gate = Gate::new();
    let parent = scene.fork("parent", |_| {
        let answers = outcomes(&[0, 1], pool(2, 1), |_: u32| gate.pass());
        require!(
            answers == [Err(Failure::Died), Err(Failure::Died)],
            WrongResult,
            "over each of two jobs two workers have died, by turns. These are the outcomes: {answers:?}"
        );
    });
    for _ in 0..2 {
        comes_as_far_as_it_can(scene, &parent);
        killed_at_once(parent.pid(), &gate.arrived());
    }
    if !matches!(parent.seen(), Seen::Ended(_)) {
        scene.fail(
            Verdict::WrongResult,
            "over each of two jobs two workers have died, by turns, and a job is tried a third time: what is remembered of \
             the first death?",
        );
    }
    parent.join();
}

/// Workers that were given their share are still at work.
pub(super) fn nobody_takes_the_place_of_one_who_works(scene: &Scene) {
    for (workers, window, share) in [(1, 1, 1), (2, 1, 1), (2, 2, 2)] {
        let gate = Gate::new();
        let parent = scene.fork("parent", |_| {
            let options = Options { workers, window, jobs_per_worker: share };
            let _ = told(&[(); 6], options, |()| gate.pass());
        });
        for done in 0..2 {
            comes_as_far_as_it_can(scene, &parent);
            let processes = descendants(parent.pid()).len();
            if processes > workers {
                scene.fail(
                    Verdict::BoundExceeded,
                    format!(
                        "{workers} workers, a share of {share} jobs, a window of {window}: {done} of 6 jobs are done, and \
                         there are {processes} processes. Who starts before another one has ended?"
                    ),
                );
            }
            gate.open(1);
        }
        gate.open(4);
        parent.join();
    }
}
