//! What `tally_all` promises, in every interleaving.

use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use interleave::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use interleave::sync::Arc;
use interleave::thread;
use interleave::{
    Explorer, Gauge, Staff, Verdict, check, reachable, require, unexplored, yield_point,
};
use visits::log::Tally;
use visits::pieces::{cut, tally_all};

use super::LOG;
use super::disk::Disk;
use super::reader::{count, told};

/// So many pieces; number `p` is the byte `p`.
fn pieces(of: u64) -> Vec<Range<u64>> {
    (0..of).map(|piece| piece..piece + 1).collect()
}

/// What is in a piece: some of each kind of line, and two addresses, of which the next piece has one as well.
fn tally_of(piece: u64) -> Tally {
    let number = piece as usize + 1;
    let visits = format!("::{} - - x\n::{} - - y\n", number, number + 1);
    count((visits + &"\n".repeat(number) + &"broken\n".repeat(2 * number)).as_bytes())
}

/// What is in that many of them.
fn total_of(pieces: u64) -> Tally {
    let log = |piece: u64| {
        let number = piece as usize + 1;
        let visits = format!("::{} - - x\n::{} - - y\n", number, number + 1);
        visits + &"\n".repeat(number) + &"broken\n".repeat(2 * number)
    };
    count((0..pieces).map(log).collect::<String>().as_bytes())
}

#[test]
fn the_sum_is_that_of_all_pieces() {
    for of in [0, 1, 2, 3, 10] {
        // One after the other: what is wrong here has nothing to do with threads.
        Explorer::new().budget(1).check(move || {
            let total = tally_all(pieces(of), |piece| Ok(tally_of(piece.start)));
            let total = total.expect("nothing is wrong with a piece");
            let expected = total_of(of);
            require!(
                total.lines() >= expected.lines(),
                MessageLost,
                "{of} pieces with {}; the sum is {}",
                told(&expected),
                told(&total)
            );
            require!(
                total == expected,
                WrongResult,
                "{of} pieces with {}; the sum is {}",
                told(&expected),
                told(&total)
            );
        });
    }
}

#[test]
fn nothing_is_lost_when_pieces_are_added_up() {
    for of in [2, 3] {
        Explorer::new().budget(5_000).check(move || {
            let total = tally_all(pieces(of), |piece| {
                yield_point();
                Ok(tally_of(piece.start))
            });
            let total = total.expect("nothing is wrong with a piece");
            let expected = total_of(of);
            require!(
                total.lines() >= expected.lines()
                    && total.addresses.len() >= expected.addresses.len(),
                LostUpdate,
                "{of} pieces with {}; the sum is {}",
                told(&expected),
                told(&total)
            );
            require!(
                total == expected,
                WrongResult,
                "{of} pieces with {}; the sum is {}",
                told(&expected),
                told(&total)
            );
        });
    }
}

#[test]
fn each_piece_is_counted_once() {
    for of in [1, 2, 3] {
        Explorer::new().budget(2_000).check(move || {
            let calls: Arc<Vec<AtomicUsize>> =
                Arc::new((0..of).map(|_| AtomicUsize::new(0)).collect());
            let _ = tally_all(pieces(of), |piece| {
                yield_point();
                calls[piece.start as usize].fetch_add(1, Relaxed);
                Ok(Tally::default())
            });
            let calls: Vec<usize> = calls.iter().map(|calls| calls.load(Relaxed)).collect();
            let seen = format!("{of} pieces, and each was counted so often: {calls:?}");
            require!(calls.iter().all(|&calls| calls > 0), MessageLost, "{seen}");
            require!(calls.iter().all(|&calls| calls == 1), DoneTwice, "{seen}");
        });
    }
}

#[test]
fn all_pieces_are_counted_at_the_same_time() {
    for of in [2, 5] {
        reachable(
            Verdict::RanSerially,
            &format!(
                "were {of} pieces counted at once: what is each of them waited for, and what is held meanwhile?"
            ),
            move || {
                let busy = Gauge::new();
                let _ = tally_all(pieces(of), |_| {
                    drop(busy.enter());
                    Ok(Tally::default())
                });
                busy.most() == of as usize
            },
        );
    }
}

#[test]
fn without_one_piece_there_is_no_sum() {
    for of in [1, 2, 3] {
        for bad in 0..of {
            Explorer::new().budget(1_000).check(move || {
                let total = tally_all(pieces(of), |piece| {
                    yield_point();
                    if piece.start == bad {
                        return Err(io::Error::from_raw_os_error(5));
                    }
                    Ok(tally_of(piece.start))
                });
                let total = total.map(|total| told(&total));
                require!(
                    total.as_ref().is_err_and(|error| error.raw_os_error() == Some(5)),
                    WrongResult,
                    "piece {bad} of {of} could not be read (error 5 of the system), and `tally_all` returned {total:?}"
                );
            });
        }
    }
}

#[test]
fn of_two_errors_the_first_in_the_order_of_the_pieces_is_told() {
    check(|| {
        let total = tally_all(pieces(3), |piece| {
            yield_point();
            if piece.start == 0 {
                return Ok(tally_of(0));
            }
            Err(io::Error::other(format!("piece {} is bad", piece.start)))
        });
        let total = total.map(|total| told(&total)).map_err(|error| error.to_string());
        require!(
            total.as_ref().is_err_and(|text| text == "piece 1 is bad"),
            WrongResult,
            "pieces 1 and 2 of three are bad, and `tally_all` returned {total:?}"
        );
    });
}

#[test]
fn a_panic_is_passed_on() {
    for (of, bad) in [(1, 0), (2, 0), (2, 1), (3, 1)] {
        Explorer::new().budget(1_000).check(move || {
            let staff = Staff::new();
            let result = catch_unwind(AssertUnwindSafe(|| {
                tally_all(pieces(of), |piece| {
                    staff.sign_in();
                    yield_point();
                    assert!(piece.start != bad, "piece {bad} is bad");
                    Ok(tally_of(piece.start))
                })
            }));
            match result {
                Err(payload) => {
                    let text = payload.downcast_ref::<&str>().copied().unwrap_or_default();
                    if text.starts_with("not yet implemented") {
                        resume_unwind(payload);
                    }
                }
                Ok(total) => {
                    let total = total.map(|total| told(&total));
                    require!(
                        false,
                        PanicSwallowed,
                        "`count` panicked for piece {bad} of {of}, and `tally_all` returned {total:?}"
                    );
                }
            }
            staff.has_gone_home("`tally_all` panicked");
        });
    }
}

#[test]
fn so_it_is_if_another_piece_has_an_error() {
    for bad in [0, 2] {
        check(move || {
            let result = catch_unwind(AssertUnwindSafe(|| {
                tally_all(pieces(3), |piece| {
                    yield_point();
                    assert!(piece.start != 1, "piece 1 is bad");
                    if piece.start == bad {
                        Err(io::Error::other("gone"))
                    } else {
                        Ok(tally_of(bad))
                    }
                })
            }));
            if let Ok(total) = result {
                let total = total.map(|total| told(&total));
                require!(
                    false,
                    PanicSwallowed,
                    "`count` panicked for piece 1 of 3, piece {bad} has an error, and `tally_all` returned {total:?}"
                );
            }
        });
    }
}

#[test]
fn every_thread_has_ended_when_the_sum_is_told() {
    for bad in [None, Some(0)] {
        check(move || {
            let staff = Staff::new();
            let _ = tally_all(pieces(2), |piece| {
                staff.sign_in();
                if Some(piece.start) == bad {
                    return Err(io::Error::other("gone"));
                }
                Ok(tally_of(piece.start))
            });
            staff.has_gone_home("`tally_all` returned");
        });
    }
}

#[test]
fn two_sums_at_the_same_time_know_nothing_of_each_other() {
    Explorer::new().budget(1_000).check(|| {
        let other = thread::spawn(|| tally_all(pieces(2), |piece| Ok(tally_of(piece.start))));
        let mine = tally_all(pieces(3), |piece| Ok(tally_of(piece.start)));
        let other = other.join().unwrap();
        for (total, of) in [(mine, 3), (other, 2)] {
            let total = total.expect("nothing is wrong with a piece");
            require!(
                total == total_of(of),
                WrongResult,
                "two sums at the same time, and that of {of} pieces with {} is {}: what do the two share?",
                told(&total_of(of)),
                told(&total)
            );
        }
    });
}

#[test]
fn real_threads_agree() {
    for of in [0, 1, 4, 50] {
        let total = unexplored(move || tally_all(pieces(of), |piece| Ok(tally_of(piece.start))));
        let total = total.expect("nothing is wrong with a piece");
        require!(
            total == total_of(of),
            WrongResult,
            "{of} pieces on real threads with {}; the sum is {}",
            told(&total_of(of)),
            told(&total)
        );
    }
}

#[test]
fn a_log_in_pieces_comes_to_the_same_as_the_log() {
    for length in [0, 1, 11, LOG.len() - 1, LOG.len()] {
        for pieces in [1, 2, 3, 7, 40] {
            Explorer::new().budget(20).check(move || {
                let log = &LOG[..length];
                let parts = cut(Disk::new(log), pieces).expect("nothing is wrong with the disk");
                let part = |part: Range<u64>| &log[part.start as usize..part.end as usize];
                let total = tally_all(parts, |range| Ok(count(part(range))));
                let total = total.expect("nothing is wrong with a piece");
                require!(
                    total == count(log),
                    WrongResult,
                    "a log of {length} bytes has {}; in {pieces} pieces: {}",
                    told(&count(log)),
                    told(&total)
                );
            });
        }
    }
}
