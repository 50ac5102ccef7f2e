//! Whose turn it is: who came first, and who may not overtake.

use interleave::sync::Barrier;
use interleave::{Explorer, check, require, thread};

use super::archive::Archive;
use super::quiet::until_all_wait;

/// For scenes that are forced for the most part: what is left to chance is little.
fn few() -> Explorer {
    Explorer::new().budget(6_000)
}

/// A writer waits while somebody reads, and then another reader comes.
#[test]
fn a_later_reader_does_not_overtake_a_writer() {
    few().check(|| {
        let archive = Archive::new();
        thread::scope(|s| {
            let reading = archive.door.read();
            let anna = s.spawn(|| archive.write("anna, who writes"));
            until_all_wait();
            let ben = s.spawn(|| archive.read("ben"));
            let cleo = s.spawn(|| archive.read("cleo"));
            until_all_wait();
            let early = archive.went_in();
            require!(
                early.is_empty(),
                Starved,
                "somebody reads, anna waits to write, then ben and cleo come to read, and these went in: {early:?}. \
                 As long as there are enough readers, anna waits for ever"
            );
            drop(reading);
            anna.join().unwrap();
            ben.join().unwrap();
            cleo.join().unwrap();
        });
        let order = archive.went_in();
        require!(
            order[0] == "anna, who writes",
            Starved,
            "anna waited to write, ben and cleo came later to read, and they went in like this: {order:?}"
        );
    });
}

/// While somebody writes, `first` comes, and then a writer.
fn before_a_later_writer(first: &'static str, how: fn(&Archive, &'static str)) {
    let archive = Archive::new();
    thread::scope(|s| {
        let writing = archive.door.write();
        let ben = s.spawn(|| how(&archive, first));
        until_all_wait();
        let cleo = s.spawn(|| archive.write("cleo, who writes"));
        until_all_wait();
        let early = archive.went_in();
        require!(early.is_empty(), TwoInside, "somebody writes, and these went in: {early:?}");
        drop(writing);
        ben.join().unwrap();
        cleo.join().unwrap();
    });
    let order = archive.went_in();
    require!(
        order[0] == first,
        Starved,
        "somebody writes, {first} waits, then cleo comes to write, and they went in like this: {order:?}. As long as \
         there are enough writers, {first} waits for ever"
    );
}

#[test]
fn a_later_writer_overtakes_nobody() {
    check(|| before_a_later_writer("ben, who reads,", Archive::read));
    check(|| before_a_later_writer("ben, who writes,", Archive::write));
}

/// The row: a reader inside, a writer, a reader, a writer.
#[test]
fn in_a_mixed_row_no_writer_overtakes() {
    few().check(|| {
        let archive = Archive::new();
        thread::scope(|s| {
            let reading = archive.door.read();
            let anna = s.spawn(|| archive.write("anna"));
            until_all_wait();
            let ben = s.spawn(|| archive.read("ben"));
            until_all_wait();
            let cleo = s.spawn(|| archive.write("cleo"));
            until_all_wait();
            drop(reading);
            anna.join().unwrap();
            ben.join().unwrap();
            cleo.join().unwrap();
        });
        let order = archive.went_in();
        require!(
            order == ["anna", "ben", "cleo"],
            Starved,
            "somebody reads; anna comes to write, then ben to read, then cleo to write, and they went in like this: \
             {order:?}"
        );
    });
}

/// Two writers wait. The first of them has been inside, and readers come.
#[test]
fn the_second_writer_is_not_overtaken_either() {
    few().check(|| {
        let (archive, leave, go) = (Archive::new(), Barrier::new(2), Barrier::new(2));
        thread::scope(|s| {
            let reading = archive.door.read();
            s.spawn(|| {
                let writing = archive.door.write();
                leave.wait();
                drop(writing);
            });
            until_all_wait();
            let cleo = s.spawn(|| archive.write("cleo, who writes"));
            until_all_wait();
            drop(reading);
            until_all_wait();
            s.spawn(|| {
                let reading = archive.door.read();
                go.wait();
                drop(reading);
            });
            until_all_wait();
            leave.wait();
            until_all_wait();
            // Either cleo has been inside by now, or she waits for the one who reads.
            let before = archive.went_in();
            let dora = s.spawn(|| archive.read("dora"));
            until_all_wait();
            let after = archive.went_in();
            require!(
                !before.is_empty() || after.is_empty(),
                Starved,
                "anna wrote while cleo waited to write and ben to read; anna left, ben went in; then dora came to read, \
                 and these went in while ben was inside and cleo waited: {after:?}"
            );
            go.wait();
            cleo.join().unwrap();
            dora.join().unwrap();
        });
    });
}

/// A reader waits only for writers.
#[test]
fn a_reader_who_waits_for_nobody_goes_in() {
    check(|| {
        let archive = Archive::new();
        thread::scope(|s| {
            let reading = archive.door.read();
            // If this one waited, it would wait for ever.
            s.spawn(|| archive.read("ben")).join().unwrap();
            drop(reading);
            archive.write("anna");
            let reading = archive.door.read();
            s.spawn(|| archive.read("ben")).join().unwrap();
            drop(reading);
        });
    });
}
