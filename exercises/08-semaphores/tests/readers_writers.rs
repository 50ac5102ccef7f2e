//! What `src/readers_writers.rs` promises, in every interleaving.

use std::mem::forget;

use interleave::sync::Barrier;
use interleave::sync::atomic::{AtomicUsize, Ordering};
use interleave::{Explorer, Verdict, check, require, thread, unexplored};
use semaphores::readers_writers::{Door, Reading, Writing};

#[path = "readers_writers/archive.rs"]
mod archive;
#[path = "support/asleep.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod asleep;
#[path = "support/quiet.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod quiet;
#[path = "readers_writers/turns.rs"]
mod turns;

use archive::Archive;
use asleep::check_asleep;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn() -> Door = Door::new;
const _: for<'a> fn(&'a Door) -> Reading<'a> = Door::read;
const _: for<'a> fn(&'a Door) -> Writing<'a> = Door::write;

#[test]
fn who_is_alone_never_waits() {
    check(|| {
        let door = Door::new();
        drop(door.write());
        drop(door.read());
        drop(door.read());
        drop(door.write());
        drop(door.write());
    });
}

#[test]
fn a_writer_is_inside_alone() {
    check(|| {
        let archive = Archive::new();
        thread::scope(|s| {
            let anna = s.spawn(|| archive.write("anna"));
            let ben = s.spawn(|| archive.write("ben"));
            anna.join().unwrap();
            ben.join().unwrap();
        });
    });
    check(|| {
        let archive = Archive::new();
        thread::scope(|s| {
            let anna = s.spawn(|| archive.write("anna"));
            let ben = s.spawn(|| archive.read("ben"));
            let cleo = s.spawn(|| archive.read("cleo"));
            anna.join().unwrap();
            ben.join().unwrap();
            cleo.join().unwrap();
        });
    });
}

#[test]
fn one_after_the_other_any_number_of_times() {
    check(|| {
        let archive = Archive::new();
        thread::scope(|s| {
            let anna = s.spawn(|| {
                archive.write("anna");
                archive.read("anna");
            });
            let ben = s.spawn(|| {
                archive.read("ben");
                archive.write("ben");
            });
            anna.join().unwrap();
            ben.join().unwrap();
        });
    });
}

/// In `scene` readers wait inside until all of them are there.
#[track_caller]
fn check_together(what: &str, scene: fn()) {
    let report = Explorer::new().explore(scene);
    match report.verdict {
        Verdict::Passed => {}
        Verdict::Deadlock => report.fail_as(
            Verdict::RanSerially,
            format!(
                "{what}, and somebody waits until another one has left: what is it waiting for?"
            ),
        ),
        _ => report.fail(),
    }
}

#[test]
fn readers_are_inside_together() {
    check_together("three come to read, and nobody comes to write", || {
        let (door, all_inside) = (Door::new(), Barrier::new(3));
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    let _reading = door.read();
                    all_inside.wait();
                });
            }
        });
    });
}

#[test]
fn readers_who_waited_together_go_in_together() {
    check_together("somebody writes, two come to read, the writer leaves", || {
        let (door, all_inside) = (Door::new(), Barrier::new(2));
        thread::scope(|s| {
            let writing = door.write();
            for _ in 0..2 {
                s.spawn(|| {
                    let _reading = door.read();
                    all_inside.wait();
                });
            }
            drop(writing);
        });
    });
}

/// One real thread is enough.
#[test]
fn a_long_day_comes_to_its_end() {
    unexplored(|| {
        let door = Door::new();
        for _ in 0..35_000 {
            drop(door.read());
            drop(door.write());
        }
    });
}

#[test]
fn two_doors_know_nothing_of_each_other() {
    check(|| {
        let (archive, library) = (Door::new(), Door::new());
        let writing = archive.write();
        // Whoever waited here would wait for ever.
        drop(library.read());
        drop(library.write());
        drop(writing);
    });
}

/// One real thread is enough.
#[test]
fn any_number_of_readers_is_inside_together() {
    unexplored(|| {
        let door = Door::new();
        for _ in 0..70_000 {
            // They stay: should one of them panic at the door, no other one is on its way out.
            forget(door.read());
        }
    });
}

#[test]
fn a_wake_up_for_no_reason_lets_nobody_in() {
    Explorer::new().spurious_wakeups(2).check(|| {
        let archive = Archive::new();
        thread::scope(|s| {
            let anna = s.spawn(|| archive.write("anna"));
            let ben = s.spawn(|| archive.read("ben"));
            archive.write("cleo");
            anna.join().unwrap();
            ben.join().unwrap();
        });
    });
}

#[test]
fn who_panics_inside_leaves_all_the_same() {
    check(|| {
        let door = Door::new();
        thread::scope(|s| {
            let anna = s.spawn(|| {
                let _reading = door.read();
                panic!("anna panics while she reads");
            });
            require!(anna.join().is_err(), WrongResult, "anna panicked, and her thread ended well");
            let ben = s.spawn(|| {
                let _writing = door.write();
                panic!("ben panics while he writes");
            });
            require!(ben.join().is_err(), WrongResult, "ben panicked, and his thread ended well");
        });
        drop(door.read());
        drop(door.write());
    });
}

#[test]
fn who_waits_sleeps() {
    check_asleep("a writer who comes while somebody reads", || {
        let door = Door::new();
        let _reading = door.read();
        thread::scope(|s| {
            s.spawn(|| drop(door.write()));
        });
    });
    check_asleep("a reader who comes while somebody writes", || {
        let door = Door::new();
        let _writing = door.write();
        thread::scope(|s| {
            s.spawn(|| drop(door.read()));
        });
    });
    check_asleep("a writer who comes while somebody writes", || {
        let door = Door::new();
        let _writing = door.write();
        thread::scope(|s| {
            s.spawn(|| drop(door.write()));
        });
    });
}

#[test]
fn what_a_writer_wrote_the_next_one_sees() {
    Explorer::new().weak_memory(true).check(|| {
        let (door, note) = (Door::new(), AtomicUsize::new(0));
        let seen = thread::scope(|s| {
            let write = || {
                let writing = door.write();
                let earlier = note.load(Ordering::Relaxed);
                note.store(earlier + 1, Ordering::Relaxed);
                drop(writing);
            };
            let anna = s.spawn(write);
            let ben = s.spawn(write);
            let reading = door.read();
            let (first, second) = (note.load(Ordering::Relaxed), note.load(Ordering::Relaxed));
            drop(reading);
            anna.join().unwrap();
            ben.join().unwrap();
            (first, second)
        });
        let sum = note.load(Ordering::Relaxed);
        require!(
            sum == 2 && seen.0 == seen.1,
            StaleRead,
            "two writers added 1, and the sum is {sum}; a reader looked twice during one visit, and saw {} and {}",
            seen.0,
            seen.1
        );
    });
}
