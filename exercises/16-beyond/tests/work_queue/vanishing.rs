//! A client that vanishes after each of its commands, and a process that is killed.

use std::sync::atomic::Ordering::Relaxed;

use beyond::work_queue::{finish, put, reclaim, take};
use forktest::Scene;
use interleave::require;
use ownredis::Store;

use super::office::{HOUR, Office, explorer, until_it_breaks, vanishing_after_each_command};
use super::scanners::{judge, pages};
use super::{job, put_all, said, taken};

/// One client vanishes after each of its commands; then `judge`.
fn vanish(
    scene: &Scene,
    before: fn(Office),
    visit: fn(&mut Store) -> redis::RedisResult<()>,
    after: fn(Office, usize),
) {
    let open = Office::open(scene);
    let office = *open;
    vanishing_after_each_command(move |commands, vanished| {
        explorer().check(move || {
            before(office.fresh());
            let mut anna = office.client();
            anna.break_after(commands);
            until_it_breaks(&mut anna, visit);
            vanished.fetch_or(anna.is_broken(), Relaxed);
            after(office, commands);
        });
    });
}

pub(super) fn vanish_while_putting(scene: &Scene) {
    vanish(
        scene,
        |office| put_all(&mut office.client(), &[1]),
        |store| put(store, 2, "letter 2").map(drop),
        |office, commands| {
            let mut store = office.client();
            let mut got = Vec::new();
            while let Some(got_now) = said(take(&mut store, HOUR)) {
                require!(
                    got_now == job(got_now.number),
                    TornWrite,
                    "anna vanished after {commands} commands of putting {:?}, and `take` returned {got_now:?}",
                    job(2)
                );
                got.push(got_now.number);
            }
            require!(
                got == [1] || got == [1, 2],
                MessageLost,
                "1 was put, anna vanished after {commands} commands of putting 2, and {got:?} were handed out"
            );
            // No answer came, so she puts it again.
            let new = said(put(&mut store, 2, "letter 2"));
            let there = got.contains(&2);
            require!(
                new || there,
                MessageLost,
                "anna vanished after {commands} commands of putting 2, nobody gets it, and when it is put again `put` says that it is there"
            );
            require!(
                !(new && there),
                DoneTwice,
                "anna vanished after {commands} commands of putting 2, somebody has it, and it could be put again"
            );
            judge(
                office,
                &[1, 2],
                &format!(
                    "anna vanished after {commands} commands of putting 2, and 2 was put again"
                ),
            );
        },
    );
}

pub(super) fn vanish_while_working(scene: &Scene) {
    vanish(
        scene,
        |office| put_all(&mut office.client(), &[1, 2, 3]),
        |store| {
            for _ in 0..2 {
                if let Some(job) = take(store, HOUR)? {
                    finish(store, &job, pages(job.number))?;
                }
            }
            Ok(())
        },
        |office, commands| {
            judge(
                office,
                &[1, 2, 3],
                &format!(
                    "anna took jobs, finished them, and vanished after {commands} of her commands"
                ),
            )
        },
    );
}

pub(super) fn vanish_while_reclaiming(scene: &Scene) {
    vanish(
        scene,
        |office| {
            let store = &mut office.client();
            put_all(store, &[1, 2, 3]);
            let _ = (taken(store), taken(store));
            office.time_passes();
        },
        |store| reclaim(store).map(drop),
        |office, commands| {
            judge(
                office,
                &[1, 2, 3],
                &format!(
                    "1 and 2 were in the hands of workers who are gone, and anna vanished after {commands} commands of `reclaim`"
                ),
            )
        },
    );
}

/// Real processes, one of which is killed with a job.
pub(super) fn processes(scene: &Scene) {
    let open = Office::open(scene);
    let office = *open;
    put_all(&mut office.client(), &[1, 2, 3, 4]);
    let carl = scene.fork("carl", |me| {
        let got = said(take(&mut office.client(), HOUR));
        me.stop_at(if got.is_some() { "has a job" } else { "has none" });
    });
    carl.expect_at("has a job");
    carl.kill();
    for name in ["anna", "ben"] {
        let worker = scene.fork(name, |_| {
            let store = &mut office.client();
            while let Some(job) = said(take(store, HOUR)) {
                said(finish(store, &job, pages(job.number)));
            }
        });
        if name == "ben" {
            worker.join();
        }
    }
    scene.finish();
    let _ = job(1);
    judge(
        office,
        &[1, 2, 3, 4],
        "carl was killed with a job, and anna and ben did what they could get",
    );
}
