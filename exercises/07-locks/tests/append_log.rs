//! What `src/append_log.rs` promises, between real processes, some of which are killed.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use forktest::held::{Before, apart, held_at_each};
use forktest::{Actor, Scene, Seen, points};
use interleave::{Verdict, require};
use locks::append_log::{AppendLog, records};
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use nix::sys::wait::WaitStatus;

#[path = "append_log/expected.rs"]
mod expected;
#[path = "append_log/full_disk.rs"]
mod full_disk;
#[path = "append_log/halves.rs"]
mod halves;
#[path = "append_log/overtaken.rs"]
mod overtaken;

use expected::{require_log, shown};
use overtaken::overtaken;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(&Path) -> io::Result<AppendLog> = AppendLog::open;
const _: fn(&AppendLog, &str) -> io::Result<()> = AppendLog::append;
const _: fn(&Path) -> io::Result<Vec<String>> = records;

fn open(path: &Path) -> AppendLog {
    AppendLog::open(path).unwrap_or_else(|error| panic!("`open` failed: {error}"))
}

fn append(log: &AppendLog, record: &str) {
    let done = log.append(record);
    done.unwrap_or_else(|error| panic!("`append` of {} failed: {error}", shown(record)));
}

/// A log with one record in it, and perhaps what a writer left who was killed in the middle of a write.
fn log_file(scene: &Scene, half: &str) -> PathBuf {
    let path = scene.path("log");
    fs::write(&path, format!("first\n{half}")).expect("the folder is writable");
    path
}

/// More than a writer's buffer holds.
fn long(name: &str) -> String {
    format!("{name} {}", "walks on ".repeat(3000))
}

/// Lets a process come to its end, which must be a good one.
fn done(who: &Actor<'_>) {
    if !matches!(who.join(), WaitStatus::Exited(_, 0)) {
        // It fails, with what the process said in its panic.
        who.expect_at("its end");
    }
}

forktest::tests! {
    fn records_come_back_as_they_were_written(scene: &Scene) {
        let path = scene.path("log");
        let log = open(&path);
        let told = records(&path).expect("`open` makes the file");
        require!(told.is_empty(), WrongResult, "a new log should be empty, and holds {told:?}");
        let written = [
            "the east door is closed",
            "",
            "  a lamp is out ",
            "门已关好",
            "the east door is closed",
            "the east door is closed",
            "a carriage return is no line end\r",
            "nor is\rone in the middle, nor any\u{2028}other",
        ];
        for (n, record) in written.iter().enumerate() {
            append(&log, record);
            let told = records(&path).expect("a log");
            require!(
                told.len() > n,
                MessageLost,
                "{:?} were appended, and `records` returns {told:?}",
                &written[..=n]
            );
            require!(
                told == written[..=n],
                WrongResult,
                "{:?} were appended, and `records` returns {told:?}",
                &written[..=n]
            );
        }
        let text = fs::read_to_string(&path).expect("a log");
        let expected = written.map(|record| format!("{record}\n")).concat();
        require!(
            text == expected,
            WrongResult,
            "the file should hold {expected:?}, and holds {text:?}"
        );
        append(&open(&path), "opened again");
        let told = records(&path).expect("a log");
        require!(
            told.len() == written.len() + 1 && told.last().is_some_and(|last| last == "opened again"),
            MessageLost,
            "a log of eight records was opened again, and one appended: {told:?}"
        );
    }

    fn a_record_with_a_line_end_is_refused(scene: &Scene) {
        let path = log_file(scene, "");
        for record in ["two\nlines", "\n", "one line\n"] {
            let told = open(&path).append(record).map_err(|error| error.kind());
            require!(
                told == Err(ErrorKind::InvalidInput),
                WrongResult,
                "`append({record:?})` should be refused as InvalidInput, and returned {told:?}"
            );
            require_log(&path, &["first"], &[], "a record was refused");
        }
    }

    fn a_log_that_is_missing_is_an_error(scene: &Scene) {
        let told = records(&scene.path("log"));
        require!(told.is_err(), WrongResult, "there is no log, and `records` returns {told:?}");
        let told =
            AppendLog::open(&scene.path("no/such/folder")).and_then(|log| log.append("here"));
        require!(
            told.is_err(),
            WrongResult,
            "there is no such folder, and neither `open` nor `append` says so"
        );
    }

    fn the_beginning_of_a_record_is_no_record(scene: &Scene) {
        halves::the_beginning_of_a_record_is_no_record(scene);
    }

    fn the_next_record_does_not_continue_a_half_one(scene: &Scene) {
        halves::the_next_record_does_not_continue_a_half_one(scene);
    }

    fn a_half_record_of_any_length_is_taken_away(scene: &Scene) {
        halves::a_half_record_of_any_length_is_taken_away(scene);
    }

    fn what_is_no_text_is_told(scene: &Scene) {
        let path = scene.path("log");
        fs::write(&path, b"first\n\xff\nlast\n").expect("the folder is writable");
        let told = records(&path).map_err(|error| error.kind());
        require!(
            told == Err(ErrorKind::InvalidData),
            WrongResult,
            "the second of three records is not UTF-8. `records` should return InvalidData, and returns {told:?}"
        );
    }

    fn two_logs_of_a_process_are_two(scene: &Scene) {
        let (east, west) = (scene.path("east"), scene.path("west"));
        let logs = [open(&east), open(&west)];
        for (log, record) in [(0, "east 1"), (1, "west 1"), (0, "east 2"), (1, "west 2")] {
            append(&logs[log], record);
        }
        require_log(&east, &["east 1", "east 2"], &[], "a process has two logs, this is the first");
        require_log(&west, &["west 1", "west 2"], &[], "a process has two logs, this is the second");
    }

    fn a_writer_may_be_killed_in_the_middle_of_a_write(scene: &Scene) {
        let path = log_file(scene, "");
        let _ = open(&path);
        let by_ben = long("ben");
        held_at_each(
            Before::Calls,
            || append(&open(&path), "by ann"),
            |ann| {
                // Ben is killed by the system when his record makes the file too long: in its middle.
                let bens = apart(|| {
                    let (_, most) = getrlimit(Resource::RLIMIT_FSIZE).expect("a limit");
                    setrlimit(Resource::RLIMIT_FSIZE, 40, most).expect("a lower limit");
                    drop(open(&path).append(&by_ben));
                });
                match &bens {
                    Seen::Asleep(_) | Seen::Ended(WaitStatus::Signaled(..)) => {}
                    Seen::Polls(_) | Seen::Spins => scene.fail(
                        Verdict::NoProgress,
                        format!("ann was {ann}, and ben, who has to wait, {bens}"),
                    ),
                    _ => scene.fail(
                        Verdict::WrongResult,
                        format!("the disk was full in the middle of ben's record, and ben {bens}"),
                    ),
                }
                let anns = ann.go_on();
                if !matches!(anns, Seen::Ended(WaitStatus::Exited(_, 0))) {
                    let verdict = match anns {
                        Seen::Ended(_) => Verdict::Panicked,
                        Seen::Polls(_) | Seen::Spins => Verdict::NoProgress,
                        _ => Verdict::Deadlock,
                    };
                    let message =
                        format!("ann was {ann}, and ben was killed. When she went on, she {anns}");
                    scene.fail(verdict, message);
                }
                append(&open(&path), "last");
                let at = format!("ann was {ann} while ben was killed in the middle of a write");
                require_log(&path, &["first", "by ann", "last"], &[], &at);
                fs::write(&path, "first\n").expect("the folder is writable");
            },
        );
    }

    fn two_records_never_mix(scene: &Scene) {
        overtaken(scene, "", false);
    }

    fn two_records_of_one_family_never_mix(scene: &Scene) {
        overtaken(scene, "", true);
    }

    fn taking_a_half_record_away_takes_nothing_else(scene: &Scene) {
        overtaken(scene, "ann: the west d", false);
    }

    fn a_family_that_takes_a_half_record_away_takes_nothing_else(scene: &Scene) {
        overtaken(scene, "ann: the west d", true);
    }

    fn a_writer_may_be_killed_anywhere(scene: &Scene) {
        for half in ["", "ann: the west d"] {
            let path = log_file(scene, half);
            let by_ann = long("ann");
            points::killed_at_each(
                || append(&open(&path), &by_ann),
                |point| {
                    let at = format!(
                        "ann was killed before her system call {}, {}",
                        point.number, point.call
                    );
                    let ben = scene.fork("ben", |_| append(&open(&path), "last"));
                    match ben.seen() {
                        Seen::Ended(_) => done(&ben),
                        seen => {
                            scene.fail(Verdict::LockLeftLocked, format!("{at}, and ben {seen}"))
                        }
                    }
                    require_log(&path, &["first", "last"], &[&by_ann], &at);
                    fs::write(&path, format!("first\n{half}")).expect("the folder is writable");
                },
            );
        }
    }

    fn what_was_appended_survives_its_writer(scene: &Scene) {
        let path = log_file(scene, "");
        let parents = open(&path);
        let ann = scene.fork("ann", |me| {
            append(&open(&path), "by ann");
            append(&parents, "by ann, in her parent's log");
            me.stop_at("told");
        });
        ann.expect_at("told");
        ann.kill();
        require_log(
            &path,
            &["first", "by ann", "by ann, in her parent's log"],
            &[],
            "ann's `append` had returned, and she was killed",
        );
    }

    fn a_record_that_does_not_fit_is_not_there(scene: &Scene) {
        full_disk::a_record_that_does_not_fit_is_not_there(scene);
    }

    fn taking_back_what_did_not_fit_takes_nothing_else(scene: &Scene) {
        full_disk::taking_back_what_did_not_fit_takes_nothing_else(scene);
    }

    fn a_long_log_is_not_read_for_one_record(scene: &Scene) {
        let path = scene.path("log");
        fs::write(&path, "one of many\n".repeat(400_000)).expect("the folder is writable");
        let log = open(&path);
        let before = bytes_read();
        append(&log, "last");
        let read = bytes_read() - before;
        require!(
            read < 1 << 20,
            WrongResult,
            "to append 5 bytes to a log of 4.8 MB, `append` read {read} bytes"
        );
        let length = fs::metadata(&path).expect("a log").len();
        require!(
            length == 12 * 400_000 + 5,
            MessageLost,
            "a log of 4800000 bytes should have 5 more, and has {length}"
        );
    }

    fn five_processes_lose_nothing(scene: &Scene) {
        let path = scene.path("log");
        let log = open(&path);
        let names = ["ann", "ben", "cid", "dot", "eve"];
        for name in names {
            scene.fork(name, |_| {
                for n in 1..=20 {
                    append(&log, &format!("{name} {n}"));
                }
            });
        }
        scene.finish();
        let told = records(&path).expect("a log");
        for name in names {
            let of_one: Vec<&String> =
                told.iter().filter(|record| record.starts_with(name)).collect();
            let expected: Vec<String> = (1..=20).map(|n| format!("{name} {n}")).collect();
            require!(
                of_one.iter().copied().eq(&expected),
                MessageLost,
                "{name} appended 20 records, and in the log are {of_one:?}"
            );
        }
        require!(
            told.len() == 100,
            TornWrite,
            "five processes appended 20 records each, and {} are in the log",
            told.len()
        );
    }
}

/// How many bytes this process has read so far.
fn bytes_read() -> u64 {
    let text =
        io::read_to_string(File::open("/proc/self/io").expect("Linux has it")).expect("text");
    let line = text.lines().find_map(|line| line.strip_prefix("rchar: ")).expect("the first line");
    line.parse().expect("a number")
}
