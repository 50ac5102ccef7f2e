//! Parents and children, and what a child has of its parent: descriptors, the `FileLock`, a guard.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicI32, Ordering};
use std::{fs, io, thread};

use forktest::Scene;
use forktest::held::{Before, held_at_each};
use forktest::process::{State, state};
use interleave::require;
use nix::sys::prctl;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork, gettid, pause};

use super::turns::{must_come_in, must_wait};
use super::{lock, open, try_lock, visit};

pub(super) fn a_child_has_no_part_in_its_parents_lock(scene: &Scene) {
    // The lock is opened once, before the forks.
    let path = scene.path("key");
    let key = open(&path);
    let ann = scene.fork("ann", |me| {
        let guard = lock(&key);
        me.stop_at("inside");
        drop(guard);
    });
    ann.expect_at("inside");
    require!(
        try_lock(&key).is_none(),
        TwoInside,
        "a child is inside, and its parent came in, with the `FileLock` that both have"
    );
    let ben = scene.fork("ben", |me| {
        let guard = lock(&key);
        me.stop_at("inside");
        drop(guard);
    });
    must_wait(scene, &ben, "ben", "ann");
    ann.go();
    must_come_in(scene, &ben, "ben", "ann has come out");
    require!(try_lock(&key).is_none(), TwoInside, "ben is inside, and his parent came in");
}

pub(super) fn a_child_that_was_born_inside_can_lock_later(scene: &Scene) {
    let path = scene.path("key");
    let key = open(&path);
    let guard = lock(&key);
    let child = scene.fork("child", |me| {
        let guard = lock(&key);
        me.stop_at("inside");
        drop(guard);
    });
    must_wait(scene, &child, "the child", "its parent");
    drop(guard);
    must_come_in(scene, &child, "the child", "its parent's guard is gone");
}

pub(super) fn a_child_that_lives_on_does_not_keep_the_lock(scene: &Scene) {
    let path = scene.path("key");
    let ben = scene.fork("ben", |me| {
        me.stop_at("the door");
        visit(me, &path);
    });
    ben.expect_at("the door");
    let key = open(&path);
    let guard = lock(&key);
    let child = scene.fork("child", |me| me.stop_at("its own work"));
    child.expect_at("its own work");
    ben.go();
    must_wait(scene, &ben, "ben", "the test");
    drop(guard);
    must_come_in(
        scene,
        &ben,
        "ben",
        "the test's guard is gone, and a child that was forked meanwhile has a copy of it",
    );
}

pub(super) fn a_child_of_a_holder_that_inherited_its_key_does_not_keep_the_lock(scene: &Scene) {
    let key = open(&scene.path("key"));
    let ann = scene.fork("ann", |me| {
        let guard = lock(&key);
        let child = idle();
        drop(guard);
        me.stop_at("outside");
        let _ = kill(child, Signal::SIGKILL);
        let _ = waitpid(child, None);
    });
    ann.expect_at("outside");
    require!(
        try_lock(&key).is_some(),
        LockLeftLocked,
        "ann has the `FileLock` of her parent. She locked it, forked, and dropped her guard. Her child lives on, and \
         the lock is still taken"
    );
}

/// A child that does nothing, until its parent ends.
fn idle() -> Pid {
    // SAFETY: a process with process tests has one thread, so no lock is held that the child would wait for.
    match unsafe { fork() }.expect("one more process") {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            let _ = prctl::set_pdeathsig(Signal::SIGKILL);
            loop {
                pause();
            }
        }
    }
}

pub(super) fn a_panic_gives_the_lock_back_while_a_child_lives_on(scene: &Scene) {
    let key = open(&scene.path("key"));
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        let _guard = lock(&key);
        scene.fork("child", |me| me.stop_at("its own work")).expect_at("its own work");
        resume_unwind(Box::new("an accident inside"));
    }));
    require!(panicked.is_err(), WrongResult, "the panic inside should go on");
    require!(
        try_lock(&key).is_some(),
        LockLeftLocked,
        "the holder panicked, a child that it had forked lives on, and `try_lock` finds the lock taken"
    );
}

pub(super) fn trying_never_sleeps(scene: &Scene) {
    let path = scene.path("key");
    let ann = scene.fork("ann", |me| visit(me, &path));
    ann.expect_at("inside");
    held_at_each(
        Before::Calls,
        || drop(try_lock(&open(&path))),
        |ben| {
            let sleeps = ["nanosleep", "poll", "select"];
            require!(
                !sleeps.contains(&ben.call.as_str()),
                WrongResult,
                "`try_lock` should return at once. Ann is inside, ben tries, and was {ben}"
            );
        },
    );
}

pub(super) fn a_thread_that_waited_for_another_comes_in(scene: &Scene) {
    let path = scene.path("key");
    let ann = scene.fork("ann", |me| {
        let key = open(&path);
        let guard = lock(&key);
        let number = AtomicI32::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                number.store(gettid().as_raw(), Ordering::SeqCst);
                drop(lock(&key));
            });
            while !asleep(number.load(Ordering::SeqCst)) {
                thread::yield_now();
            }
            drop(guard);
        });
        me.stop_at("both outside");
    });
    must_come_in(
        scene,
        &ann,
        "the other",
        "a thread has dropped its guard, for which another one waited",
    );
}

/// Whether the thread of this process with that number sleeps.
fn asleep(thread: i32) -> bool {
    let stat = fs::read_to_string(format!("/proc/self/task/{thread}/stat")).unwrap_or_default();
    stat.rsplit_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with('S'))
}

pub(super) fn a_child_cannot_give_back_its_parents_lock(scene: &Scene) {
    let path = scene.path("key");
    let key = open(&path);
    let guard = Cell::new(Some(lock(&key)));
    let child = scene.fork("child", |me| {
        drop(guard.take());
        me.stop_at("its own work");
    });
    child.expect_at("its own work");
    let ben = scene.fork("ben", |me| visit(me, &path));
    must_wait(scene, &ben, "ben", "the test (a child dropped its copy of the guard)");
    child.join();
    must_wait(scene, &ben, "ben", "the test (a child with a copy of the guard has ended)");
    drop(guard.take());
    must_come_in(scene, &ben, "ben", "the test's guard is gone");
}

pub(super) fn a_program_that_a_holder_started_does_not_keep_the_lock(scene: &Scene) {
    let path = scene.path("key");
    let (reader, writer) = io::pipe().expect("a pipe");
    let pid_file = scene.path("pid");
    let ann = scene.fork("ann", |me| {
        let key = open(&path);
        let guard = lock(&key);
        // It runs until its input ends.
        let cat = Command::new("cat")
            .stdin(reader.try_clone().expect("a pipe"))
            .stdout(Stdio::null())
            .spawn();
        let cat = cat.expect("there is a `cat`");
        fs::write(&pid_file, cat.id().to_string()).expect("the folder is writable");
        me.stop_at("inside");
        drop((guard, cat));
    });
    ann.expect_at("inside");
    let ben = scene.fork("ben", |me| visit(me, &path));
    must_wait(scene, &ben, "ben", "ann");
    ann.kill();
    must_come_in(scene, &ben, "ben", "ann was killed, and a program that she started runs on");
    ben.join();
    drop(writer);
    let pid = fs::read_to_string(&pid_file).expect("ann wrote it").parse().expect("a number");
    while !matches!(state(Pid::from_raw(pid)), State::Zombie | State::Gone) {
        thread::yield_now();
    }
}
