//! What `src/fenced_write.rs` promises: on a real server, and with the commands of several clients in every order.

use std::sync::atomic::Ordering::Relaxed;

use beyond::fenced_write::{acquire, read, write};
use forktest::Scene;
use interleave::require;
use ownredis::Store;
use redis::RedisResult;

#[path = "office.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod office;
#[path = "fenced_write/writers.rs"]
mod writers;

use office::{HOUR, Office, explorer, until_it_breaks, vanishing_after_each_command};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(&mut Store, &str, u64) -> RedisResult<Option<u64>> = acquire;
const _: fn(&mut Store, &str, u64, &str) -> RedisResult<bool> = write;
const _: fn(&mut Store, &str) -> RedisResult<Option<String>> = read;

/// What a call returns while the servers are there.
fn said<T>(result: RedisResult<T>) -> T {
    result.unwrap_or_else(|error| panic!("the server is there, and the answer was: {error}"))
}

/// Clients of the two stores: of the leases, and of the archive.
struct Client {
    leases: Store,
    archive: Store,
}

impl Client {
    fn of(office: Office) -> Client {
        Client { leases: office.client(), archive: office.client_elsewhere() }
    }

    fn acquire(&mut self) -> Option<u64> {
        said(acquire(&mut self.leases, "mayor", HOUR))
    }

    fn write(&mut self, number: u64, text: &str) -> bool {
        said(write(&mut self.archive, "speech", number, text))
    }

    fn read(&mut self) -> Option<String> {
        said(read(&mut self.archive, "speech"))
    }
}

/// Somebody does something to empty stores.
fn alone(scene: &Scene, body: impl Fn(Office, &mut Client) + Send + Sync + 'static) {
    let open = Office::open(scene);
    let office = *open;
    explorer().check(move || body(office, &mut Client::of(office.fresh())));
}

forktest::tests! {
    fn a_free_lease_is_granted_and_a_taken_one_is_not(scene: &Scene) {
        alone(scene, |office, one| {
            require!(one.acquire().is_some(), WrongResult, "nobody had the lease, and `acquire` returned None");
            let second = one.acquire();
            require!(second.is_none(), TwoInside, "the lease is taken, and `acquire` returned {second:?}");
            let left = office.left();
            require!(!left.is_empty(), LockLeftLocked, "somebody has the lease, and no key in the server has an end: if he vanishes, nobody ever gets it");
            require!(left.iter().all(|left| (HOUR / 2..=HOUR).contains(left)), WrongResult, "the lease was granted for {HOUR} milliseconds, and what is in the server ends in {left:?}");
            for millis in [9, 9 * HOUR] {
                let _ = acquire(&mut one.leases, "mayor", millis);
                let left = office.left();
                require!(left.iter().all(|left| (HOUR / 2..=HOUR).contains(left)), WrongResult, "the lease is taken for {HOUR} ms, somebody tried to get it for {millis} ms, and now it ends in {left:?}");
            }
            office.time_passes();
            require!(one.acquire().is_some(), LockLeftLocked, "the lease has ended, and `acquire` returned None");
        });
    }

    fn numbers_rise_from_lease_to_lease(scene: &Scene) {
        alone(scene, |office, one| {
            // What is read off a clock does not always rise: clocks are set back.
            office.hide_the_clock();
            let mut numbers: Vec<u64> = Vec::new();
            for _ in 0..12 {
                let number = one.acquire();
                let last = numbers.last().copied();
                require!(number.is_some(), LockLeftLocked, "the lease has ended, and `acquire` returned None");
                require!(number > last, StaleWrite, "the leases of one name had the numbers {numbers:?}, and the next one has {number:?}: whoever still believes in an old lease may write");
                numbers.extend(number);
                require!(one.acquire().is_none(), TwoInside, "the lease with number {number:?} has not ended, and there is another");
                office.time_passes();
            }
        });
    }

    fn each_name_has_a_lease_of_its_own(scene: &Scene) {
        let names = ["mayor", "", "the mayor's", "a:b", "number:mayor", "lease:mayor", "fence", "token", "门", "*", "]] return 1 --"];
        alone(scene, move |_, one| {
            for name in names {
                let number = said(acquire(&mut one.leases, name, HOUR));
                require!(number.is_some(), WrongResult, "nobody had the lease {name:?}, and `acquire` returned None: do all names have leases of their own?");
                let second = said(acquire(&mut one.leases, name, HOUR));
                require!(second.is_none(), TwoInside, "the lease {name:?} is taken, and `acquire` returned {second:?}");
            }
        });
    }

    fn what_is_written_is_read(scene: &Scene) {
        alone(scene, |_, one| {
            let nothing = one.read();
            require!(nothing.is_none(), WrongResult, "nobody has written, and `read` returned {nothing:?}");
            for text in ["good evening", "", "晚上好\r\n\"it's\"", "]] return 1 --", "7"] {
                require!(one.write(7, text), WrongResult, "only number 7 has ever written, and its next write was refused: a holder may write more than once");
                let now = one.read();
                require!(now.as_deref() == Some(text), LostUpdate, "{text:?} was written, and `read` returned {now:?}");
            }
        });
    }

    fn who_is_too_late_is_refused(scene: &Scene) {
        alone(scene, |_, one| {
            for (low, high) in [(1, 2), (9, 10), (99, 100), (2, 10), (1 << 32, (1 << 32) + 1), ((1 << 53) - 2, (1 << 53) - 1)] {
                let document = &format!("speech {low}");
                let mut write = |number, text| said(write(&mut one.archive, document, number, text));
                require!(write(low, "draft"), WrongResult, "nobody has written, and number {low} was refused");
                require!(write(high, "new"), WrongResult, "{low} has written, and {high} was refused");
                let late = write(low, "old");
                let again = write(high, "newer");
                let now = said(read(&mut one.archive, document));
                require!(!late, StaleWrite, "{high} has written, and after it {low} could write");
                require!(again, WrongResult, "{high} has written, {low} was refused, and {high} could not write again");
                require!(now.as_deref() == Some("newer"), LostUpdate, "{high} wrote \"newer\", and `read` returned {now:?}");
            }
        });
    }

    fn who_is_refused_changes_nothing(scene: &Scene) {
        alone(scene, |_, one| {
            one.write(7, "new");
            let accepted = one.write(3, "old");
            let now = one.read();
            require!(now.as_deref() == Some("new"), StaleWrite, "7 wrote \"new\", then 3 tried to write \"old\", and `read` returned {now:?}");
            require!(!accepted, StaleWrite, "7 has written, and 3 was told that it could write");
            require!(!one.write(5, "old"), StaleWrite, "7 has written, 3 was refused, and then 5 could write: a write that is refused changes nothing");
            require!(one.write(8, "newer"), WrongResult, "7 has written, and 8 was refused");
        });
    }

    fn the_archive_knows_nothing_of_leases(scene: &Scene) {
        alone(scene, |office, one| {
            let number = one.acquire().unwrap_or(1);
            office.time_passes();
            require!(one.write(number, "a"), WrongResult, "the lease {number} has ended, nobody else has written, and the write was refused: the archive cannot know of leases");
            require!(said(write(&mut one.archive, "another", 1, "b")), WrongResult, "number {number} has written in `speech`, and 1 may not write in `another`: each document stands alone");
            let now = one.read();
            require!(now.as_deref() == Some("a"), LostUpdate, "\"a\" was written in `speech`, then \"b\" in `another`, and `speech` has {now:?}");
            let left = office.left_elsewhere();
            require!(left.is_empty(), LostUpdate, "something in the archive ends by itself, in {left:?} ms");
        });
    }

    fn documents_are_any_text(scene: &Scene) {
        let documents = ["speech", "", "text", "number", "a:b", "a", "speech:number", "speech:text", "门", "*"];
        alone(scene, move |_, one| {
            for (number, document) in (1..).zip(documents) {
                require!(said(write(&mut one.archive, document, number, document)), WrongResult, "nobody has written in {document:?}, and {number} was refused");
            }
            for (number, document) in (1..).zip(documents) {
                let now = said(read(&mut one.archive, document));
                require!(now.as_deref() == Some(document), LostUpdate, "{document:?} was written in the document of that name, and `read` returned {now:?}");
                require!(said(write(&mut one.archive, document, number, "again")), WrongResult, "{number} has written in {document:?}, and may not write again");
            }
        });
    }

    fn no_name_is_a_part_of_another_ones_lease(scene: &Scene) {
        alone(scene, |office, one| {
            let first = one.acquire();
            // Whatever the lease is made of, somebody may choose a name like that.
            for name in office.names().iter().filter(|name| *name != "mayor") {
                let number = said(acquire(&mut one.leases, name, HOUR));
                require!(number.is_some(), WrongResult, "somebody has the lease \"mayor\", nobody has the lease {name:?}, and `acquire` returned None: something of the first has this name in the server");
                let second = one.acquire();
                require!(second.is_none(), TwoInside, "the lease \"mayor\" is taken, then {name:?} was granted, and then \"mayor\" again: something of the first has this name in the server");
            }
            office.time_passes();
            let next = one.acquire();
            require!(next > first, StaleWrite, "the lease \"mayor\" had number {first:?}, and after leases of other names the next one has {next:?}");
        });
    }

    fn no_document_is_a_part_of_another_one(scene: &Scene) {
        alone(scene, |office, one| {
            one.write(7, "good evening");
            for document in office.names_elsewhere().iter().filter(|name| *name != "speech") {
                let told = "something of `speech` has this name in the archive";
                let nothing = said(read(&mut one.archive, document));
                require!(nothing.is_none(), WrongResult, "`speech` was written, {document:?} never was, and `read` returned {nothing:?}: {told}");
                require!(said(write(&mut one.archive, document, 1, "b")), WrongResult, "`speech` was written with 7, {document:?} never was, and there 1 is refused: {told}");
                let now = one.read();
                require!(now.as_deref() == Some("good evening"), LostUpdate, "{document:?} was written, and `speech` has {now:?}: {told}");
                require!(!one.write(6, "old"), StaleWrite, "`speech` was written with 7, {document:?} with 1, and then 6 could write in `speech`: {told}");
            }
        });
    }

    fn no_server_is_an_error(scene: &Scene) {
        let open = Office::open(scene);
        let office = *open;
        let calls: [(&str, fn(&mut Store) -> RedisResult<String>); 3] = [
            ("acquire", |store| acquire(store, "mayor", HOUR).map(|answer| format!("{answer:?}"))),
            ("write", |store| write(store, "speech", 2, "b").map(|answer| answer.to_string())),
            ("read", |store| read(store, "speech").map(|answer| format!("{answer:?}"))),
        ];
        vanishing_after_each_command(move |commands, vanished| {
            explorer().check(move || {
                for (name, call) in calls {
                    said(write(&mut office.fresh().client(), "speech", 1, "a"));
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

    fn a_lease_whose_holder_vanished_has_a_number_all_the_same(scene: &Scene) {
        let open = Office::open(scene);
        let office = *open;
        vanishing_after_each_command(move |commands, vanished| {
            explorer().check(move || {
                let (mut anna, mut ben) = (Client::of(office.fresh()), Client::of(office));
                let first = ben.acquire();
                office.time_passes();
                anna.leases.break_after(commands);
                until_it_breaks(&mut anna.leases, |store| acquire(store, "mayor", HOUR).map(drop));
                vanished.fetch_or(anna.leases.is_broken(), Relaxed);
                office.time_passes();
                let number = ben.acquire();
                require!(number.is_some(), LockLeftLocked, "anna vanished after {commands} of her commands, an hour went by, and ben still does not get the lease");
                require!(!office.left().is_empty(), LockLeftLocked, "anna vanished after {commands} of her commands; then ben got the lease, and it has no end");
                require!(number > first, StaleWrite, "a lease had number {first:?}, anna vanished in the middle of `acquire`, and the next one has {number:?}");
            });
        });
    }

    fn a_write_happens_whole_or_not_at_all(scene: &Scene) {
        writers::vanish(scene);
    }

    fn leases_at_the_same_time_have_numbers_of_their_own(scene: &Scene) {
        writers::explore_leases(scene);
    }

    fn no_old_text_covers_a_new_one(scene: &Scene) {
        writers::explore_writes(scene);
    }

    fn the_holder_can_write_and_who_came_before_cannot(scene: &Scene) {
        writers::explore_both(scene);
    }
}
