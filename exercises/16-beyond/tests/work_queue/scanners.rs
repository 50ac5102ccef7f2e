//! Clients that put jobs, take them and reclaim them, with their commands in every order.

use std::sync::{Mutex, PoisonError};

use beyond::work_queue::{bill, finish, put, reclaim, take};
use forktest::Scene;
use interleave::{require, thread};
use ownredis::Store;

use super::office::{HOUR, Office, explorer};
use super::{put_all, said, taken};

/// Orders of commands that are tried, beyond which it would take too long.
const BUDGET: usize = 200;
/// More rounds than it should take to finish what there is.
const ROUNDS: usize = 8;

/// How many pages a job has.
pub(super) fn pages(number: u64) -> u64 {
    1 << number
}

/// An hour goes by, what is left is taken and finished, and so on, until nothing is.
pub(super) fn finish_the_rest(office: Office, store: &mut Store) {
    for _ in 0..ROUNDS {
        while let Some(job) = said(take(store, HOUR)) {
            said(finish(store, &job, pages(job.number)));
        }
        office.time_passes();
        if said(reclaim(store)) == 0 {
            return;
        }
    }
    require!(
        false,
        NoProgress,
        "everything that could be taken was finished, {ROUNDS} times, and `reclaim` still finds something"
    );
}

/// Finishes what is left; then the bill has to be that of these jobs.
pub(super) fn judge(office: Office, numbers: &[u64], what: &str) {
    let store = &mut office.client();
    finish_the_rest(office, store);
    let (now, right) =
        (said(bill(store)), numbers.iter().map(|number| pages(*number)).sum::<u64>());
    let lost: Vec<u64> =
        numbers.iter().copied().filter(|number| now & pages(*number) == 0).collect();
    require!(
        now >= right || lost.is_empty(),
        MessageLost,
        "{what}; all that was left was finished, and of {numbers:?} the bill has no pages of {lost:?}"
    );
    require!(
        now == right,
        DoneTwice,
        "{what}; all that was left was finished; {numbers:?} have {right} pages together, and the bill is {now}"
    );
}

/// Clients at the same time, each with its part; then `after`.
fn explore(
    scene: &Scene,
    before: fn(Office),
    clients: &'static [(&'static str, fn(Office, &mut Store, &Told))],
    after: fn(Office, &Told),
) {
    let open = Office::open(scene);
    let office = *open;
    explorer().budget(BUDGET).check(move || {
        let (office, told) = (office, &Told::default());
        before(office.fresh());
        thread::scope(|scope| {
            for &(name, visit) in clients {
                let client = move || visit(office, &mut office.client(), told);
                thread::Builder::new()
                    .name(name.into())
                    .spawn_scoped(scope, client)
                    .expect("a thread");
            }
        });
        after(office, told);
    });
}

/// What the clients were told.
#[derive(Default)]
struct Told(Mutex<Vec<u64>>);

impl Told {
    fn add(&self, number: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(number);
    }

    fn all(&self) -> Vec<u64> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        all.sort_unstable();
        all
    }
}

/// Takes a job, finishes it, and tells of it.
fn work(_: Office, store: &mut Store, told: &Told) {
    if let Some(job) = said(take(store, HOUR)) {
        told.add(job.number);
        said(finish(store, &job, pages(job.number)));
    }
}

/// As `work`, while no lease ends.
fn work_in_time(_: Office, store: &mut Store, told: &Told) {
    if let Some(job) = said(take(store, HOUR)) {
        told.add(job.number);
        let times = told.all().iter().filter(|number| **number == job.number).count();
        require!(
            times == 1,
            DoneTwice,
            "{} was handed out {times} times, and no lease has ended",
            job.number
        );
        let counted = said(finish(store, &job, pages(job.number)));
        require!(
            counted,
            WrongResult,
            "{} was handed out once, no lease has ended, and `finish` returned false",
            job.number
        );
    }
}

fn clock(office: Office, _: &mut Store, _: &Told) {
    office.time_passes();
}

fn janitor(_: Office, store: &mut Store, _: &Told) {
    said(reclaim(store));
}

pub(super) fn explore_takers(scene: &Scene) {
    explore(
        scene,
        |office| put_all(&mut office.client(), &[1, 2]),
        &[("anna", work_in_time), ("ben", work_in_time)],
        |office, told| {
            let got = told.all();
            require!(
                got != [1, 1] && got != [2, 2],
                DoneTwice,
                "1 and 2 were put, anna and ben took one each, and both have {got:?}"
            );
            require!(
                got == [1, 2],
                MessageLost,
                "1 and 2 were put, anna and ben each wanted one, and they got {got:?}"
            );
            judge(office, &[1, 2], "anna and ben each took one and finished it");
        },
    );
}

pub(super) fn explore_putters(scene: &Scene) {
    fn put_one(_: Office, store: &mut Store, told: &Told) {
        if said(put(store, 1, "letter 1")) {
            told.add(1);
        }
    }
    explore(
        scene,
        |_| (),
        &[("anna", put_one), ("ben", put_one)],
        |office, told| {
            let new = told.all().len();
            let store = &mut office.client();
            let got = [taken(store), taken(store)];
            require!(
                got[1].is_none(),
                DoneTwice,
                "anna and ben both put 1, {new} of them heard that it was new, and handed out were {got:?}"
            );
            require!(
                got[0] == Some(1),
                MessageLost,
                "anna and ben both put 1, {new} of them heard that it was new, and handed out were {got:?}"
            );
            require!(
                new == 1,
                WrongResult,
                "anna and ben both put 1, and {new} of them heard that it was new"
            );
            judge(office, &[1], "anna and ben both put 1");
        },
    );
}

pub(super) fn explore_two_numbers(scene: &Scene) {
    explore(
        scene,
        |_| (),
        &[
            ("anna", |_, store, _| put_all(store, &[1])),
            ("ben", |_, store, _| put_all(store, &[2])),
            ("carl", work_in_time),
        ],
        |office, told| {
            judge(
                office,
                &[1, 2],
                &format!("anna put 1, ben put 2, and carl got {:?}", told.all()),
            );
        },
    );
}

pub(super) fn explore_an_hour(scene: &Scene) {
    fn reclaim_and_work(office: Office, store: &mut Store, told: &Told) {
        janitor(office, store, told);
        work(office, store, told);
    }
    explore(
        scene,
        |office| put_all(&mut office.client(), &[1]),
        &[("anna", work), ("ben", reclaim_and_work), ("clock", clock)],
        |office, told| {
            judge(
                office,
                &[1],
                &format!(
                    "anna worked, ben reclaimed and worked, meanwhile an hour went by, and these were handed out: {:?}",
                    told.all()
                ),
            )
        },
    );
}

pub(super) fn explore_janitors(scene: &Scene) {
    explore(
        scene,
        |office| {
            let store = &mut office.client();
            put_all(store, &[1, 2]);
            taken(store);
            office.time_passes();
        },
        &[("anna", janitor), ("ben", janitor), ("carl", work)],
        |office, told| {
            judge(
                office,
                &[1, 2],
                &format!(
                    "1 was in the hands of somebody who is gone; anna and ben reclaimed, carl got {:?}",
                    told.all()
                ),
            )
        },
    );
}

/// One job, whose first worker is gone. Janitors look for it, workers take it and keep it, and no lease ends.
pub(super) fn explore_hands(scene: &Scene) {
    fn take_and_keep(_: Office, store: &mut Store, told: &Told) {
        if let Some(number) = taken(store) {
            told.add(number);
        }
    }
    fn reclaim_and_take(office: Office, store: &mut Store, told: &Told) {
        janitor(office, store, told);
        take_and_keep(office, store, told);
    }
    explore(
        scene,
        |office| {
            let store = &mut office.client();
            put_all(store, &[1]);
            taken(store);
            office.time_passes();
        },
        &[("anna", reclaim_and_take), ("ben", reclaim_and_take)],
        |office, told| {
            let store = &mut office.client();
            said(reclaim(store));
            told.0.lock().unwrap_or_else(PoisonError::into_inner).extend(taken(store));
            let hands = told.all().len();
            require!(
                hands <= 1,
                DoneTwice,
                "1 was in the hands of somebody who is gone; anna and ben reclaimed, and each wanted a job. Now 1 is in {hands} \
                 hands, and no lease has ended since: may `reclaim` take it from whoever has just got it?"
            );
            require!(
                hands == 1,
                MessageLost,
                "1 was in the hands of somebody who is gone; anna and ben reclaimed, and each wanted a job, and nobody got 1"
            );
        },
    );
}
