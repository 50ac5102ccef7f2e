//! What `src/manager.rs` promises, wherever a client is overtaken, stopped or killed.

#[path = "support/calls.rs"]
mod calls;
#[path = "support/gate.rs"]
mod gate;
#[path = "support/orphans.rs"]
mod orphans;
#[path = "support/standing_still.rs"]
mod standing_still;
#[path = "support/stepped.rs"]
mod stepped;
#[path = "support/told.rs"]
mod told;
#[path = "support/traced.rs"]
mod traced;
#[path = "support/words.rs"]
mod words;

use std::io;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use calls::{ERROR, ended, fails, fine, gives, note, one_within_the_other, started, temporary};
use forktest::held::apart;
use forktest::points::{killed_at_each, orphaned_at_each};
use forktest::process::{self, State};
use forktest::{Scene, settle};
use interleave::Verdict;
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use nix::sys::signal::{Signal, kill};
use nix::unistd::getpid;
use orphans::{adopt_orphans, orphans_end};
use shared_memory::manager::{Dict, List, Manager, Store};
use shared_memory::wire::{Reply, Request};
use stepped::within_the_server;
use words::words;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn() -> io::Result<Manager> = Manager::start;
const _: fn(&Manager) -> Dict = Manager::dict;
const _: fn(&Manager) -> List = Manager::list;
const _: fn(&Dict, &str) -> io::Result<Option<i64>> = Dict::get;
const _: fn(&Dict, &str, i64) -> io::Result<()> = Dict::set;
const _: fn(&Dict, &str, i64) -> io::Result<i64> = Dict::add;
const _: fn(&List, &str) -> io::Result<()> = List::push;
const _: fn(&List) -> io::Result<Option<String>> = List::pop;
const _: fn(&List) -> io::Result<Vec<String>> = List::items;
const _: fn(&mut Store, Request) -> Reply = Store::answer;

forktest::tests! {
    fn a_dict_keeps_numbers(scene: &Scene) {
        let (manager, _) = started(scene);
        let dict = manager.dict();
        gives(scene, dict.get("visits"), None, "`get` of a new dict");
        gives(scene, dict.add("visits", 3), 3, "`add` of 3 to a number that is not there");
        gives(scene, dict.add("visits", -5), -2, "`add` of -5 to 3");
        gives(scene, dict.get("visits"), Some(-2), "`get` after that");
        gives(scene, dict.set("visits", 40), (), "`set`");
        for (key, number) in [("", i64::MIN), ("a key\nof two lines", i64::MAX), ("ключ", 0)] {
            gives(scene, dict.set(key, number), (), "`set` of another key");
            gives(scene, manager.dict().get(key), Some(number), &format!("another proxy's `get({key:?})`"));
        }
        gives(scene, dict.get("visits"), Some(40), "`get` of a key that others came after");
        gives(scene, dict.set("large", i64::MAX), (), "`set`");
        gives(scene, dict.add("large", 2), i64::MIN + 1, "`add` of 2 to the largest `i64`, which wraps around,");
    }

    fn a_list_keeps_texts_in_order(scene: &Scene) {
        let (manager, _) = started(scene);
        let list = manager.list();
        gives(scene, list.items(), vec![], "`items` of a new list");
        gives(scene, list.pop(), None, "`pop` of a new list");
        for text in ["one", "", "three\n3", "one"] {
            gives(scene, list.push(text), (), "`push`");
        }
        let texts = ["one", "", "three\n3", "one"].map(String::from);
        gives(scene, manager.list().items(), texts.to_vec(), "another proxy's `items`");
        gives(scene, list.pop(), Some("one".into()), "`pop`");
        gives(scene, list.pop(), Some("three\n3".into()), "`pop`");
        gives(scene, list.items(), texts[..2].to_vec(), "`items` after that");
    }

    fn a_long_text_arrives_whole(scene: &Scene) {
        let (manager, _) = started(scene);
        let text: String = (0..200_000).map(|n| char::from(b'a' + (n % 26) as u8)).collect();
        gives(scene, manager.list().push(&text), (), "`push` of 200,000 letters");
        if fine(scene, manager.list().pop(), "`pop` of 200,000 letters") != Some(text) {
            scene.fail(Verdict::TornWrite, "200,000 letters were pushed, and `pop` gave something else");
        }
    }

    fn every_process_has_the_same_dict_and_list(scene: &Scene) {
        let (manager, _) = started(scene);
        let (dict, list, told) = (manager.dict(), manager.list(), words());
        // A proxy that has been used before the fork is of use behind it.
        gives(scene, dict.set("from the parent", 5), (), "`set`");
        scene.fork("ann", |_| {
            note(&told[0], dict.get("from the parent").map(|number| number.unwrap_or(0)));
            let done = dict.set("from ann", 7).and_then(|()| manager.list().push("ann"));
            note(&told[1], done.map(|()| 1));
        }).join();
        if (told[0].load(Relaxed), told[1].load(Relaxed)) != (5, 1) {
            scene.fail(
                Verdict::WrongResult,
                "their parent set a number to 5, and ann did not get it, or could not set one herself",
            );
        }
        gives(scene, dict.get("from ann"), Some(7), "`get` of what ann has set");
        gives(scene, list.items(), vec!["ann".into()], "`items` of what ann has pushed");
    }

    fn two_managers_are_two_managers(scene: &Scene) {
        let ((one, _), (other, _)) = (started(scene), started(scene));
        gives(scene, one.dict().set("a", 1), (), "`set`");
        gives(scene, other.dict().get("a"), None, "`get` of another manager's dict");
        gives(scene, other.list().push("b"), (), "`push`");
        gives(scene, one.list().items(), vec![], "`items` of another manager's list");
        drop(one);
        gives(scene, other.list().pop(), Some("b".into()), "`pop`, when another manager has ended,");
    }

    fn two_processes_have_managers_of_their_own(scene: &Scene) {
        temporary(scene);
        let told = words();
        let begin = |name, word: &'static AtomicU64| {
            let process = scene.fork(name, |me| {
                let manager = Manager::start();
                let add = manager.as_ref().map_err(|_| io::ErrorKind::Other.into());
                note(word, add.and_then(|manager| manager.dict().add("n", 1)));
                me.stop_at("has added");
            });
            process.expect_at("has added");
            process
        };
        let processes = [begin("ann", &told[0]), begin("ben", &told[1])];
        let seen = [0, 1].map(|n| told[n].load(Relaxed));
        if seen != [1, 1] {
            scene.fail(
                Verdict::WrongResult,
                format!(
                    "ann and ben each started a manager and added 1 there; they got {seen:?}, where {ERROR} is an error. Do \
                     two managers have the same name?"
                ),
            );
        }
        processes.iter().for_each(|process| _ = process.join());
    }

    fn however_many_stand_still_others_are_answered(scene: &Scene) {
        standing_still::however_many_stand_still_others_are_answered(scene);
    }

    fn everybody_gets_their_own_reply(scene: &Scene) {
        let (manager, _) = started(scene);
        let dict = manager.dict();
        for (key, number) in [("ann", 1), ("ben", 2)] {
            gives(scene, dict.set(key, number), (), "`set`");
        }
        let get = |key| dict.get(key).map(|number| number.unwrap_or(0));
        one_within_the_other(scene, || get("ann"), || get("ben"), |ann, ben, held| {
            if (ann, ben) != (1, 2) {
                scene.fail(
                    Verdict::WrongResult,
                    format!(
                        "ann asked for a number that is 1, and got {ann}; ben asked for one that is 2, and got {ben} (ann \
                         was {held}; {ERROR} is an error). Do two processes share a connection?"
                    ),
                );
            }
        });
    }

    fn no_addition_is_lost(scene: &Scene) {
        let (manager, _) = started(scene);
        let (dict, mut before) = (manager.dict(), 0);
        one_within_the_other(scene, || dict.add("n", 1), || dict.add("n", 10), |ann, ben, held| {
            let now = fine(scene, dict.get("n"), "`get`").unwrap_or(0).cast_unsigned();
            let (ann_first, ben_first) = ((before + 1, before + 11), (before + 11, before + 10));
            if now != before + 11 || ((ann, ben) != ann_first && (ann, ben) != ben_first) {
                scene.fail(
                    Verdict::LostUpdate,
                    format!(
                        "the number was {before}; ann added 1 and was told {ann}, ben added 10 and was told {ben}; now it \
                         is {now} (ann was {held}). Is `add` one request?"
                    ),
                );
            }
            before = now;
        });
    }

    fn no_text_is_taken_twice(scene: &Scene) {
        let (manager, _) = started(scene);
        let list = manager.list();
        let push = || (1..=2).for_each(|n| fine(scene, list.push(&n.to_string()), "`push`"));
        let pop = || Ok(list.pop()?.and_then(|text| text.parse().ok()).unwrap_or(0));
        push();
        one_within_the_other(scene, pop, pop, |ann, ben, held| {
            if ann + ben != 3 {
                scene.fail(
                    Verdict::CheckThenAct,
                    format!(
                        "the texts 1 and 2 were in the list; ann's `pop` gave {ann}, and ben's gave {ben} (ann was {held}). \
                         Is `pop` one request?"
                    ),
                );
            }
            gives(scene, list.items(), vec![], "`items` after both were taken");
            push();
        });
    }

    fn the_server_loses_no_addition(scene: &Scene) {
        let (manager, server) = started(scene);
        let dict = manager.dict();
        gives(scene, dict.get("n"), None, "`get` of a new dict");
        let told =
            within_the_server(scene, server, 1000, || dict.add("n", 1).map_or(0, i64::cast_unsigned));
        let now = fine(scene, dict.get("n"), "`get`").unwrap_or(0).cast_unsigned();
        if now != told.all_calls() || told.twice().is_some() || told.errors() > 0 {
            scene.fail(
                Verdict::LostUpdate,
                format!(
                    "the server was held again and again while it did an `add` of 1 for one client, and did others for \
                     another one meanwhile: after {} additions ({} errors) the number is {now}{}. Does the server let \
                     others come in between, in the middle of an `add`?",
                    told.all_calls(),
                    told.errors(),
                    told.twice().map_or(String::new(), |number| format!("; two were told {number}"))
                ),
            );
        }
    }

    fn the_server_gives_no_text_away_twice(scene: &Scene) {
        const TEXTS: u64 = 800;
        let (manager, server) = started(scene);
        let list = manager.list();
        for number in 1..=TEXTS {
            fine(scene, list.push(&number.to_string()), "`push`");
        }
        let told = within_the_server(scene, server, TEXTS - 10, || {
            list.pop().ok().flatten().and_then(|text| text.parse().ok()).unwrap_or(0)
        });
        let left = fine(scene, list.items(), "`items`").len() as u64;
        if told.twice().is_some() || told.errors() > 0 || left != TEXTS - told.all_calls() {
            scene.fail(
                Verdict::CheckThenAct,
                format!(
                    "the server was held again and again while it did a `pop` for one client, and did others for another \
                     one meanwhile: of {TEXTS} texts {left} are left after {} calls, {} of which got none{}. Does the \
                     server let others come in between, in the middle of a `pop`?",
                    told.all_calls(),
                    told.errors(),
                    told.twice().map_or(String::new(), |text| format!("; two got the text {text}"))
                ),
            );
        }
    }

    fn whoever_is_killed_in_a_call_keeps_nobody_waiting(scene: &Scene) {
        let (manager, _) = started(scene);
        let (dict, told, mut ones, mut calls) = (manager.dict(), words(), 0, 0);
        killed_at_each(
            || {
                let _ = dict.add("n", 1);
            },
            |point| {
                let seen = apart(|| note(&told[0], dict.add("n", 100)));
                let when = format!("after ann was killed before her call {}, {}", point.number, point.call);
                ended(scene, &seen, "ben", &when);
                // What she had asked for may be done before ben's call, or later, or never.
                calls += 1;
                let now = told[0].load(Relaxed);
                let right = ones..=calls;
                ones = now.wrapping_sub(100 * calls);
                if !right.contains(&ones) {
                    scene.fail(
                        Verdict::WrongResult,
                        format!(
                            "ann was killed {calls} times when adding 1, and ben has added 100 each time: he was told \
                             that the sum is {now}"
                        ),
                    );
                }
            },
        );
    }

    fn nothing_piles_up(scene: &Scene) {
        // Few descriptors, for this process and for the server.
        let (_, most) = getrlimit(Resource::RLIMIT_NOFILE).expect("there is a limit");
        setrlimit(Resource::RLIMIT_NOFILE, 40, most).expect("a process may have less");
        let (manager, _) = started(scene);
        let dict = manager.dict();
        for number in 1..=100 {
            gives(scene, dict.add("n", 1), number, &format!("call {number} of 100, with 40 descriptors at most,"));
        }
    }

    fn a_manager_that_is_dropped_ends_its_server(scene: &Scene) {
        let (manager, server) = started(scene);
        let (dict, list) = (manager.dict(), manager.list());
        gives(scene, dict.set("n", 1), (), "`set`");
        drop(manager);
        // One that was killed a moment ago is on its way to its end.
        settle(getpid());
        match process::state(server) {
            State::Gone => {}
            State::Zombie => scene.fail(Verdict::ZombieLeft, "the manager was dropped, and nobody has waited \
                for its server"),
            state => scene.fail(Verdict::OrphanLeft, format!("the manager was dropped, and its server {state}")),
        }
        fails(scene, dict.get("n"), "`get` after the manager was dropped");
        fails(scene, list.push("a"), "`push` after the manager was dropped");
    }

    fn a_forked_copy_that_is_dropped_ends_nothing(scene: &Scene) {
        let (manager, _) = started(scene);
        let ann = scene.fork("ann", |_| {
            // SAFETY: this process never comes back to the original, and so it drops the manager once.
            let _copy = unsafe { std::ptr::read(&manager) };
        });
        ann.join();
        gives(scene, manager.dict().add("n", 1), 1, "`add`, after a child has dropped its copy of the manager,");
    }

    fn a_server_that_was_killed_is_an_error(scene: &Scene) {
        let (manager, server) = started(scene);
        let (dict, list) = (manager.dict(), manager.list());
        gives(scene, dict.set("n", 1), (), "`set`");
        kill(server, Signal::SIGKILL).expect("it is there");
        settle(getpid());
        fails(scene, dict.add("n", 1), "`add` after the server was killed");
        fails(scene, list.items(), "`items` after the server was killed");
    }

    fn a_server_whose_owner_was_killed_ends(scene: &Scene) {
        adopt_orphans();
        let boss = scene.fork("boss", |me| {
            let manager = Manager::start().expect("a manager");
            manager.dict().set("n", 1).expect("it answers");
            me.stop_at("started");
        });
        boss.expect_at("started");
        boss.kill();
        orphans_end(scene, "when the process was killed that had started the manager");
        orphaned_at_each(|| std::mem::forget(Manager::start()));
        orphans_end(scene, "when a process was killed while the server of its manager began its work");
    }

    fn nothing_is_left_in_the_file_system(scene: &Scene) {
        let folder = temporary(scene);
        let (manager, _) = started(scene);
        gives(scene, manager.dict().set("n", 1), (), "`set`");
        drop(manager);
        let left: Vec<_> = std::fs::read_dir(&folder).expect("it is there").flatten().collect();
        if let Some(entry) = left.first() {
            scene.fail(
                Verdict::NameLeft,
                format!(
                    "the manager was dropped, and has left a file behind, whose name has {} letters",
                    entry.file_name().len()
                ),
            );
        }
    }

    fn half_a_request_keeps_nobody_waiting(scene: &Scene) {
        standing_still::half_a_request_keeps_nobody_waiting(scene);
    }

    fn a_reply_that_is_not_read_keeps_nobody_waiting(scene: &Scene) {
        standing_still::a_reply_that_is_not_read_keeps_nobody_waiting(scene);
    }
}
