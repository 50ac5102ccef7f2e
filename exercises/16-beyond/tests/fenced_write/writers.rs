//! Clients that take leases and write, with their commands in every order, and with an hour that goes by at every moment.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use forktest::Scene;
use interleave::{require, thread};

use super::office::{Office, explorer, until_it_breaks, vanishing_after_each_command};
use super::{Client, said, write};

/// Orders of commands that are tried, beyond which it would take too long.
const BUDGET: usize = 300;

/// What the clients were told, in the order in which they were; and how often an hour has gone by.
#[derive(Default)]
struct Told {
    numbers: Mutex<Vec<(u64, &'static str)>>,
    hours: AtomicU32,
    /// Whether somebody has the lease whose hour is not over.
    taken: AtomicBool,
    /// How many are asking for it.
    asking: AtomicU32,
}

impl Told {
    fn add(&self, number: u64, name: &'static str) {
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner).push((number, name));
    }

    fn all(&self) -> Vec<(u64, &'static str)> {
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks for the lease; the number, and how often an hour had gone by when the client had it for certain.
    ///
    /// If an hour has gone by since it began to ask, the lease may have been granted before, and have ended. But if nobody else
    /// can have it, and somebody has it, then it is this client.
    fn acquire(
        &self,
        client: &mut Client,
        name: &str,
        office: Office,
    ) -> Option<(u64, Option<u32>)> {
        let began = self.hours();
        self.asking.fetch_add(1, Relaxed);
        let granted = client.acquire();
        let others = self.asking.fetch_sub(1, Relaxed) - 1;
        let number = granted?;
        if self.hours() == began {
            let taken = self.taken.swap(true, Relaxed);
            require!(
                !taken,
                TwoInside,
                "{name} was granted a lease that somebody else has, whose hour is not over"
            );
        } else if others > 0 || self.taken.load(Relaxed) || office.left().is_empty() {
            return Some((number, None));
        }
        Some((number, Some(self.hours())))
    }

    /// What happens here when an hour goes by.
    fn hour_passes(&self) {
        self.hours.fetch_add(1, Relaxed);
        self.taken.store(false, Relaxed);
    }

    fn hours(&self) -> u32 {
        self.hours.load(Relaxed)
    }
}

/// Clients at the same time, and an hour, if `hours` is 1; then `judge`.
fn explore(
    scene: &Scene,
    names: &'static [&'static str],
    hours: usize,
    visit: fn(Office, &mut Client, &'static str, &Told),
    judge: fn(Office, &Told),
) {
    let open = Office::open(scene);
    let office = *open;
    explorer().budget(BUDGET).check(move || {
        let (office, told) = (office, &Told::default());
        office.fresh();
        thread::scope(|scope| {
            for &name in names {
                let client = move || visit(office, &mut Client::of(office), name, told);
                thread::Builder::new()
                    .name(name.into())
                    .spawn_scoped(scope, client)
                    .expect("a thread");
            }
            for _ in 0..hours {
                let clock = move || office.time_passes_and(|| told.hour_passes());
                thread::Builder::new()
                    .name("clock".into())
                    .spawn_scoped(scope, clock)
                    .expect("a thread");
            }
        });
        judge(office, told);
    });
}

/// Two leases that have ended in any order, and one after them.
pub(super) fn explore_leases(scene: &Scene) {
    explore(
        scene,
        &["anna", "ben"],
        1,
        |office, client, name, told| {
            if let Some((number, _)) = told.acquire(client, name, office) {
                told.add(number, name);
            }
        },
        |office, told| {
            let granted = told.all();
            require!(
                !granted.is_empty(),
                WrongResult,
                "anna and ben asked for a lease that was free, and none of them got it"
            );
            if let [(one, first), (two, second)] = granted[..] {
                require!(
                    one != two,
                    LostUpdate,
                    "{first}'s lease has number {one}, and {second}'s has the same"
                );
            }
            office.time_passes();
            let next = Client::of(office).acquire().unwrap_or(0);
            let highest = granted.iter().map(|(number, _)| *number).max().unwrap_or(0);
            require!(
                next > highest,
                StaleWrite,
                "leases were granted with {granted:?}, and the next one has {next}"
            );
        },
    );
}

/// Numbers 9, 10 and 11 write at the same time; there is no telling who is first.
pub(super) fn explore_writes(scene: &Scene) {
    explore(
        scene,
        &["anna", "ben", "carl"],
        0,
        |_, client, name, told| {
            let number = match name {
                "anna" => 9,
                "ben" => 10,
                _ => 11,
            };
            if client.write(number, name) {
                told.add(number, name);
            }
        },
        |office, told| {
            let (accepted, now) = (told.all(), Client::of(office).read());
            require!(
                accepted.contains(&(11, "carl")),
                WrongResult,
                "carl has the highest number, 11, and was refused"
            );
            require!(now.is_some(), LostUpdate, "three have written, and `read` returned None");
            require!(
                now.as_deref() == Some("carl"),
                StaleWrite,
                "anna wrote with 9, ben with 10 and carl with 11, and what is there in the end is by {now:?}"
            );
            let mut client = Client::of(office);
            require!(
                !client.write(10, "late"),
                StaleWrite,
                "11 was accepted, other writes came at the same time, and after all of them 10 could write"
            );
        },
    );
}

/// Each takes the lease and writes; meanwhile an hour goes by.
pub(super) fn explore_both(scene: &Scene) {
    explore(
        scene,
        &["anna", "ben"],
        1,
        |office, client, name, told| {
            let Some((number, since)) = told.acquire(client, name, office) else { return };
            if client.write(number, name) {
                return told.add(number, name);
            }
            require!(
                since != Some(told.hours()),
                StaleWrite,
                "{name} has the lease, with {number}, its hour is not over, and the write was refused: somebody whose lease has ended has a higher number"
            );
        },
        |office, told| {
            let mut client = Client::of(office);
            let (accepted, now) = (told.all(), client.read());
            let newest = accepted.iter().max().map(|(_, name)| *name);
            require!(
                now.as_deref() == newest,
                StaleWrite,
                "accepted were the writes {accepted:?}, and what is there in the end is by {now:?}"
            );
            // Whoever is granted the lease now is the newest holder, and has to get through.
            office.time_passes();
            let number = client.acquire().unwrap_or(0);
            require!(
                client.write(number, "now"),
                StaleWrite,
                "accepted were the writes {accepted:?}, the next holder has {number}, and its write was refused"
            );
            if let Some((old, name)) = accepted.last() {
                require!(
                    !client.write(*old, "late"),
                    StaleWrite,
                    "the newest holder, {number}, has written, and after that {name} could write, with {old}"
                );
            }
        },
    );
}

/// Number 9 wrote, and number 10 vanishes in the middle of a write.
pub(super) fn vanish(scene: &Scene) {
    let open = Office::open(scene);
    let office = *open;
    vanishing_after_each_command(move |commands, vanished| {
        explorer().check(move || {
            let (mut anna, mut ben) = (Client::of(office.fresh()), Client::of(office));
            anna.write(9, "old");
            ben.archive.break_after(commands);
            until_it_breaks(&mut ben.archive, |store| write(store, "speech", 10, "new").map(drop));
            vanished.fetch_or(ben.archive.is_broken(), Relaxed);
            let now = anna.read();
            let whole = now.as_deref() == Some("new");
            require!(whole || now.as_deref() == Some("old"), TornWrite, "\"old\" was there, ben vanished after {commands} commands of writing \"new\", and `read` returned {now:?}");
            let late = anna.write(9, "late");
            require!(!(whole && late), StaleWrite, "ben, with 10, vanished after {commands} commands of his write; his text is there, and 9 could write over it");
            require!(whole || late, TornWrite, "ben, with 10, vanished after {commands} commands of his write; his text is not there, and 9 is refused all the same");
            let mut carl = Client::of(office);
            require!(carl.write(11, "newer") && carl.read().as_deref() == Some("newer"), LostUpdate, "ben vanished after {commands} commands of his write, and then 11 could not write");
            let _ = said(write(&mut carl.archive, "another", 1, "a"));
        });
    });
}
