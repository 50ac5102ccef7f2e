//! What `src/lines.rs` promises.

use std::io::{self, ErrorKind, Read};

use interleave::{check, held, require};
use visits::lines::tally;
use visits::log::{LONGEST, Tally};

#[path = "support/reader.rs"]
#[allow(
    dead_code,
    clippy::duplicate_mod,
    reason = "each exercise is also a test program of its own"
)]
mod reader;

use reader::{Again, Script, Step, count, told};

// The function as the exercise gives it. If this line does not compile, it has lost its signature.
const _: fn(&'static [u8]) -> io::Result<Tally> = tally;

/// What may be held besides the addresses, in bytes.
const BOUND: usize = 256 << 10;

/// A log with a line of each kind.
const MIXED: &[u8] = b"203.0.113.7 - - [01/Nov/2026:06:12:09 +0000] \"GET / HTTP/1.1\" 200 5\n\
    2001:db8::1, 10.0.0.2 - anna [01/Nov/2026:06:12:10 +0000] \"GET /\xff\xfe HTTP/1.1\" 200 5\n\
    \n\
    \xff\xfe\x00 - - what is this\n  \t\r\n\
    203.0.113.7 - - \r\n\
    unknown - - [01/Nov/2026:06:12:11 +0000] \"GET / HTTP/1.1\" 200 5\n\
    ::ffff:203.0.113.7,2001:DB8:0::1 - - [01/Nov/2026:06:12:12 +0000] \"GET / HTTP/1.1\" 200 5\n";

/// Fails unless `tally` counts in `log`, read from there, what is in `bytes`.
#[track_caller]
fn agrees(what: &str, bytes: &[u8], log: impl Read) {
    let expected = count(bytes);
    match tally(log) {
        Ok(tally) => {
            let (lines, of) = (tally.lines(), expected.lines());
            require!(
                lines >= of,
                MessageLost,
                "{what}: {of} lines, and {lines} were counted ({}). Where is the rest?",
                told(&tally)
            );
            require!(
                tally == expected,
                WrongResult,
                "{what}: there are {}; counted were {}",
                told(&expected),
                told(&tally)
            );
        }
        Err(error) => {
            require!(
                false,
                WrongResult,
                "{what}: nothing is wrong with the reader, and this was returned: {error:?}"
            );
        }
    }
}

#[test]
fn every_line_is_counted_once_as_what_it_is() {
    check(|| {
        for (what, log) in [
            ("an empty log", &b""[..]),
            ("a log of one visit", b"203.0.113.7 - - x\n"),
            ("a log of one blank line", b"\n"),
            ("a log of three blank lines", b"\n\n\n"),
            ("a log of one broken line", b"x\n"),
            ("a log with two visits of one address", b"::1 - - x\n0:0::1 - - y\n"),
            ("a log with an address that is no address", b"203.0.113.7, unknown - - x\n"),
            ("a log with a line of each kind", MIXED),
        ] {
            agrees(what, log, log);
        }
    });
}

#[test]
fn the_last_line_may_lack_its_end() {
    check(|| {
        for length in 0..MIXED.len() {
            let log = &MIXED[..length];
            agrees(&format!("a log that was cut off after {length} bytes"), log, log);
        }
    });
}

#[test]
fn a_line_ends_with_a_newline_only() {
    check(|| {
        for log in [
            &b"203.0.113.7 - - x\r\n\r\nx\r\n"[..],
            b"203.0.113.7 - - x\r203.0.113.8 - - y\n",
            b"\r\r\n\r",
            b"203.0.113.7 - - x\0y\x0b\x0c\x1c\x85\xe2\x80\xa8z\n203.0.113.8 - - x",
        ] {
            agrees(&format!("the log {:?}", String::from_utf8_lossy(log)), log, log);
        }
    });
}

#[test]
fn a_visit_may_be_full_of_bytes_that_are_no_text() {
    check(|| {
        let log = [b"::1 - - ", &[0xff; 5_000][..], b"\n::2 - - \xc3\n\xa9 - - \n"].concat();
        agrees("a visit with 5,000 bytes that are no text, and two others", &log, &log[..]);
    });
}

#[test]
fn a_read_may_give_less_than_was_asked_for() {
    check(|| {
        for bytes in [1, 2, 3, 7, 64, 100, 1_000] {
            let log = Script::in_reads_of(bytes, MIXED);
            agrees(&format!("a log that comes in reads of {bytes} bytes"), MIXED, log);
        }
    });
    check(|| {
        for at in 1..MIXED.len() {
            let log =
                Script::new([&MIXED[..at], &MIXED[at..]].map(|part| Step::Bytes(part.to_vec())));
            agrees(&format!("a log of which the first read gives {at} bytes"), MIXED, log);
        }
    });
}

#[test]
fn what_was_interrupted_is_tried_again() {
    let interrupted = || Step::Error(ErrorKind::Interrupted, "a signal came");
    check(move || {
        for at in 0..=MIXED.len() {
            let [begin, end] = [&MIXED[..at], &MIXED[at..]].map(|part| Step::Bytes(part.to_vec()));
            // No bytes at all would be the end of the log.
            let parts = [(at > 0).then_some(begin), Some(interrupted()), Some(interrupted())];
            let rest = (at < MIXED.len()).then_some(end);
            let log = Script::new(parts.into_iter().chain([rest, Some(interrupted())]).flatten());
            agrees(&format!("a log whose reader is interrupted after {at} bytes"), MIXED, log);
        }
    });
}

#[test]
fn an_error_in_the_middle_is_returned() {
    let kinds = [
        ErrorKind::Other,
        ErrorKind::UnexpectedEof,
        ErrorKind::InvalidData,
        ErrorKind::WouldBlock,
        ErrorKind::BrokenPipe,
    ];
    for kind in kinds {
        check(move || {
            for at in 0..=MIXED.len() {
                let [begin, end] =
                    [&MIXED[..at], &MIXED[at..]].map(|part| Step::Bytes(part.to_vec()));
                let error = Step::Error(kind, "the disk gave up");
                let parts =
                    [(at > 0).then_some(begin), Some(error), (at < MIXED.len()).then_some(end)];
                match tally(Script::new(parts.into_iter().flatten())) {
                    Ok(tally) => require!(
                        false,
                        WrongResult,
                        "after {at} of {} bytes the reader failed ({kind:?}), and nobody was told. Counted were {}",
                        MIXED.len(),
                        told(&tally)
                    ),
                    Err(error) => require!(
                        error.kind() == kind && error.to_string() == "the disk gave up",
                        WrongResult,
                        "the reader failed with \"the disk gave up\" ({kind:?}), and what was returned is {error:?}"
                    ),
                }
            }
        });
    }
}

#[test]
fn the_error_is_the_one_of_the_reader() {
    check(|| {
        // A number of the system, which a copy of its text does not have.
        for before in [&b""[..], b"::1 - - x\n", &[b'x'; LONGEST + 100]] {
            let error = tally(before.chain(Fails)).err();
            require!(
                error.as_ref().and_then(io::Error::raw_os_error) == Some(5),
                WrongResult,
                "after {} bytes the reader failed with error 5 of the system, and what was returned is {error:?}: \
                 another error with the same text?",
                before.len()
            );
        }
    });
}

/// A disk that has failed.
struct Fails;

impl Read for Fails {
    fn read(&mut self, _buffer: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::from_raw_os_error(5))
    }
}

/// A line that begins as a visit, of so many bytes without its end. Every 64 bytes it could be another one.
fn long_line(bytes: usize) -> Vec<u8> {
    let mut line = b"203.0.113.7 - - ".to_vec();
    while line.len() < bytes {
        line.extend(b"198.51.100.1 - - [01/Nov/2026:06:12:09 +0000] \"GET /0123456789 \" ");
    }
    line.truncate(bytes);
    line
}

#[test]
fn a_line_that_is_too_long_is_one_broken_line() {
    let lengths =
        [-2, -1, 0, 1, 2, 3].map(|more| (LONGEST as isize + more) as usize).into_iter().chain([
            LONGEST + 64,
            2 * LONGEST - 1,
            2 * LONGEST,
            2 * LONGEST + 1,
            2 * LONGEST + 2,
            3 * LONGEST + 5,
            10 * LONGEST + 10,
        ]);
    for length in lengths {
        check(move || {
            let line = long_line(length);
            let alone = [&line[..], b"\n"].concat();
            let between = [b"::1 - - x\n", &line[..], b"\n::2 - - x\n\n"].concat();
            let twice = [&line[..], b"\n", &line[..], b"\n::2 - - x"].concat();
            let spaces = [&vec![b' '; length][..], b"\n::2 - - x\n"].concat();
            let cr = [&line[..], b"\r\n::2 - - x\r\n"].concat();
            let mut logs = vec![
                ("alone", alone),
                ("without its end", line),
                ("between others", between),
                ("twice", twice),
                ("of spaces", spaces),
            ];
            // Whether its `\r` makes a line too long is nobody's concern.
            if length != LONGEST {
                logs.push(("with a \\r", cr));
            }
            for (what, log) in logs {
                let what = format!("a line of {length} bytes, {what}");
                agrees(&what, &log, &log[..]);
                for bytes in [1_000, LONGEST, LONGEST + 1] {
                    let log_in_parts = Script::in_reads_of(bytes, &log);
                    agrees(&format!("{what}, in reads of {bytes} bytes"), &log, log_in_parts);
                }
            }
        });
    }
}

#[test]
fn an_error_in_a_line_that_is_too_long_is_returned() {
    for at in [LONGEST - 1, LONGEST, LONGEST + 1, LONGEST + 2, 3 * LONGEST] {
        check(move || {
            let line = long_line(4 * LONGEST);
            let steps = |error| {
                let bytes = |bytes: &[u8]| Step::Bytes(bytes.to_vec());
                [bytes(&line[..at]), error, bytes(&line[at..]), bytes(b"\n::1 - - x\n")]
            };
            let interrupted = Step::Error(ErrorKind::Interrupted, "a signal came");
            agrees(
                &format!("a reader that is interrupted after {at} bytes of a long line"),
                &[&line[..], b"\n::1 - - x\n"].concat(),
                Script::new(steps(interrupted)),
            );
            let result =
                tally(Script::new(steps(Step::Error(ErrorKind::Other, "the disk gave up"))));
            let told = result.map(|tally| told(&tally)).map_err(|error| error.to_string());
            require!(
                told.as_ref().is_err_and(|text| text == "the disk gave up"),
                WrongResult,
                "after {at} bytes of a long line the reader failed (\"the disk gave up\"), and what was returned is \
                 {told:?}"
            );
        });
    }
}

/// Fails if counting such a log holds more than it may, or is wrong.
#[track_caller]
fn holds_little(what: &'static str, part: Vec<u8>, times: u64, last: &'static [u8]) {
    check(move || {
        let size = part.len() as u64 * times;
        let mut expected = Tally::default();
        if part.contains(&b'\n') {
            let of_one = count(&part);
            expected.visits = of_one.visits * times;
            expected.blank = of_one.blank * times;
            expected.broken = of_one.broken * times;
            expected.addresses = of_one.addresses;
        } else {
            expected.broken = 1;
        }
        if !last.is_empty() {
            expected.visits += 1;
            expected.addresses.extend(count(last).addresses);
        }
        let before = held();
        let result = tally(Again::new(what, &part, size, BOUND).chain(last));
        let Ok(tally) = result else {
            require!(false, WrongResult, "{what}: nothing is wrong with the reader, and it failed");
            return;
        };
        let after = held().saturating_sub(before);
        require!(
            after <= BOUND,
            BoundExceeded,
            "{what}: when all is counted, {after} bytes are held"
        );
        require!(
            tally == expected,
            WrongResult,
            "{what}: there are {}; counted were {}",
            told(&expected),
            told(&tally)
        );
    });
}

#[test]
fn memory_does_not_grow_with_the_log() {
    holds_little(
        "a log of 4 MB in lines of 2,000 bytes",
        [long_line(1_999), b"\n".to_vec()].concat(),
        2_000,
        b"",
    );
}

#[test]
fn memory_does_not_grow_with_a_line() {
    holds_little("one line of 4 MB, then a visit", vec![b'x'; 4_000], 1_000, b"\n::2 - - x\n");
    holds_little("one line of 4 MB, and no end", long_line(4_000), 1_000, b"");
    let long = [long_line(100 * LONGEST), b"\n".to_vec()].concat();
    holds_little("lines of 800 KB each", long, 5, b"");
}

#[test]
fn memory_does_not_grow_with_what_is_not_counted_as_a_visit() {
    holds_little("half a million blank lines", vec![b'\n'; 5_000], 100, b"");
    holds_little("100,000 broken lines", b"broken\n".repeat(100), 1_000, b"");
}

#[test]
fn a_second_log_is_counted_from_zero() {
    check(|| {
        agrees("the first of two logs", MIXED, MIXED);
        agrees("the second of two logs", b"::9 - - x", &b"::9 - - x"[..]);
        let failed = Script::new([
            Step::Bytes(b"::8 - - x\n::7 - -".to_vec()),
            Step::Error(ErrorKind::Other, "the disk gave up"),
        ]);
        require!(tally(failed).is_err(), WrongResult, "a reader failed, and nobody was told");
        agrees("a log after one that could not be read", b"::9 - - x", &b"::9 - - x"[..]);
    });
}
