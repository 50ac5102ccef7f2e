//! What `src/journal.rs` promises, in every interleaving.

use std::fmt;
use std::io::{self, Write};

use interleave::sync::atomic::{AtomicBool, Ordering};
use interleave::{Verdict, check, reachable, require, thread, yield_point};
use locks::journal::Journal;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(Paper) -> Journal<Paper> = Journal::new;
const _: fn(&Journal<Paper>, &str, fn() -> Vec<String>) -> io::Result<()> = Journal::append;
const _: fn(Journal<Paper>) -> Paper = Journal::close;

/// Paper that takes everything.
#[derive(Default)]
struct Paper(Vec<u8>);

impl Paper {
    fn text(self) -> String {
        String::from_utf8(self.0).expect("the entries are text")
    }
}

impl Write for Paper {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.write(text)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A timeline shows what is on the paper.
impl fmt::Debug for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", String::from_utf8_lossy(&self.0))
    }
}

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
fn one_watcher_writes_entry_after_entry() {
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

/// Paper that takes a few letters at a time.
#[derive(Default)]
struct Narrow(Paper);

impl Write for Narrow {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.write(&text[..text.len().min(3)])
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
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
fn entries_of_one_watcher_stay_in_order() {
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
fn a_watcher_who_panics_on_the_walk_spoils_nothing() {
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

/// Paper that takes nothing.
struct Wet;

impl Write for Wet {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::other("the paper is wet"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::Error::other("the paper is wet"))
    }
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
