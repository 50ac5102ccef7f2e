//! Who has the lease of a door, as the server must see it: explored with two or three clients, and an hour that goes by at
//! every moment.

use std::sync::{Mutex, PoisonError};

use beyond::lease::{acquire, release, renew};
use forktest::Scene;
use interleave::{require, thread};
use ownredis::Store;

use super::office::{HOUR, Office, explorer};
use super::said;

/// Orders of commands that are tried, beyond which it would take too long.
const BUDGET: usize = 200;

/// The lease of one door, and who has it.
#[derive(Default)]
pub(super) struct Door {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// How often an hour has gone by.
    hours: u32,
    /// Who was granted the lease, has not begun to give it back, and whose hour is not over.
    holder: Option<&'static str>,
    /// For how many milliseconds it was granted.
    millis: u64,
}

impl Door {
    fn known<R>(&self, look: impl FnOnce(&mut Known) -> R) -> R {
        look(&mut self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn hours(&self) -> u32 {
        self.known(|known| known.hours)
    }

    /// `name` was told that the lease is his, and began to ask when so many hours had gone by. If another has gone by since,
    /// the lease may have been granted before it, and have ended.
    fn granted(&self, name: &'static str, began: u32, how: &str, millis: u64) {
        let other = self.known(|known| {
            if known.hours != began {
                return None;
            }
            let other = known.holder.filter(|holder| *holder != name);
            (known.holder, known.millis) = (Some(name), millis);
            other
        });
        if let Some(other) = other {
            require!(
                false,
                TwoInside,
                "{other} has the lease, its hour is not over, and {name}'s `{how}` returned true"
            );
        }
    }

    pub(super) fn acquire(&self, store: &mut Store, name: &'static str) -> bool {
        let began = self.hours();
        let granted = said(acquire(store, "door", name, HOUR));
        if granted {
            self.granted(name, began, "acquire", HOUR);
        }
        granted
    }

    pub(super) fn renew(&self, store: &mut Store, name: &'static str) {
        let began = self.hours();
        // As long as an hour is left, it ends when the hour has gone by.
        if said(renew(store, "door", name, HOUR / 2)) {
            self.granted(name, began, "renew", HOUR / 2);
        }
    }

    pub(super) fn release(&self, store: &mut Store, name: &'static str) {
        self.known(|known| known.holder = known.holder.filter(|holder| *holder != name));
        said(release(store, "door", name));
    }

    /// Comes, and goes.
    pub(super) fn visit(&self, store: &mut Store, name: &'static str) {
        if self.acquire(store, name) {
            self.release(store, name);
        }
    }

    fn hour_passes(&self, office: Office) {
        office.time_passes_and(|| {
            self.known(|known| {
                known.hours += 1;
                known.holder = None;
            });
        });
    }

    /// Whoever has the lease in the end can give it back, and nobody else.
    fn close(&self, office: Office) {
        let (holder, millis) = self.known(|known| (known.holder, known.millis));
        let Some(holder) = holder else { return };
        let left = office.left();
        require!(
            left.iter().all(|left| (millis / 4 * 3..=millis).contains(left)),
            CheckThenAct,
            "{holder} was granted the lease for {millis} ms, its hour is not over, and it ends in {left:?}: somebody else has given it another end"
        );
        let store = &mut office.client();
        require!(
            said(release(store, "door", holder)),
            TwoInside,
            "{holder} was granted the lease and its hour is not over, and yet it is no longer {holder}'s: somebody has given it back, or got it"
        );
    }
}

/// What a client does at the door.
type Visit = fn(&Door, &mut Store);

/// These clients, and an hour that goes by, in every order of their commands.
pub(super) fn explore(scene: &Scene, clients: &'static [(&'static str, Visit)]) {
    let open = Office::open(scene);
    let office = *open;
    explorer().budget(BUDGET).check(move || {
        let door = &Door::default();
        office.fresh();
        thread::scope(|scope| {
            for &(name, visit) in clients {
                let client = move || visit(door, &mut office.client());
                thread::Builder::new()
                    .name(name.into())
                    .spawn_scoped(scope, client)
                    .expect("a thread");
            }
            let clock = move || door.hour_passes(office);
            thread::Builder::new()
                .name("clock".into())
                .spawn_scoped(scope, clock)
                .expect("a thread");
        });
        door.close(office);
    });
}
