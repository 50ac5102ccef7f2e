//! What `src/journal.rs` promises, in every interleaving.

use std::io;

use interleave::sync::atomic::{AtomicBool, Ordering};
use interleave::{Explorer, Verdict, check, reachable, require, thread, yield_point};
use locks::journal::Journal;

#[path = "journal/papers.rs"]
mod papers;

use papers::{Crumpled, Narrow, Paper, Short, Wet};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(Paper) -> Journal<Paper> = Journal::new;
const _: fn(&Journal<Paper>, &str, fn() -> Vec<String>) -> io::Result<()> = Journal::append;
const _: fn(Journal<Paper>) -> Paper = Journal::close;

/// What anna saw on her walk.
fn anna_saw() -> Vec<String> {
    vec!["the east door is closed".into(), "a lamp is out".into()]
}

/// Anna's entry as it should stand on the paper.
const ANNA: &str = "anna:\n  the east door is closed\n  a lamp is out\n--\n";

/// What ben saw on his walk.
fn ben_saw() -> Vec<String> {
    vec!["a window is open".into(), "the cat is back".into()]
}

/// Ben's entry as it should stand on the paper.
const BEN: &str = "ben:\n  a window is open\n  the cat is back\n--\n";

/// Fails unless `append` said that all is well.
fn fine(written: io::Result<()>) {
    require!(
        written.is_ok(),
        WrongResult,
        "this paper takes everything, and `append` returned {written:?}"
    );
}

/// Which of `entries` stand in the journal, in its order, each as its index.
///
/// Fails with TORN WRITE at the first place where none of them stands whole.
fn whole_entries(journal: Journal<Paper>, entries: &[&str]) -> Vec<usize> {
    let paper = journal.close().text();
    let (mut rest, mut found) = (paper.as_str(), Vec::new());
    while !rest.is_empty() {
        let next = entries.iter().position(|entry| rest.starts_with(entry));
        require!(
            next.is_some(),
            TornWrite,
            "after {} whole entries the journal goes on with something that is not one:\n{paper}\
             how many critical sections does one entry take?",
            found.len()
        );
        let Some(next) = next else { break };
        rest = &rest[entries[next].len()..];
        found.push(next);
    }
    found
}

#[test]
fn one_watchman_writes_entry_after_entry() {
    check(|| {
        let journal = Journal::new(Paper::default());
        fine(journal.append("anna", anna_saw));
        fine(journal.append("nobody", Vec::new));
        fine(journal.append("ben", ben_saw));
        let paper = journal.close().text();
        let wanted = format!("{ANNA}nobody:\n--\n{BEN}");
        require!(
            paper == wanted,
            WrongResult,
            "the journal should read\n{wanted}and reads\n{paper}"
        );
    });
}

#[test]
fn lines_are_written_as_they_are() {
    check(|| {
        let journal = Journal::new(Paper::default());
        let lines = ["", "a step", "a step", "  a whisper ", "a step"];
        fine(journal.append("anna", || lines.map(String::from).to_vec()));
        let paper = journal.close().text();
        let wanted = "anna:\n  \n  a step\n  a step\n    a whisper \n  a step\n--\n";
        require!(
            paper == wanted,
            WrongResult,
            "the walk brought {lines:?}. The journal should read {wanted:?} and reads {paper:?}"
        );
    });
}

#[test]
fn paper_that_takes_a_few_letters_at_a_time_gets_them_all() {
    check(|| {
        let journal = Journal::new(Narrow::default());
        fine(journal.append("anna", anna_saw));
        fine(journal.append("ben", ben_saw));
        let paper = journal.close().0.text();
        let wanted = format!("{ANNA}{BEN}");
        require!(
            paper == wanted,
            WrongResult,
            "this paper takes three letters at a time. The journal should read\n{wanted}and reads\n{paper}\n\
             `write` says how much it took. Which function goes on until all is written?"
        );
    });
}

#[test]
fn others_write_while_one_is_on_the_walk() {
    reachable(
        Verdict::LockHeldTooLong,
        "did ben write his entry while anna was still on her walk: what is locked while `observe` runs?",
        || {
            let journal = Journal::new(Paper::default());
            let (anna_walks, ben_has_written) = (AtomicBool::new(false), AtomicBool::new(false));
            thread::scope(|s| {
                let anna = s.spawn(|| {
                    let mut meanwhile = false;
                    fine(journal.append("anna", || {
                        anna_walks.store(true, Ordering::SeqCst);
                        yield_point();
                        meanwhile = ben_has_written.load(Ordering::SeqCst);
                        anna_saw()
                    }));
                    meanwhile
                });
                let ben = s.spawn(|| {
                    // Only an entry that was begun after anna's walk was, and written before she came back, tells
                    // anything.
                    let began_meanwhile = anna_walks.load(Ordering::SeqCst);
                    fine(journal.append("ben", ben_saw));
                    ben_has_written.store(began_meanwhile, Ordering::SeqCst);
                });
                ben.join().unwrap();
                anna.join().unwrap()
            })
        },
    );
}

#[test]
fn entries_are_whole_and_none_is_lost() {
    check(|| {
        let journal = Journal::new(Paper::default());
        thread::scope(|s| {
            let anna = s.spawn(|| journal.append("anna", anna_saw));
            let ben = s.spawn(|| journal.append("ben", ben_saw));
            fine(anna.join().unwrap());
            fine(ben.join().unwrap());
        });
        let mut found = whole_entries(journal, &[ANNA, BEN]);
        found.sort_unstable();
        require!(
            found == [0, 1],
            LostUpdate,
            "anna (0) and ben (1) appended one entry each, and the journal has those of {found:?}"
        );
    });
}

#[test]
fn entries_of_one_watchman_stay_in_order() {
    check(|| {
        let journal = Journal::new(Paper::default());
        thread::scope(|s| {
            let anna = s.spawn(|| {
                fine(journal.append("anna", || vec!["first round".into()]));
                fine(journal.append("anna", || vec!["second round".into()]));
            });
            let ben = s.spawn(|| fine(journal.append("ben", ben_saw)));
            anna.join().unwrap();
            ben.join().unwrap();
        });
        let rounds = ["anna:\n  first round\n--\n", "anna:\n  second round\n--\n", BEN];
        let found = whole_entries(journal, &rounds);
        require!(
            found.len() == 3 && found.contains(&2),
            LostUpdate,
            "anna appended two entries (0, 1) and ben one (2), and the journal has {found:?}"
        );
        let of_anna: Vec<_> = found.into_iter().filter(|&entry| entry < 2).collect();
        require!(
            of_anna == [0, 1],
            WrongResult,
            "anna's entries 0 and 1 stand in the order {of_anna:?}"
        );
    });
}

#[test]
fn a_watchman_who_panics_on_the_walk_spoils_nothing() {
    check(|| {
        let journal = Journal::new(Paper::default());
        thread::scope(|s| {
            let anna = s.spawn(|| journal.append("anna", || panic!("anna has met a burglar")));
            let ben = s.spawn(|| journal.append("ben", ben_saw));
            let anna = anna.join();
            require!(
                anna.is_err(),
                WrongResult,
                "anna panicked on her walk, and nobody got to know: `append` returned {anna:?}"
            );
            fine(ben.join().unwrap());
        });
        fine(journal.append("anna", anna_saw));
        let found = whole_entries(journal, &[ANNA, BEN]);
        require!(
            found == [1, 0],
            LostUpdate,
            "ben (1) appended an entry, then anna (0) one, after a walk without one: the journal has {found:?}"
        );
    });
}

#[test]
fn an_error_of_the_paper_reaches_the_one_who_writes() {
    check(|| {
        let journal = Journal::new(Wet);
        thread::scope(|s| {
            let anna = s.spawn(|| journal.append("anna", anna_saw));
            let ben = s.spawn(|| journal.append("ben", ben_saw));
            let written = [anna.join().unwrap(), ben.join().unwrap()];
            require!(
                written.iter().all(Result::is_err),
                WrongResult,
                "the paper is wet and takes nothing, and anna and ben were told {written:?}"
            );
        });
        journal.close();
    });
}

#[test]
fn after_an_error_in_any_place_the_journal_goes_on() {
    // In the author, at the end of a line, in each of the two lines, and in the `--`.
    for room in [0, 3, 6, 10, 40, ANNA.len() - 2] {
        check(move || {
            let journal = Journal::new(Crumpled { room, torn: false, paper: Paper::default() });
            let written = journal.append("anna", anna_saw);
            require!(
                written.is_err(),
                WrongResult,
                "the paper had an error after {room} letters, and `append` returned {written:?}"
            );
            let written = journal.append("ben", ben_saw);
            require!(
                written.is_ok(),
                WrongResult,
                "the paper had one error, after {room} letters of anna's entry, and then ben's `append` returned \
                 {written:?}"
            );
            let paper = journal.close().paper.text();
            let before = paper.strip_suffix(BEN);
            require!(
                before.is_some_and(|before| ANNA.starts_with(before)),
                WrongResult,
                "anna's entry had an error after {room} letters, ben's was written, and the journal reads\n{paper}"
            );
        });
    }
}

#[test]
fn paper_that_ends_is_an_error() {
    check(|| {
        for room in [0, 3, ANNA.len() - 1] {
            let journal = Journal::new(Short(room));
            let written = journal.append("anna", anna_saw);
            require!(
                written.is_err(),
                WrongResult,
                "the paper took {room} letters and then nothing (`Ok(0)`), and `append` returned {written:?}"
            );
        }
    });
}

/// What `f` returns, run by another thread: by a watchman in another part of the museum.
fn elsewhere<R: Send>(f: impl FnOnce() -> R + Send) -> R {
    thread::scope(|s| s.spawn(f).join().unwrap())
}

#[test]
fn any_number_of_watchmen_walk_at_the_same_time() {
    let scene = || {
        let journal = Journal::new(Paper::default());
        fine(journal.append("anna", || {
            fine(elsewhere(|| {
                journal.append("ben", || {
                    fine(elsewhere(|| journal.append("cleo", Vec::new)));
                    ben_saw()
                })
            }));
            anna_saw()
        }));
        let found = whole_entries(journal, &[ANNA, BEN, "cleo:\n--\n"]);
        require!(
            found == [2, 1, 0],
            LostUpdate,
            "cleo (2) came back from her walk first, then ben (1), then anna (0): the journal has {found:?}"
        );
    };
    let report = Explorer::new().explore(scene);
    if matches!(report.verdict, Verdict::Deadlock | Verdict::NoProgress) {
        report.fail_as(
            Verdict::LockHeldTooLong,
            "one watchman cannot walk until others are back: what do they have to share on the walk?",
        );
    }
    check(scene);
}

#[test]
fn three_watchmen_write_three_entries() {
    check(|| {
        let journal = Journal::new(Paper::default());
        thread::scope(|s| {
            let anna = s.spawn(|| journal.append("anna", Vec::new));
            let ben = s.spawn(|| journal.append("ben", Vec::new));
            let cleo = s.spawn(|| journal.append("cleo", Vec::new));
            fine(anna.join().unwrap());
            fine(ben.join().unwrap());
            fine(cleo.join().unwrap());
        });
        let mut found = whole_entries(journal, &["anna:\n--\n", "ben:\n--\n", "cleo:\n--\n"]);
        found.sort_unstable();
        require!(
            found == [0, 1, 2],
            LostUpdate,
            "anna (0), ben (1) and cleo (2) appended one entry each, and the journal has those of {found:?}"
        );
    });
}
