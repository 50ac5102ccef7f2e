//! What `src/pieces.rs` promises: where a log is cut, and the sum of its pieces in every interleaving.

use std::io;
use std::ops::Range;

use interleave::{check, require, size};
use visits::log::Tally;
use visits::pieces::{cut, tally_all};

#[path = "pieces/disk.rs"]
mod disk;
#[path = "support/reader.rs"]
#[allow(
    dead_code,
    clippy::duplicate_mod,
    reason = "each exercise is also a test program of its own"
)]
mod reader;

#[path = "pieces/sum.rs"]
mod sum;

use disk::Disk;

// The functions as the exercise gives them. If these lines do not compile, one has lost its signature.
const _: fn(Disk, u64) -> io::Result<Vec<Range<u64>>> = cut;
const _: fn(Vec<Range<u64>>, fn(Range<u64>) -> io::Result<Tally>) -> io::Result<Tally> = tally_all;

/// Lines of many lengths, some with nothing in them.
const LOG: &[u8] =
    b"::1 - - a\n\n\n2001:db8::1, ::2 - - \xff\r\n\nx\n::1 - - bcdefgh\n::3 - -\n\nlast";

/// The pieces that the text asks for.
fn expected(log: &[u8], pieces: u64) -> Vec<Range<u64>> {
    let size = log.len() as u64;
    let begins_a_line = |&at: &u64| at == 0 || log[at as usize - 1] == b'\n';
    let cut = |piece| (size * piece / pieces..size).find(begins_a_line).unwrap_or(size);
    let begin = |piece| if piece == 0 { 0 } else { cut(piece) };
    let end = |piece| if piece == pieces { size } else { begin(piece) };
    (0..pieces).map(|piece| begin(piece)..end(piece + 1)).collect()
}

/// Fails unless `cut` finds the pieces in `disk` that are in `log`.
#[track_caller]
fn cuts(what: &str, log: &[u8], disk: Disk, pieces: u64) {
    let text = String::from_utf8_lossy(log);
    let what = format!("{what}: {pieces} pieces of the {} bytes {text:?}", log.len());
    let parts = match cut(disk, pieces) {
        Ok(parts) => parts,
        Err(error) => {
            require!(
                false,
                WrongResult,
                "{what}: it can be read, and this was returned: {error:?}"
            );
            return;
        }
    };
    let expected = expected(log, pieces);
    require!(parts.len() as u64 == pieces, WrongResult, "{what} are {parts:?}");
    let ends = [0].into_iter().chain(parts.iter().map(|part| part.end));
    let begins = parts.iter().map(|part| part.start).chain([log.len() as u64]);
    for (end, begin) in ends.zip(begins) {
        require!(
            begin <= end,
            MessageLost,
            "{what} are {parts:?}: the bytes from {end} to {begin} are in none"
        );
        require!(
            begin >= end,
            DoneTwice,
            "{what} are {parts:?}: the bytes from {begin} to {end} are in two"
        );
    }
    for part in &parts {
        let at = part.start as usize;
        require!(
            at == 0 || at == log.len() || log[at - 1] == b'\n',
            WrongResult,
            "{what} are {parts:?}: at byte {at} a line is cut in two"
        );
    }
    require!(parts == expected, WrongResult, "{what} are {parts:?}, and should be {expected:?}");
}

#[test]
fn a_log_is_cut_where_lines_begin_wherever_the_cut_falls() {
    check(|| {
        // As many pieces as there are bytes: every position once.
        for pieces in 1..LOG.len() as u64 + 3 {
            cuts("a log", LOG, Disk::new(LOG), pieces);
        }
        for length in 0..LOG.len() {
            let log = &LOG[..length];
            for pieces in [1, 2, 3, length as u64 + 1] {
                cuts("a log", log, Disk::new(log), pieces);
            }
        }
        for log in [&b"\n"[..], b"\n\n\n", b"x", b"x\n", b"\nx", b"xxxxxxxxx\n", b"x\nxxxxxxxxx"] {
            for pieces in [1, 2, 3, size(20, 4..=40) as u64] {
                cuts("a log", log, Disk::new(log), pieces);
            }
        }
    });
}

#[test]
fn it_may_be_read_in_small_parts_and_be_interrupted() {
    check(|| {
        for pieces in [1, 2, 5, LOG.len() as u64] {
            for step in [1, 2, 7] {
                let disk = Disk::new(LOG).in_reads_of(step, 3);
                cuts("a log that is somewhere in the middle, in small reads", LOG, disk, pieces);
            }
            cuts("a log whose reads are interrupted", LOG, Disk::new(LOG).interrupted(), pieces);
        }
    });
}

#[test]
fn what_cannot_be_read_is_not_cut() {
    check(|| {
        let bad = Disk::new(LOG).in_reads_of(1, 0).bad_at(LOG.len() as u64 / 2);
        for (what, disk) in
            [("a byte of it cannot be read", bad), ("it has no end", Disk::new(LOG).lost())]
        {
            let told = cut(disk, 2);
            require!(
                told.as_ref().is_err_and(|error| error.raw_os_error() == Some(5)),
                WrongResult,
                "a log, and {what} (error 5 of the system). `cut` into two pieces returned {told:?}"
            );
        }
    });
}

#[test]
fn a_large_log_is_not_read_to_be_cut() {
    let line = [&[b'x'; 99][..], b"\n"].concat();
    for (size, all_pieces) in [(4_000_000, &[1, 2, 3][..]), (1_u64 << 40, &[1, 2, 3, 16, 100])] {
        for &pieces in all_pieces {
            let line = line.clone();
            check(move || {
                let may_read = pieces * (256 << 10);
                let disk = Disk::again(&line, size).not_to_be_read(may_read);
                let parts = cut(disk, pieces).expect("nothing is wrong with the disk");
                let begin = |piece: u64| (size * piece / pieces).next_multiple_of(100).min(size);
                let expected: Vec<Range<u64>> =
                    (0..pieces).map(|piece| begin(piece)..begin(piece + 1)).collect();
                require!(
                    parts == expected,
                    WrongResult,
                    "{pieces} pieces of a log of {size} bytes, in lines of 100: they are {parts:?}, and should be \
                     {expected:?}"
                );
            });
        }
    }
}

#[test]
fn a_long_line_is_not_held_to_find_its_end() {
    check(|| {
        let (line, size) = (vec![b'x'; 10_000], 4_000_000);
        let parts = cut(Disk::again(&line, size), 3).expect("nothing is wrong with the disk");
        require!(
            parts == [0..size, size..size, size..size],
            WrongResult,
            "three pieces of a log of {size} bytes, all of them one line, are {parts:?}"
        );
    });
}
