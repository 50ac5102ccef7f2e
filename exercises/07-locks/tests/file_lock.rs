//! What `src/file_lock.rs` promises, between real processes.

use std::path::{Path, PathBuf};
use std::{fs, io, thread};

use forktest::{Me, Scene, Seen, points};
use interleave::{Verdict, require};
use locks::file_lock::{FileGuard, FileLock};

#[path = "file_lock/families.rs"]
mod families;
#[path = "file_lock/system.rs"]
mod system;
#[path = "support/turns.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod turns;

use turns::{must_come_in, must_wait};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(&Path) -> io::Result<FileLock> = FileLock::open;
const _: for<'a> fn(&'a FileLock) -> io::Result<FileGuard<'a>> = FileLock::lock;
const _: for<'a> fn(&'a FileLock) -> io::Result<Option<FileGuard<'a>>> = FileLock::try_lock;

fn open(path: &Path) -> FileLock {
    FileLock::open(path).unwrap_or_else(|error| panic!("`open` failed: {error}"))
}

fn lock(lock: &FileLock) -> FileGuard<'_> {
    lock.lock().unwrap_or_else(|error| panic!("`lock` failed: {error}"))
}

fn try_lock(lock: &FileLock) -> Option<FileGuard<'_>> {
    lock.try_lock().unwrap_or_else(|error| panic!("`try_lock` failed: {error}"))
}

/// Opens the lock, goes inside, stands there, and comes out.
fn visit(me: &Me<'_>, path: &Path) {
    let key = open(path);
    let guard = lock(&key);
    me.stop_at("inside");
    drop(guard);
}

/// A ticket file with a number in it.
fn ticket_file(scene: &Scene) -> PathBuf {
    let path = scene.path("tickets");
    fs::write(&path, "17\n").expect("the folder is writable");
    path
}

forktest::tests! {
    fn a_lock_is_taken_and_given_back(scene: &Scene) {
        let path = scene.path("new");
        let key = open(&path);
        require!(path.is_file(), WrongResult, "`open` should make the file if it is missing");
        for round in 1..=3 {
            let guard = lock(&key);
            require!(
                try_lock(&key).is_none() && try_lock(&open(&path)).is_none(),
                TwoInside,
                "there is a guard, and `try_lock` gave a second one to the same process (round {round})"
            );
            drop(guard);
            let guard = try_lock(&key);
            require!(
                guard.is_some(),
                LockLeftLocked,
                "the guard is gone, and `try_lock` finds the lock taken (round {round})"
            );
        }
    }

    fn two_processes_are_never_inside_at_once(scene: &Scene) {
        let path = scene.path("key");
        let ann = scene.fork("ann", |me| visit(me, &path));
        ann.expect_at("inside");
        let ben = scene.fork("ben", |me| visit(me, &path));
        must_wait(scene, &ben, "ben", "ann");
        ann.go();
        must_come_in(scene, &ben, "ben", "ann has come out");
    }

    fn what_is_in_the_file_stays(scene: &Scene) {
        let path = scene.path("tickets");
        for content in ["17\n", ""] {
            fs::write(&path, content).expect("the folder is writable");
            let ann = scene.fork("ann", |me| visit(me, &path));
            ann.expect_at("inside");
            let left = fs::read_to_string(&path).ok();
            require!(
                left.as_deref() == Some(content),
                WrongResult,
                "the file held {content:?}, and while ann is inside it holds {left:?}"
            );
            ann.join();
            let left = fs::read_to_string(&path).ok();
            require!(
                left.as_deref() == Some(content),
                WrongResult,
                "the file held {content:?}, and after ann came out it holds {left:?}"
            );
        }
    }

    fn three_come_in_one_after_the_other(scene: &Scene) {
        let path = scene.path("key");
        let ann = scene.fork("ann", |me| visit(me, &path));
        ann.expect_at("inside");
        let ben = scene.fork("ben", |me| visit(me, &path));
        must_wait(scene, &ben, "ben", "ann");
        ann.join();
        must_come_in(scene, &ben, "ben", "ann has come out");
        // Is the file that ben locked still the one that cid opens?
        let cid = scene.fork("cid", |me| visit(me, &path));
        must_wait(scene, &cid, "cid", "ben");
        ben.join();
        must_come_in(scene, &cid, "cid", "ben has come out");
    }

    fn trying_does_not_wait(scene: &Scene) {
        let path = scene.path("key");
        let ann = scene.fork("ann", |me| visit(me, &path));
        ann.expect_at("inside");
        let ben = scene.fork("ben", |me| {
            let key = open(&path);
            let guard = try_lock(&key);
            me.stop_at(if guard.is_some() { "inside" } else { "outside" });
        });
        match ben.seen() {
            Seen::At(place) if place == "outside" => {}
            Seen::At(_) => {
                scene.fail(Verdict::TwoInside, "ben tried while ann was inside, and came in")
            }
            Seen::Ended(_) => ben.expect_at("outside"),
            seen => scene.fail(
                Verdict::WrongResult,
                format!("`try_lock` should return at once, and ben {seen}"),
            ),
        }
        ben.join();
        let key = open(&path);
        require!(
            try_lock(&key).is_none(),
            TwoInside,
            "ben tried and went away, and then the test came in beside ann"
        );
        ann.join();
        require!(
            try_lock(&key).is_some(),
            LockLeftLocked,
            "ann has come out, and `try_lock` finds the lock taken"
        );
    }

    fn trying_never_sleeps(scene: &Scene) {
        families::trying_never_sleeps(scene);
    }

    fn a_thread_waits_for_another_of_its_process(scene: &Scene) {
        let path = scene.path("key");
        let ann = scene.fork("ann", |me| {
            let key = open(&path);
            let guard = lock(&key);
            // Ann waits, with the guard in her hand, for a thread that wants one as well.
            thread::scope(|s| drop(s.spawn(|| drop(lock(&key)))));
            me.stop_at("both inside");
            drop(guard);
        });
        match ann.seen() {
            Seen::Asleep(_) => ann.kill(),
            Seen::At(_) => scene.fail(
                Verdict::TwoInside,
                "ann was inside, and so was another thread of her process",
            ),
            Seen::Ended(_) => ann.expect_at("the inside"),
            seen => scene.fail(
                Verdict::NoProgress,
                format!("a thread should sleep while another one is inside, and ann {seen}"),
            ),
        }
    }

    fn a_thread_that_waited_for_another_comes_in(scene: &Scene) {
        families::a_thread_that_waited_for_another_comes_in(scene);
    }

    fn two_files_are_two_locks(scene: &Scene) {
        let (tickets, coats) = (scene.path("tickets"), scene.path("coats"));
        let ann = scene.fork("ann", |me| visit(me, &tickets));
        ann.expect_at("inside");
        let ben = scene.fork("ben", |me| visit(me, &coats));
        if !matches!(ben.seen(), Seen::At(_) | Seen::Ended(_)) {
            scene.fail(
                Verdict::RanSerially,
                "ann has the tickets, ben wants the coats, and ben waits",
            );
        }
        ben.expect_at("inside");
        ann.join();
        ben.join();
        let cid = scene.fork("cid", |me| {
            let (tickets, coats) = (open(&tickets), open(&coats));
            let both = (lock(&tickets), lock(&coats));
            me.stop_at("inside both");
            drop(both);
        });
        if !matches!(cid.seen(), Seen::At(_) | Seen::Ended(_)) {
            scene.fail(
                Verdict::RanSerially,
                "cid has the tickets, wants the coats as well, which nobody has, and waits",
            );
        }
        cid.expect_at("inside both");
    }

    fn a_child_has_no_part_in_its_parents_lock(scene: &Scene) {
        families::a_child_has_no_part_in_its_parents_lock(scene);
    }

    fn a_child_that_was_born_inside_can_lock_later(scene: &Scene) {
        families::a_child_that_was_born_inside_can_lock_later(scene);
    }

    fn nobody_takes_the_lock_away_by_looking(scene: &Scene) {
        let path = ticket_file(scene);
        let ann = scene.fork("ann", |me| {
            let key = open(&path);
            let guard = lock(&key);
            // Ann's own process opens and closes the same file.
            drop(try_lock(&open(&path)));
            drop(fs::read_to_string(&path));
            me.stop_at("inside");
            drop(guard);
        });
        ann.expect_at("inside");
        let ben = scene.fork("ben", |me| visit(me, &path));
        must_wait(scene, &ben, "ben", "ann (who has looked into the file meanwhile)");
        ann.go();
        must_come_in(scene, &ben, "ben", "ann has come out");
    }

    fn a_child_that_lives_on_does_not_keep_the_lock(scene: &Scene) {
        families::a_child_that_lives_on_does_not_keep_the_lock(scene);
    }

    fn a_child_of_a_holder_that_inherited_its_key_does_not_keep_the_lock(scene: &Scene) {
        families::a_child_of_a_holder_that_inherited_its_key_does_not_keep_the_lock(scene);
    }

    fn a_panic_gives_the_lock_back_while_a_child_lives_on(scene: &Scene) {
        families::a_panic_gives_the_lock_back_while_a_child_lives_on(scene);
    }

    fn a_child_cannot_give_back_its_parents_lock(scene: &Scene) {
        families::a_child_cannot_give_back_its_parents_lock(scene);
    }

    fn a_holder_that_panics_gives_the_lock_back(scene: &Scene) {
        let path = scene.path("key");
        let key = open(&path);
        let panicked = std::panic::catch_unwind(|| {
            let _guard = lock(&key);
            std::panic::resume_unwind(Box::new("an accident inside"));
        });
        require!(panicked.is_err(), WrongResult, "the panic inside should go on");
        require!(
            try_lock(&key).is_some(),
            LockLeftLocked,
            "the holder panicked, and `try_lock` finds the lock taken"
        );
    }

    fn a_holder_that_is_killed_gives_the_lock_back(scene: &Scene) {
        let path = ticket_file(scene);
        let ann = scene.fork("ann", |me| visit(me, &path));
        ann.expect_at("inside");
        let ben = scene.fork("ben", |me| visit(me, &path));
        must_wait(scene, &ben, "ben", "ann");
        ann.kill();
        must_come_in(scene, &ben, "ben", "ann was killed inside");
        ben.kill();
        let cid = scene.fork("cid", |me| visit(me, &path));
        must_come_in(scene, &cid, "cid", "ben was killed inside as well");
    }

    fn wherever_a_process_is_killed_the_lock_is_not_lost(scene: &Scene) {
        let path = ticket_file(scene);
        let points = points::killed_at_each(
            || {
                let key = open(&path);
                drop(lock(&key));
                drop(try_lock(&key));
            },
            |point| {
                let key = open(&path);
                require!(
                    try_lock(&key).is_some(),
                    LockLeftLocked,
                    "a process was killed before its system call {} ({}), and nobody can take the lock any more",
                    point.number,
                    point.call
                );
            },
        );
        require!(
            points > 0,
            WrongResult,
            "`open` and `lock` made no system call, so no other process knows"
        );
        let left = fs::read_to_string(&path).ok();
        require!(
            left.as_deref() == Some("17\n"),
            WrongResult,
            "the file held 17, and now it holds {left:?}"
        );
    }

    fn nobody_slips_in_between_two_steps(scene: &Scene) {
        system::nobody_slips_in_between_two_steps(scene);
    }

    fn a_program_that_a_holder_started_does_not_keep_the_lock(scene: &Scene) {
        families::a_program_that_a_holder_started_does_not_keep_the_lock(scene);
    }

    fn a_signal_does_not_end_the_waiting(scene: &Scene) {
        system::a_signal_does_not_end_the_waiting(scene);
    }

    fn a_folder_that_is_missing_is_an_error(scene: &Scene) {
        let key = FileLock::open(&scene.path("no/such/folder"));
        let told = key.and_then(|key| key.lock().map(drop));
        require!(
            told.is_err(),
            WrongResult,
            "there is no such folder, and neither `open` nor `lock` says so"
        );
    }

    fn a_process_without_descriptors_is_told_so(scene: &Scene) {
        system::a_process_without_descriptors_is_told_so(scene);
    }

    fn nothing_is_left_open(scene: &Scene) {
        // What is left is found when the test is over.
        let key = open(&scene.path("key"));
        for _ in 0..10 {
            let guard = lock(&key);
            require!(
                try_lock(&key).is_none(),
                TwoInside,
                "there is a guard, and `try_lock` gave a second one"
            );
            drop(guard);
            require!(
                try_lock(&key).is_some(),
                LockLeftLocked,
                "the guard is gone, and `try_lock` finds the lock taken"
            );
        }
    }
}
