//! What `src/work_stealing.rs` promises, in every interleaving.

use std::collections::BTreeSet;

use interleave::panic::{AssertUnwindSafe, catch_unwind};
use interleave::{Explorer, Verdict, require, thread};
use queues::work_stealing::Piles;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(usize) -> Piles<u32> = Piles::new;
const _: fn(&Piles<u32>, usize, u32) = Piles::add;
const _: fn(&Piles<u32>, usize) -> Option<u32> = Piles::next;
const fn is_shared_by_threads<T: Send + Sync>() {}
const _: () = is_shared_by_threads::<Piles<u32>>();

/// `f` holds in every interleaving that is run: fewer than usual, since the simple mistakes are in the first ones.
#[track_caller]
fn check(f: impl Fn() + Send + Sync + 'static) {
    Explorer::new().budget(8_000).check(f);
}

/// Piles of so many workers, where `owner` has these jobs, the last one on top.
fn piles(workers: usize, owner: usize, jobs: &[u32]) -> Piles<u32> {
    let piles = Piles::new(workers);
    for job in jobs {
        piles.add(owner, *job);
    }
    piles
}

/// All that `worker` gets, one after the other.
fn all_of(piles: &Piles<u32>, worker: usize) -> Vec<u32> {
    std::iter::from_fn(|| piles.next(worker)).collect()
}

#[test]
fn a_worker_takes_its_newest_job_first() {
    check(|| {
        for workers in [1, 2, 4] {
            let piles = piles(workers, workers - 1, &[1, 2, 3]);
            let got = all_of(&piles, workers - 1);
            require!(
                got == [3, 2, 1],
                WrongResult,
                "1, 2 and 3 were put on a worker's pile, and it gets {got:?}"
            );
        }
    });
}

#[test]
fn an_idle_worker_takes_the_older_half() {
    check(|| {
        // How many there are, and what the thief and the owner get after the first job of the thief.
        let cases: [(u32, &[u32], &[u32]); 6] = [
            (1, &[], &[]),
            (2, &[], &[2]),
            (3, &[2], &[3]),
            (4, &[2], &[4, 3]),
            (5, &[3, 2], &[5, 4]),
            (7, &[4, 3, 2], &[7, 6, 5]),
        ];
        for (jobs, thief, owner) in cases {
            let piles = piles(2, 1, &(1..=jobs).collect::<Vec<u32>>());
            let first = piles.next(0);
            require!(
                first == Some(1),
                WrongResult,
                "worker 1 has the jobs 1 to {jobs}, and worker 0, who has none, gets {first:?}"
            );
            // Each takes what is on its own pile, and no more.
            let of_thief: Vec<u32> = thief.iter().filter_map(|_| piles.next(0)).collect();
            let of_owner: Vec<u32> = owner.iter().filter_map(|_| piles.next(1)).collect();
            require!(
                of_thief == thief && of_owner == owner,
                WrongResult,
                "worker 1 had the jobs 1 to {jobs}, worker 0 got the first one; then 0 gets {of_thief:?} and 1 gets \
                 {of_owner:?}: half, rounded up, should have gone over"
            );
            let more = (piles.next(0), piles.next(1));
            require!(
                more == (None, None),
                WrongResult,
                "all {jobs} jobs were taken, and then {more:?} come"
            );
        }
    });
}

#[test]
fn an_idle_worker_asks_the_others_in_turn() {
    check(|| {
        for thief in 0..4 {
            for owner in (0..4).filter(|owner| *owner != thief) {
                let piles = piles(4, owner, &[7]);
                let got = piles.next(thief);
                require!(
                    got == Some(7),
                    WrongResult,
                    "of 4 workers only {owner} has a job, and {thief} gets {got:?}"
                );
            }
        }
        let piles = Piles::new(4);
        for worker in [0, 3, 2, 0, 3, 0, 3, 0] {
            piles.add(worker, worker);
        }
        let got = [(); 6].map(|()| piles.next(1));
        require!(
            got == [2, 3, 3, 3, 0, 0].map(Some),
            WrongResult,
            "worker 0 has four jobs, 2 has one and 3 has three, each with their own number, and worker 1 gets {got:?}"
        );
    });
}

#[test]
fn what_lies_on_a_pile_is_found_while_somebody_adds() {
    check(|| {
        let piles = piles(2, 0, &[1]);
        let mut got = thread::scope(|s| {
            let _anna = s.spawn(|| piles.add(0, 2));
            vec![piles.next(0), piles.next(0)]
        });
        require!(
            got.contains(&Some(1)),
            WrongResult,
            "1 lay on a pile, 2 was added meanwhile, and its owner, who asked twice, got {got:?}"
        );
        got.extend(all_of(&piles, 1).into_iter().map(Some));
        let all = together(got);
        require!(
            all == [1, 2],
            MessageLost,
            "1 and 2 were put on a pile, its owner took some, another worker all that was left, and these were done, \
             here sorted: {all:?}"
        );
    });
}

#[test]
fn where_there_is_nothing_nobody_gets_anything() {
    check(|| {
        for workers in 1..4 {
            let piles = Piles::<u32>::new(workers);
            let got = all_of(&piles, workers - 1);
            require!(got.is_empty(), WrongResult, "no job at all, and {got:?} come");
        }
        drop(Piles::<u32>::new(0));
    });
}

#[test]
fn a_worker_who_does_not_exist_is_an_error() {
    check(|| {
        for workers in [0, 2] {
            let piles = Piles::new(workers);
            let added = catch_unwind(AssertUnwindSafe(|| piles.add(workers, 1)));
            let asked = catch_unwind(AssertUnwindSafe(|| piles.next(workers)));
            require!(
                added.is_err() && asked.is_err(),
                WrongResult,
                "there are {workers} workers, and `add` and `next` for worker {workers} should panic: {added:?}, \
                 {asked:?}"
            );
        }
    });
}

/// What each worker got, sorted.
fn together(got: impl IntoIterator<Item = Option<u32>>) -> Vec<u32> {
    let mut all: Vec<u32> = got.into_iter().flatten().collect();
    all.sort_unstable();
    all
}

#[test]
fn nothing_is_lost_when_two_take_from_one() {
    check(|| {
        let piles = piles(3, 0, &[1, 2, 3, 4, 5]);
        let (mut anna, ben, cleo) = thread::scope(|s| {
            let ben = s.spawn(|| piles.next(1));
            let cleo = s.spawn(|| piles.next(2));
            let anna = vec![piles.next(0)];
            (anna, ben.join().unwrap(), cleo.join().unwrap())
        });
        require!(
            anna[0].is_some() && ben.is_some() && cleo.is_some(),
            WrongResult,
            "5 jobs lie on a pile, its owner and two others ask once, and they get {anna:?}, {ben:?}, {cleo:?}: does \
             somebody go away because another is at the pile?"
        );
        anna.extend([ben, cleo]);
        anna.extend(all_of(&piles, 1).into_iter().map(Some));
        let all = together(anna);
        require!(
            all == [1, 2, 3, 4, 5],
            MessageLost,
            "1 to 5 were on a pile, three workers took them, and these were done, here sorted: {all:?}"
        );
    });
}

#[test]
fn a_job_that_is_added_meanwhile_is_not_lost() {
    check(|| {
        let piles = piles(2, 0, &[1, 2]);
        let mut got = thread::scope(|s| {
            let thief = s.spawn(|| vec![piles.next(1), piles.next(1)]);
            piles.add(0, 3);
            piles.add(1, 4);
            let own = piles.next(0);
            let mut got = thief.join().unwrap();
            got.push(own);
            got
        });
        got.extend(all_of(&piles, 0).into_iter().map(Some));
        let all = together(got);
        require!(
            all == [1, 2, 3, 4],
            MessageLost,
            "1 and 2 were on a pile, 3 and 4 were added while somebody stole, and these were done, here sorted: {all:?}"
        );
    });
}

#[test]
fn two_who_steal_from_each_other_do_not_wait_for_ever() {
    for jobs in [0, 1, 3] {
        check(move || {
            let piles = piles(3, 2, &(1..=jobs).collect::<Vec<u32>>());
            let got = thread::scope(|s| {
                let anna = s.spawn(|| [piles.next(0), piles.next(0)]);
                let ben = s.spawn(|| [piles.next(1), piles.next(1)]);
                [anna.join().unwrap(), ben.join().unwrap()].concat()
            });
            let rest = all_of(&piles, 0).into_iter().map(Some);
            let all = together(got.into_iter().chain(rest));
            let expected: Vec<u32> = (1..=jobs).collect();
            require!(
                all == expected,
                MessageLost,
                "jobs 1 to {jobs}, two thieves, and these were done, here sorted: {all:?}"
            );
        });
    }
    // Both find nothing at first, and then there is something for each of them at the other one's desk.
    check(|| {
        let piles = Piles::new(2);
        let got = thread::scope(|s| {
            let anna = s.spawn(|| piles.next(0));
            let ben = s.spawn(|| piles.next(1));
            piles.add(0, 1);
            piles.add(1, 2);
            [anna.join().unwrap(), ben.join().unwrap()]
        });
        let all = together(got.into_iter().chain(all_of(&piles, 0).into_iter().map(Some)));
        require!(
            all == [1, 2],
            MessageLost,
            "1 and 2 were added while two looked for something, and these were done, here sorted: {all:?}"
        );
    });
    // Three in a circle: each of them looks at the next one's pile.
    check(|| {
        let piles = Piles::<u32>::new(3);
        thread::scope(|s| {
            let workers = [0, 1, 2].map(|worker| {
                s.spawn({
                    let piles = &piles;
                    move || piles.next(worker)
                })
            });
            for worker in workers {
                let got = worker.join().unwrap();
                require!(got.is_none(), WrongResult, "there is no job, and {got:?} comes");
            }
        });
    });
}

#[test]
fn workers_who_do_not_steal_share_no_lock() {
    // A scene that always fails shows what it locked.
    let report = Explorer::new().budget(10).explore(|| {
        let piles = Piles::new(2);
        thread::scope(|s| {
            for worker in 0..2 {
                let piles = &piles;
                let one = s.spawn(move || {
                    piles.add(worker, 1);
                    piles.next(worker)
                });
                let got = one.join().unwrap();
                require!(got == Some(1), WrongResult, "a worker's own job: {got:?}");
            }
        });
        require!(false, WrongResult, "both got their own job");
    });
    if report.message != "both got their own job" {
        report.fail();
    }
    let timeline = report.timeline.as_ref().expect("a run that fails is recorded");
    let locked_by = |thread: usize| -> BTreeSet<usize> {
        let own = timeline.steps.iter().filter(|step| step.thread == thread);
        own.filter(|step| ["locks", "reads", "writes"].contains(&step.op))
            .filter_map(|step| step.object)
            .collect()
    };
    let shared: Vec<usize> = locked_by(1).intersection(&locked_by(2)).copied().collect();
    if let Some(lock) = shared.first() {
        let message = format!(
            "two workers, each at its own pile, and both locked the {} `{}`: what would a second worker gain?",
            timeline.objects[*lock].kind, timeline.objects[*lock].name
        );
        report.fail_as(Verdict::RanSerially, message);
    }
}

#[test]
fn nothing_is_lost_whatever_memory_shows() {
    Explorer::new().budget(5_000).weak_memory(true).spurious_wakeups(1).check(|| {
        let piles = piles(2, 0, &[1, 2, 3]);
        let got = thread::scope(|s| {
            let thief = s.spawn(|| piles.next(1));
            let own = piles.next(0);
            [own, thief.join().unwrap()]
        });
        let rest = all_of(&piles, 0).into_iter().map(Some);
        let all = together(got.into_iter().chain(rest));
        require!(
            all == [1, 2, 3],
            MessageLost,
            "1, 2 and 3 were on a pile, and these were done, here sorted: {all:?}"
        );
    });
}
