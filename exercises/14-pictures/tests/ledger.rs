//! What `src/ledger.rs` promises. Its writers are real processes, and they are really killed.

use std::fs;
use std::io;
use std::path::Path;

use forktest::Scene;
use interleave::{Verdict, require};
use pictures::ledger::Ledger;
use pictures::record::{Record, Records};

#[path = "ledger/book.rs"]
mod book;
#[path = "ledger/limits.rs"]
mod limits;
#[path = "ledger/writers.rs"]
mod writers;

use book::{append, bridge, lines, open, tower, well};

// What the exercise gives. If a line here does not compile, something has lost its signature.
const _: fn(&Path) -> io::Result<Ledger> = Ledger::open;
const _: fn(&mut Ledger, &Record) -> io::Result<bool> = <Ledger as Records>::append;
const _: fn(&mut Ledger) -> io::Result<Vec<Record>> = <Ledger as Records>::records;

forktest::tests! {
    fn what_is_appended_is_read_back(scene: &Scene) {
        let path = scene.path("ledger");
        let records = [tower(), well(), book::odd(), book::odder(), book::long(), Record::new("", "")];
        {
            let mut ledger = open(&path);
            book::reads(&mut ledger, &[], "nobody has written anything");
            for (number, record) in records.iter().enumerate() {
                append(&mut ledger, record, true, "there was none of this path");
                book::holds(&path, &records[..=number], "right behind an `append`");
                book::reads(&mut ledger, &records[..=number], "by the ledger that has written it");
            }
        }
        book::reads(&mut open(&path), &records, "by a ledger that was opened afterwards");
        append(&mut open(&path), &bridge(), true, "there was none of this path");
        book::holds(&path, &[&records[..], &[bridge()]].concat(), "behind an `append` by another one");
    }

    fn nobody_keeps_the_lock(scene: &Scene) {
        writers::nobody_keeps_the_lock(scene);
    }

    fn a_path_has_one_record(scene: &Scene) {
        let path = scene.path("ledger");
        let mut ledger = open(&path);
        append(&mut ledger, &tower(), true, "there was none of this path");
        let other = Record::new(&tower().path, "another answer");
        append(&mut ledger, &tower(), false, "it was written by the same ledger");
        append(&mut ledger, &other, false, "the path was written by the same ledger, with another text");
        append(&mut open(&path), &other, false, "the path was written before the ledger was opened");
        // Whoever was there first does not know what others have written, unless it looks again.
        append(&mut open(&path), &bridge(), true, "there was none of this path");
        append(&mut ledger, &bridge(), false, "another ledger wrote it when this one was open");
        append(&mut ledger, &well(), true, "there was none of this path");
        book::holds(&path, &[tower(), bridge(), well()], "three paths were appended, some of them more than once");
        book::reads(&mut ledger, &[tower(), bridge(), well()], "two ledgers have written");
    }

    fn what_has_returned_stays(scene: &Scene) {
        let path = scene.path("ledger");
        let ann = scene.fork("ann", |me| {
            let mut ledger = open(&path);
            append(&mut ledger, &tower(), true, "there was none of this path");
            append(&mut ledger, &bridge(), true, "there was none of this path");
            me.stop_at("appended");
        });
        ann.expect_at("appended");
        ann.kill();
        book::holds(&path, &[tower(), bridge()], "ann was killed when `append` had returned");
    }

    fn half_a_line_is_no_record(scene: &Scene) {
        let line = bridge().to_line();
        for (number, before) in [&[][..], &[tower()], &[tower(), book::odd()]].iter().enumerate() {
            for cut in 1..line.len() {
                let path = scene.path(&format!("ledger {number} {cut}"));
                fs::write(&path, [&lines(before)[..], &line[..cut]].concat()).expect("the folder is writable");
                let moment = format!("behind {} lines there are {cut} bytes of a line", before.len());
                book::reads(&mut open(&path), before, &moment);
                append(&mut open(&path), &well(), true, &moment);
                book::holds(&path, &[before, &[well()][..]].concat(), &moment);
                append(&mut open(&path), &bridge(), true, "half a line is not a record of its path");
                book::holds(&path, &[before, &[well(), bridge()][..]].concat(), &moment);
            }
        }
    }

    fn half_a_line_may_be_long(scene: &Scene) {
        let path = scene.path("ledger");
        let line = book::long().to_line();
        for cut in [4095, 4096, 8192, 65_536, line.len() - 1] {
            fs::write(&path, [&lines(&[tower()])[..], &line[..cut]].concat()).expect("the folder is writable");
            book::reads(&mut open(&path), &[tower()], "behind a line there is a long piece of another");
            append(&mut open(&path), &book::long(), true, "half a line is not a record of its path");
            book::holds(&path, &[tower(), book::long()], "behind a line there was a long piece of another");
        }
    }

    fn half_a_line_may_come_at_any_time(scene: &Scene) {
        let path = scene.path("ledger");
        let mut ledger = open(&path);
        append(&mut ledger, &tower(), true, "there was none of this path");
        for (record, before) in [(well(), vec![tower()]), (bridge(), vec![tower(), well()])] {
            let torn = b"somewhere/tor";
            fs::write(&path, [&lines(&before)[..], torn].concat()).expect("the folder is writable");
            let moment = "another process has died in the middle of a line, when the ledger was open";
            book::reads(&mut ledger, &before, moment);
            append(&mut ledger, &record, true, moment);
            book::holds(&path, &[&before[..], &[record]].concat(), moment);
        }
    }

    fn a_write_may_be_cut_off_by_the_end_of_its_process(scene: &Scene) {
        limits::killed_in_the_middle_of_a_line(scene);
    }

    fn what_has_failed_leaves_no_record(scene: &Scene) {
        limits::what_has_failed_leaves_no_record(scene);
    }

    fn the_end_may_come_before_any_system_call(scene: &Scene) {
        writers::the_end_may_come_before_any_system_call(scene);
    }

    fn two_may_append_at_the_same_time(scene: &Scene) {
        writers::two_may_append_at_the_same_time(scene);
    }

    fn one_may_read_while_another_one_appends(scene: &Scene) {
        writers::one_may_read_while_another_one_appends(scene);
    }

    fn damage_is_not_passed_over(scene: &Scene) {
        let path = scene.path("ledger");
        for damage in [&b"no tab in it\n"[..], b"\n", b"a.png\tbad \\escape\n", b"\xff\xfe\t\xff\n"] {
            let before = [&lines(&[tower()])[..], damage, &lines(&[bridge()])].concat();
            fs::write(&path, &before).expect("the folder is writable");
            let shown = damage.escape_ascii();
            for (call, failed) in [
                ("records", open(&path).records().err()),
                ("append", open(&path).append(&well()).err()),
            ] {
                require!(
                    failed.as_ref().is_some_and(|error| error.kind() == io::ErrorKind::InvalidData),
                    WrongResult,
                    "between two lines there is `{shown}`, which is no record. `{call}` is to fail with `InvalidData`: {failed:?}"
                );
            }
            let after = fs::read(&path).expect("it is there");
            if after != before {
                scene.fail(
                    Verdict::MessageLost,
                    format!("between two lines there is `{shown}`, which is no record, and the file was changed: `{}`", after.escape_ascii()),
                );
            }
        }
    }
}
