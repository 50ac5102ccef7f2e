//! What `src/work_queue.rs` promises: on a real server, and with the commands of several clients in every order.

use std::sync::atomic::Ordering::Relaxed;

use beyond::work_queue::{Job, bill, finish, put, reclaim, take};
use forktest::Scene;
use interleave::require;
use ownredis::Store;
use redis::RedisResult;

#[path = "office.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod office;
#[path = "work_queue/scanners.rs"]
mod scanners;
#[path = "work_queue/vanishing.rs"]
mod vanishing;

use office::{HOUR, Office, explorer, vanishing_after_each_command};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(&mut Store, u64, &str) -> RedisResult<bool> = put;
const _: fn(&mut Store, u64) -> RedisResult<Option<Job>> = take;
const _: fn(&mut Store) -> RedisResult<u64> = reclaim;
const _: fn(&mut Store, &Job, u64) -> RedisResult<bool> = finish;
const _: fn(&mut Store) -> RedisResult<u64> = bill;

/// What a call returns while the server is there.
fn said<T>(result: RedisResult<T>) -> T {
    result.unwrap_or_else(|error| panic!("the server is there, and the answer was: {error}"))
}

/// The number of the job that is handed out, if there is one.
fn taken(store: &mut Store) -> Option<u64> {
    said(take(store, HOUR)).map(|job| job.number)
}

/// A job as it would be handed out, by its number.
fn job(number: u64) -> Job {
    Job { number, text: format!("letter {number}") }
}

/// Puts jobs with these numbers.
fn put_all(store: &mut Store, numbers: &[u64]) {
    for &number in numbers {
        let new = said(put(store, number, &job(number).text));
        require!(new, WrongResult, "{number} was never put before, and `put` returned false");
    }
}

/// Two clients do something to an empty server; one after the other.
fn one_after_the_other(
    scene: &Scene,
    body: impl Fn(Office, &mut Store, &mut Store) + Send + Sync + 'static,
) {
    let open = Office::open(scene);
    let office = *open;
    explorer().check(move || {
        let (mut one, mut two) = (office.fresh().client(), office.client());
        body(office, &mut one, &mut two);
    });
}

forktest::tests! {
    fn jobs_come_out_in_the_order_in_which_they_went_in(scene: &Scene) {
        one_after_the_other(scene, |_, one, two| {
            let nothing = said(take(two, HOUR));
            require!(nothing.is_none(), WrongResult, "nothing was put, and `take` returned {nothing:?}");
            let numbers = [5, 30, 8, 0, u64::MAX, 100];
            put_all(one, &numbers);
            for number in numbers {
                let got = said(take(two, HOUR));
                require!(got == Some(job(number)), MessageLost, "{numbers:?} were put, and instead of {:?} `take` returned {got:?}", job(number));
            }
            let nothing = said(take(two, HOUR));
            require!(nothing.is_none(), DoneTwice, "{numbers:?} were put and taken, and then `take` returned {nothing:?}");
        });
    }

    fn pages_are_added_to_the_bill(scene: &Scene) {
        one_after_the_other(scene, |office, one, two| {
            let zero = said(bill(one));
            require!(zero == 0, WrongResult, "nothing was done, and `bill` returned {zero}");
            put_all(one, &[1, 2, 3]);
            for (pages, sum) in [(7, 7), (0, 7), (1 << 40, (1 << 40) + 7)] {
                let got = said(take(two, HOUR)).unwrap_or(job(0));
                require!(said(finish(two, &got, pages)), WrongResult, "job {} was finished for the first time, and `finish` returned false", got.number);
                let now = said(bill(one));
                require!(now == sum, WrongResult, "the pages finished so far are {sum}, and `bill` returned {now}");
            }
            office.time_passes();
            let back = said(reclaim(one));
            let again = taken(two);
            require!(again.is_none(), DoneTwice, "three jobs were finished, an hour went by, and {again:?} was handed out again");
            require!(back == 0, WrongResult, "three jobs were finished, an hour went by, and `reclaim` returned {back}");
            let now = said(bill(one));
            require!(now == (1 << 40) + 7, WrongResult, "an hour went by, and the bill is {now}");
        });
    }

    fn what_nobody_finished_is_handed_out_again(scene: &Scene) {
        one_after_the_other(scene, |office, one, two| {
            put_all(one, &[1, 2, 3, 4]);
            let got = [taken(one), taken(one), taken(one)];
            require!(got == [Some(1), Some(2), Some(3)], MessageLost, "1 to 4 were put, and the first three to be taken were {got:?}");
            said(finish(one, &job(2), 5));
            office.time_passes();
            let back = said(reclaim(two));
            let mut again: Vec<u64> = std::iter::from_fn(|| taken(two)).take(5).collect();
            again.sort_unstable();
            require!([1, 3, 4].iter().all(|number| again.contains(number)), MessageLost, "1, 2 and 3 were taken, 2 was finished, an hour went by; `reclaim` returned {back}, and then {again:?} could be taken");
            require!(again == [1, 3, 4], DoneTwice, "1, 2 and 3 were taken, 2 was finished, an hour went by; `reclaim` returned {back}, and then {again:?} could be taken");
            require!(back == 2, WrongResult, "the leases of 1 and 3 had ended, and `reclaim` returned {back}");
        });
    }

    fn however_many_there_are(scene: &Scene) {
        one_after_the_other(scene, |office, one, two| {
            let numbers: Vec<u64> = (100..140).collect();
            put_all(one, &numbers);
            let got: Vec<u64> = std::iter::from_fn(|| taken(one)).take(50).collect();
            require!(got == numbers, MessageLost, "{} jobs were put, and {} were handed out, in this order: {got:?}", numbers.len(), got.len());
            office.time_passes();
            let back = said(reclaim(two));
            let mut again: Vec<u64> = std::iter::from_fn(|| taken(two)).take(50).collect();
            again.sort_unstable();
            require!(again.len() >= numbers.len(), MessageLost, "{} leases had ended, `reclaim` returned {back}, and {} jobs could be taken again", numbers.len(), again.len());
            require!(again == numbers, DoneTwice, "{} leases had ended, `reclaim` returned {back}, and then these could be taken: {again:?}", numbers.len());
        });
    }

    fn a_lease_is_let_last(scene: &Scene) {
        one_after_the_other(scene, |office, one, two| {
            put_all(one, &[1, 2]);
            let first = taken(one);
            let left = office.left();
            require!(!left.is_empty(), MessageLost, "{first:?} was taken, and no key in the server has an end: how will anybody know that its worker is gone?");
            require!(left.iter().all(|left| (HOUR / 2..=HOUR).contains(left)), WrongResult, "a job was taken for {HOUR} ms, and what is in the server ends in {left:?}");
            let back = said(reclaim(two));
            let got = [taken(two), taken(two)];
            require!(got == [Some(2), None], DoneTwice, "1 was taken and its lease has not ended, then came `reclaim`, and then {got:?} were handed out");
            require!(back == 0, WrongResult, "1 was taken and its lease has not ended, and `reclaim` returned {back}");
            said(finish(two, &job(2), 5));
            office.time_passes();
            require!(said(reclaim(two)) == 1 && taken(two) == Some(1), MessageLost, "the lease of 1 has ended, 2 is finished; and after `reclaim` 1 is not handed out");
            require!(said(reclaim(one)) == 0, DoneTwice, "1 was handed out again, with a lease of its own, and `reclaim` took it away");
        });
    }

    fn each_job_has_a_lease_of_its_own(scene: &Scene) {
        one_after_the_other(scene, |office, one, two| {
            put_all(one, &[1, 2, 3]);
            for millis in [HOUR, 9 * HOUR, HOUR] {
                said(take(one, millis));
            }
            office.time_passes();
            let back = said(reclaim(two));
            let mut got: Vec<u64> = std::iter::from_fn(|| taken(two)).take(4).collect();
            got.sort_unstable();
            require!(got.contains(&1) && got.contains(&3), MessageLost, "2 was taken for nine hours, 1 and 3 for one, which has gone by; `reclaim` returned {back}, and then {got:?} were handed out");
            require!(got == [1, 3], DoneTwice, "2 was taken for nine hours, 1 and 3 for one, which has gone by; `reclaim` returned {back}, and then {got:?} were handed out");
            require!(back == 2, WrongResult, "the leases of 1 and 3 have ended, that of 2 has not, and `reclaim` returned {back}");
        });
    }

    fn a_number_is_put_once(scene: &Scene) {
        one_after_the_other(scene, |office, one, two| {
            let mut again = |state: &str| {
                let new = said(put(one, 1, "something else"));
                require!(!new, DoneTwice, "1 {state}, and it could be put again");
            };
            said(put(two, 1, "letter 1"));
            again("waits");
            let got = said(take(two, HOUR));
            require!(got == Some(job(1)), WrongResult, "1 was put, then put again with another text, and `take` returned {got:?}");
            again("is in somebody's hands");
            office.time_passes();
            said(reclaim(two));
            again("waits for the second time");
            let got = [taken(two), taken(two)];
            require!(got == [Some(1), None], DoneTwice, "1 was put more than once, and handed out were {got:?}");
            said(finish(two, &job(1), 5));
            again("is finished");
            let got = taken(two);
            require!(got.is_none(), DoneTwice, "1 is finished, was put again, and {got:?} was handed out");
        });
    }

    fn a_job_counts_once(scene: &Scene) {
        one_after_the_other(scene, |office, one, two| {
            put_all(one, &[1]);
            taken(one);
            office.time_passes();
            said(reclaim(two));
            taken(two);
            let counted = [said(finish(one, &job(1), 5)), said(finish(two, &job(1), 5)), said(finish(two, &job(1), 5))];
            let now = said(bill(one));
            require!(now <= 5, DoneTwice, "1 had 5 pages, was handed out twice and finished three times, and the bill is {now}");
            require!(now == 5, MessageLost, "1 had 5 pages, was handed out twice and finished by both, and the bill is {now}");
            let times = counted.iter().filter(|counted| **counted).count();
            require!(times == 1, WrongResult, "1 was handed out twice and finished three times, and `finish` returned {counted:?}");
            office.time_passes();
            said(reclaim(two));
            scanners::finish_the_rest(office, two);
            let now = said(bill(one));
            require!(now == 5, DoneTwice, "1 had 5 pages; after another hour and another `reclaim` the bill is {now}");
        });
    }

    fn who_comes_late_does_not_take_it_from_the_bill(scene: &Scene) {
        one_after_the_other(scene, |office, one, two| {
            put_all(one, &[1]);
            taken(one);
            office.time_passes();
            said(reclaim(two));
            // Nobody has it now, and it is finished all the same.
            said(finish(one, &job(1), 2));
            scanners::finish_the_rest(office, two);
            let now = said(bill(one));
            require!(now >= 2, MessageLost, "1 had 2 pages, was taken, waited again, and was finished by the first worker; the bill is {now}");
            require!(now == 2, DoneTwice, "1 had 2 pages, was taken, waited again, and was finished by the first worker; the bill is {now}");
        });
    }

    fn texts_are_any_text(scene: &Scene) {
        let texts = ["", "a:b", "7", "it's \"here\"", "{\"a\": 1}", "信\r\nline", "]] return 1 --", "a|b,c;d e"];
        one_after_the_other(scene, move |_, one, two| {
            for (number, text) in (1..).zip(texts) {
                said(put(one, number, text));
            }
            for (number, text) in (1..).zip(texts) {
                let got = said(take(two, HOUR));
                let asked = Job { number, text: text.to_owned() };
                require!(got.as_ref() == Some(&asked), WrongResult, "{asked:?} was put, and `take` returned {got:?}");
            }
        });
    }

    fn no_server_is_an_error(scene: &Scene) {
        let open = Office::open(scene);
        let office = *open;
        let calls: [(&str, fn(&mut Store) -> RedisResult<String>); 5] = [
            ("put", |store| put(store, 9, "a").map(|answer| answer.to_string())),
            ("take", |store| take(store, HOUR).map(|answer| format!("{answer:?}"))),
            ("reclaim", |store| reclaim(store).map(|answer| answer.to_string())),
            ("finish", |store| finish(store, &job(1), 5).map(|answer| answer.to_string())),
            ("bill", |store| bill(store).map(|answer| answer.to_string())),
        ];
        vanishing_after_each_command(move |commands, vanished| {
            explorer().check(move || {
                for (name, call) in calls {
                    let mut store = office.fresh().client();
                    put_all(&mut store, &[1, 2]);
                    taken(&mut store);
                    office.time_passes();
                    let mut store = office.client();
                    store.break_after(commands);
                    let answer = call(&mut store);
                    if store.is_broken() {
                        vanished.store(true, Relaxed);
                        require!(answer.is_err(), WrongResult, "the connection broke in the middle of `{name}`, and it returned {answer:?}: that is no answer");
                    }
                }
            });
        });
    }

    fn a_put_happens_whole_or_not_at_all(scene: &Scene) {
        vanishing::vanish_while_putting(scene);
    }

    fn nothing_is_lost_when_a_worker_vanishes(scene: &Scene) {
        vanishing::vanish_while_working(scene);
    }

    fn nothing_is_lost_when_a_janitor_vanishes(scene: &Scene) {
        vanishing::vanish_while_reclaiming(scene);
    }

    fn two_workers_get_different_jobs(scene: &Scene) {
        scanners::explore_takers(scene);
    }

    fn a_job_is_put_once_however_many_try(scene: &Scene) {
        scanners::explore_putters(scene);
    }

    fn two_can_put_at_the_same_time(scene: &Scene) {
        scanners::explore_two_numbers(scene);
    }

    fn an_hour_may_go_by_at_every_moment(scene: &Scene) {
        scanners::explore_an_hour(scene);
    }

    fn two_janitors_lose_nothing(scene: &Scene) {
        scanners::explore_janitors(scene);
    }

    fn nobody_is_handed_what_somebody_has(scene: &Scene) {
        scanners::explore_hands(scene);
    }

    fn processes_may_be_killed_with_a_job(scene: &Scene) {
        vanishing::processes(scene);
    }
}
