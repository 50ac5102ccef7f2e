//! What `src/lease.rs` promises: on a real server, and with the commands of several clients in every order.

use std::sync::atomic::Ordering::Relaxed;

use beyond::lease::{acquire, release, renew};
use forktest::Scene;
use interleave::require;
use ownredis::Store;
use redis::RedisResult;

#[path = "lease/doors.rs"]
mod doors;
#[path = "office.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod office;

use office::{HOUR, Office, explorer, until_it_breaks, vanishing_after_each_command};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(&mut Store, &str, &str, u64) -> RedisResult<bool> = acquire;
const _: fn(&mut Store, &str, &str, u64) -> RedisResult<bool> = renew;
const _: fn(&mut Store, &str, &str) -> RedisResult<bool> = release;

/// What a call returns while the server is there.
fn said(result: RedisResult<bool>) -> bool {
    result.unwrap_or_else(|error| panic!("the server is there, and the answer was: {error}"))
}

/// Every client does something of its own to an empty server; one after the other.
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
    fn a_free_lease_is_granted_and_a_taken_one_is_not(scene: &Scene) {
        one_after_the_other(scene, |_, one, two| {
            require!(said(acquire(one, "door", "anna", HOUR)), WrongResult, "nobody had the lease, and `acquire` returned false");
            require!(!said(acquire(two, "door", "ben", HOUR)), TwoInside, "anna has the lease, and ben got it as well");
            require!(!said(acquire(one, "door", "anna", HOUR)), TwoInside, "anna has the lease, and her second `acquire` returned true");
            require!(!said(acquire(two, "door", "anna", HOUR)), TwoInside, "anna has the lease, and another connection got it in her name");
        });
    }

    fn a_lease_ends_by_itself(scene: &Scene) {
        one_after_the_other(scene, |office, one, two| {
            said(acquire(one, "door", "anna", HOUR));
            let left = office.left();
            require!(!left.is_empty(), LockLeftLocked, "anna has the lease, and no key in the server has an end: if she vanishes, nobody ever gets it");
            require!(left.iter().all(|left| (HOUR / 2..=HOUR).contains(left)), WrongResult, "the lease was granted for {HOUR} milliseconds, and what is in the server ends in {left:?}");
            office.time_passes();
            require!(said(acquire(two, "door", "ben", HOUR)), LockLeftLocked, "anna's lease has ended, and ben does not get it");
        });
    }

    fn who_tries_in_vain_changes_nothing(scene: &Scene) {
        one_after_the_other(scene, |office, one, two| {
            said(acquire(one, "door", "anna", HOUR));
            for (owner, millis) in [("ben", 9 * HOUR), ("anna", 9 * HOUR), ("ben", 9)] {
                said(acquire(two, "door", owner, millis));
                let left = office.left();
                require!(left.iter().all(|left| *left <= HOUR), LockLeftLocked, "anna has the lease for {HOUR} ms, {owner} tried to get it for {millis} ms, and now it ends in {left:?}: as long as somebody tries, it never ends");
                require!(left.iter().all(|left| *left >= HOUR / 2), TwoInside, "anna has the lease for {HOUR} ms, {owner} tried to get it for {millis} ms, and now it ends in {left:?}");
            }
            require!(said(release(one, "door", "anna")), WrongResult, "ben tried in vain, and now anna's lease is no longer hers");
        });
    }

    fn what_is_given_back_is_free(scene: &Scene) {
        one_after_the_other(scene, |_, one, two| {
            said(acquire(one, "door", "anna", HOUR));
            let was_hers = said(release(one, "door", "anna"));
            require!(said(acquire(two, "door", "ben", HOUR)), LockLeftLocked, "anna has given the lease back, and ben does not get it");
            require!(was_hers, WrongResult, "anna gave her lease back, and `release` returned false");
            require!(said(release(two, "door", "ben")), WrongResult, "ben gave his lease back, and `release` returned false");
            require!(!said(release(two, "door", "ben")), WrongResult, "ben gave his lease back twice, and `release` returned true twice");
        });
    }

    fn nobody_gives_back_what_is_not_his(scene: &Scene) {
        one_after_the_other(scene, |office, one, two| {
            require!(!said(release(one, "door", "")), WrongResult, "nobody has the lease, and `release` for the owner \"\" returned true");
            said(acquire(one, "door", "anna", HOUR));
            let freed = said(release(two, "door", "ben"));
            require!(!said(acquire(two, "door", "ben", HOUR)), TwoInside, "anna has the lease, ben gave it back, and got it");
            require!(!freed, WrongResult, "anna has the lease, and ben's `release` returned true");
            office.time_passes();
            require!(!said(release(one, "door", "anna")), WrongResult, "anna's lease had ended, and her `release` returned true");
            said(acquire(two, "door", "ben", HOUR));
            let freed = said(release(one, "door", "anna"));
            require!(!said(acquire(one, "door", "anna", HOUR)), TwoInside, "anna's lease had ended and ben has one; then anna gave hers back, and got another");
            require!(!freed, WrongResult, "anna's lease had ended and ben has one, and her `release` returned true");
            require!(said(release(two, "door", "ben")), WrongResult, "ben has the lease, and his `release` returned false");
        });
    }

    fn a_holder_can_renew(scene: &Scene) {
        one_after_the_other(scene, |office, one, two| {
            said(acquire(one, "door", "anna", HOUR));
            for millis in [3 * HOUR, HOUR, 2 * HOUR] {
                require!(said(renew(one, "door", "anna", millis)), WrongResult, "anna has the lease, and her `renew` returned false");
                let left = office.left();
                require!(!left.is_empty(), LockLeftLocked, "anna renewed the lease, and no key in the server has an end any more");
                require!(left.iter().all(|left| (millis / 2..=millis).contains(left)), WrongResult, "anna renewed the lease for {millis} ms, and what is in the server ends in {left:?}");
                require!(!said(acquire(two, "door", "ben", HOUR)), TwoInside, "anna renewed her lease, and ben got it");
            }
            office.time_passes();
            require!(!said(acquire(two, "door", "ben", HOUR)), TwoInside, "anna renewed her lease for two hours, one has gone by, and ben got it");
            office.time_passes();
            require!(said(acquire(two, "door", "ben", HOUR)), LockLeftLocked, "anna renewed her lease for two hours, two have gone by, and ben does not get it");
        });
    }

    fn who_has_no_lease_renews_nothing(scene: &Scene) {
        one_after_the_other(scene, |office, one, two| {
            said(acquire(one, "door", "anna", HOUR));
            office.time_passes();
            let renewed = said(renew(one, "door", "anna", HOUR));
            require!(said(acquire(two, "door", "ben", HOUR)), TwoInside, "anna's lease had ended, she renewed it, and ben does not get the lease that is free: `renew` has made one");
            require!(!renewed, WrongResult, "anna's lease had ended, and her `renew` returned true");
            let renewed = said(renew(one, "door", "anna", 9 * HOUR));
            let left = office.left();
            require!(!renewed, TwoInside, "ben has the lease by now, and anna's `renew` returned true");
            require!(left.iter().all(|left| *left <= HOUR), WrongResult, "ben has the lease for {HOUR} ms, anna renewed hers, and now ben's ends in {left:?}");
            require!(said(release(two, "door", "ben")), TwoInside, "ben has the lease, anna tried to renew hers, and now it is no longer his");
            require!(!said(renew(one, "door", "", HOUR)), WrongResult, "nobody has the lease, and `renew` for the owner \"\" returned true");
        });
    }

    fn names_and_owners_are_any_text(scene: &Scene) {
        let texts = ["door", "", "the back door", "it's \"open\"", "a:b", "lease:door", "门", "*", "a\\nb\r\nc", "]] return 1 --"];
        one_after_the_other(scene, move |_, one, two| {
            for name in texts {
                require!(said(acquire(one, name, "anna", HOUR)), WrongResult, "nobody had the lease {name:?}, and `acquire` returned false: do all names have leases of their own?");
                require!(!said(acquire(two, name, "ben", HOUR)), TwoInside, "anna has the lease {name:?}, and ben got it as well");
            }
            for name in texts {
                require!(said(renew(one, name, "anna", HOUR)), WrongResult, "anna has the lease {name:?}, and `renew` returned false");
                require!(said(release(one, name, "anna")), WrongResult, "anna has the lease {name:?}, and `release` returned false");
            }
            for owner in texts {
                require!(said(acquire(one, "door", owner, HOUR)), WrongResult, "nobody had the lease, and {owner:?} did not get it");
                for other in texts.iter().filter(|other| **other != owner) {
                    require!(!said(renew(two, "door", other, HOUR)), WrongResult, "{owner:?} has the lease, and {other:?} could renew it");
                    require!(!said(release(two, "door", other)), TwoInside, "{owner:?} has the lease, and {other:?} could give it back");
                }
                require!(said(renew(one, "door", owner, HOUR)), WrongResult, "{owner:?} has the lease, and could not renew it");
                require!(said(release(one, "door", owner)), WrongResult, "{owner:?} has the lease, and could not give it back");
            }
        });
    }

    fn no_name_is_a_part_of_another_ones_lease(scene: &Scene) {
        one_after_the_other(scene, |office, one, two| {
            said(acquire(one, "door", "anna", HOUR));
            // Whatever the lease is made of, somebody may choose a name like that.
            for name in office.names().iter().filter(|name| *name != "door") {
                require!(said(acquire(two, name, "ben", HOUR)), WrongResult, "anna has the lease \"door\", nobody has the lease {name:?}, and ben does not get that one: something of hers has this name in the server");
                require!(said(renew(one, "door", "anna", HOUR)), WrongResult, "anna has the lease \"door\", ben got the lease {name:?}, and now hers is no longer hers: something of hers has this name in the server");
                require!(said(release(two, name, "ben")), WrongResult, "ben has the lease {name:?}, anna renewed her lease \"door\", and now his is no longer his");
                require!(!said(acquire(two, "door", "ben", HOUR)), TwoInside, "anna has the lease \"door\", ben gave back the lease {name:?}, and got hers as well: something of hers has this name in the server");
            }
        });
    }

    fn no_server_is_an_error(scene: &Scene) {
        let open = Office::open(scene);
        let office = *open;
        vanishing_after_each_command(move |commands, vanished| {
            let calls: [(&str, fn(&mut Store) -> RedisResult<bool>); 3] = [
                ("acquire", |store| acquire(store, "door", "ben", HOUR)),
                ("renew", |store| renew(store, "door", "anna", HOUR)),
                ("release", |store| release(store, "door", "anna")),
            ];
            explorer().check(move || {
                for (name, call) in calls {
                    said(acquire(&mut office.fresh().client(), "door", "anna", HOUR));
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

    fn who_vanishes_leaves_no_lock_for_ever(scene: &Scene) {
        let open = Office::open(scene);
        let office = *open;
        vanishing_after_each_command(move |commands, vanished| {
            explorer().check(move || {
                let (mut anna, mut ben) = (office.fresh().client(), office.client());
                anna.break_after(commands);
                until_it_breaks(&mut anna, |store| {
                    if acquire(store, "door", "anna", HOUR)? {
                        renew(store, "door", "anna", HOUR)?;
                        release(store, "door", "anna")?;
                    }
                    Ok(())
                });
                vanished.fetch_or(anna.is_broken(), Relaxed);
                office.time_passes();
                require!(said(acquire(&mut ben, "door", "ben", HOUR)), LockLeftLocked, "anna vanished after {commands} of her commands, an hour went by, and ben still does not get the lease");
                require!(!office.left().is_empty(), LockLeftLocked, "anna vanished after {commands} of her commands; then ben got the lease, and it has no end");
            });
        });
    }

    fn two_never_have_it(scene: &Scene) {
        doors::explore(scene, &[
            ("anna", |door, store| _ = door.acquire(store, "anna")),
            ("ben", |door, store| _ = door.acquire(store, "ben")),
            ("carl", |door, store| _ = door.acquire(store, "carl")),
        ]);
    }

    fn what_has_ended_is_not_given_back(scene: &Scene) {
        doors::explore(scene, &[
            ("anna", |door, store| {
                door.acquire(store, "anna");
                door.release(store, "anna");
            }),
            ("ben", |door, store| _ = door.acquire(store, "ben")),
            ("carl", |door, store| _ = door.acquire(store, "carl")),
        ]);
    }

    fn what_has_ended_is_not_renewed(scene: &Scene) {
        doors::explore(scene, &[
            ("anna", |door, store| {
                door.acquire(store, "anna");
                door.renew(store, "anna");
            }),
            ("ben", |door, store| _ = door.acquire(store, "ben")),
        ]);
    }

    fn they_come_and_go(scene: &Scene) {
        doors::explore(scene, &[
            ("anna", |door, store| door.visit(store, "anna")),
            ("ben", |door, store| door.visit(store, "ben")),
            ("carl", |door, store| _ = door.acquire(store, "carl")),
        ]);
    }

    fn processes_share_it(scene: &Scene) {
        let open = Office::open(scene);
        let office = *open;
        let actors = ["anna", "ben", "carl"].map(|name| {
            let office = &office;
            scene.fork(name, move |me| {
                let got = said(acquire(&mut office.client(), "door", name, HOUR));
                me.stop_at(if got { "inside" } else { "outside" });
            })
        });
        if actors.iter().any(|actor| matches!(actor.seen(), forktest::Seen::Ended(_))) {
            // One has panicked, and the scene tells how.
            scene.finish();
        }
        let inside = actors.iter().filter(|actor| actor.seen() == forktest::Seen::At("inside".into())).count();
        require!(inside <= 1, TwoInside, "three processes asked for one lease, and {inside} got it: is it in the server?");
        require!(inside == 1, WrongResult, "three processes asked for a lease that was free, and none got it");
        scene.finish();
    }
}
