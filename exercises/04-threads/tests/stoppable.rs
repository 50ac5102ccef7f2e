//! What `src/stoppable.rs` promises, in every interleaving.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use interleave::sync::Arc;
use interleave::sync::mpsc;
use interleave::{Explorer, Staff, Verdict, check, reachable, require, thread, yield_point};
use threads::stoppable::Scribe;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(fn(String)) -> Scribe = Scribe::start;
const _: fn(&Scribe, String) = Scribe::give;
const _: fn(Scribe) -> usize = Scribe::stop;

/// Gives the scribe letters of these names.
fn give(scribe: &Scribe, letters: &[&str]) {
    for letter in letters {
        scribe.give((*letter).to_string());
    }
}

#[test]
fn letters_are_copied_in_the_order_in_which_they_are_given() {
    check(|| {
        let (send, copies) = mpsc::channel();
        let scribe = Scribe::start(move |letter| send.send(letter).unwrap());
        give(&scribe, &["a", "b", "c"]);
        let copied: Vec<String> = copies.iter().take(3).collect();
        require!(
            copied == ["a", "b", "c"],
            WrongResult,
            "the letters a, b, c were given, nobody said stop, and these were copied: {copied:?}"
        );
        let count = scribe.stop();
        require!(count == 3, WrongResult, "three letters were copied, and `stop` says {count}");
    });
}

#[test]
fn a_scribe_without_a_letter_stops() {
    check(|| {
        let scribe = Scribe::start(|_| ());
        let count = scribe.stop();
        require!(count == 0, WrongResult, "no letter was given, and `stop` says {count}");
    });
}

#[test]
fn a_scribe_who_has_copied_everything_stops() {
    check(|| {
        let (send, copies) = mpsc::channel();
        let scribe = Scribe::start(move |letter| send.send(letter).unwrap());
        give(&scribe, &["a"]);
        let copied = copies.recv();
        let count = scribe.stop();
        require!(
            count == 1,
            WrongResult,
            "one letter was given and copied ({copied:?}), and `stop` says {count}"
        );
    });
}

/// A scribe who cannot finish the first letter until there is ink: until what is returned beside it is dropped.
fn without_ink() -> (Scribe, mpsc::Sender<()>) {
    let (ink, no_ink_yet) = mpsc::channel();
    let scribe = Scribe::start(move |_| {
        let _ = no_ink_yet.recv();
    });
    (scribe, ink)
}

/// The ink comes when so many letters are given, and only then can the first one be copied.
fn letters_and_then_the_ink(letters: usize) {
    let (scribe, ink) = without_ink();
    (0..letters).for_each(|number| scribe.give(format!("letter {number}")));
    drop(ink);
    scribe.stop();
}

/// The ink comes when three letters are given, perhaps only after closing time. Returns how many were copied.
fn closing_time_without_ink() -> usize {
    let (scribe, ink) = without_ink();
    give(&scribe, &["a", "b", "c"]);
    let errand = thread::spawn(move || drop(ink));
    let count = scribe.stop();
    errand.join().unwrap();
    count
}

#[test]
fn who_gives_a_letter_does_not_wait_for_the_scribe() {
    for (letters, budget) in [(3, 20_000), (40, 50)] {
        let report =
            Explorer::new().budget(budget).explore(move || letters_and_then_the_ink(letters));
        if matches!(report.verdict, Verdict::Deadlock | Verdict::NoProgress) {
            report.fail_as(
                Verdict::RanSerially,
                format!(
                    "the first letter cannot be copied before all {letters} are given, and `give` waits: for whom, and \
                     which thread copies?"
                ),
            );
        }
    }
    check(|| letters_and_then_the_ink(3));
}

/// A scribe who has copied a letter, and signs in with `staff`.
fn at_work(staff: &Staff) -> Scribe {
    let (send, copies) = mpsc::channel();
    let staff = staff.clone();
    let scribe = Scribe::start(move |letter| {
        staff.sign_in();
        send.send(letter).unwrap();
    });
    give(&scribe, &["a"]);
    let _ = copies.recv();
    scribe
}

#[test]
fn who_has_been_stopped_has_gone_home() {
    check(|| {
        let staff = Staff::new();
        at_work(&staff).stop();
        staff.has_gone_home("`stop` returned");
    });
}

#[test]
fn who_is_forgotten_goes_home_as_well() {
    check(|| {
        let staff = Staff::new();
        drop(at_work(&staff));
        staff.has_gone_home("the `Scribe` was dropped");
    });
}

#[test]
fn who_is_forgotten_without_a_letter_goes_home_as_well() {
    check(|| drop(Scribe::start(|_| ())));
}

/// Three letters on the pile, and then `close`. Returns how many were copied.
fn closing_time(close: fn(Scribe)) -> usize {
    let copied = Arc::new(AtomicUsize::new(0));
    let scribe = Scribe::start({
        let copied = copied.clone();
        move |_| {
            yield_point();
            copied.fetch_add(1, Relaxed);
        }
    });
    give(&scribe, &["a", "b", "c"]);
    close(scribe);
    copied.load(Relaxed)
}

#[test]
fn the_pile_is_left_when_stop_is_said() {
    reachable(
        Verdict::WrongResult,
        "did `stop` leave a letter of three on the pile: does the scribe look whether to stop before each letter?",
        || closing_time(|scribe| _ = scribe.stop()) < 3,
    );
    reachable(
        Verdict::WrongResult,
        "was the second of three letters the last one: what does the scribe find out after a letter?",
        || closing_time(|scribe| _ = scribe.stop()) == 2,
    );
    reachable(
        Verdict::WrongResult,
        "was no letter begun by a scribe who had none on the desk at closing time: what does the scribe find out before \
         the first one?",
        || closing_time(|scribe| _ = scribe.stop()) == 0,
    );
    reachable(
        Verdict::WrongResult,
        "was the letter that lay on the desk at closing time the last one, with two more on the pile: does the scribe look \
         before each letter, or only when the pile is empty?",
        || closing_time_without_ink() == 1,
    );
}

#[test]
fn the_pile_is_left_when_the_scribe_is_dropped() {
    reachable(
        Verdict::WrongResult,
        "was a letter of three left on the pile when the `Scribe` was dropped",
        || closing_time(drop) < 3,
    );
}

#[test]
fn the_letter_on_the_desk_is_finished_and_counted() {
    check(|| {
        let begun = Arc::new(AtomicUsize::new(0));
        let finished = Arc::new(AtomicUsize::new(0));
        let scribe = Scribe::start({
            let (begun, finished) = (begun.clone(), finished.clone());
            move |_| {
                begun.fetch_add(1, Relaxed);
                yield_point();
                finished.fetch_add(1, Relaxed);
            }
        });
        give(&scribe, &["a", "b"]);
        let count = scribe.stop();
        let (begun, finished) = (begun.load(Relaxed), finished.load(Relaxed));
        require!(
            begun == finished && finished == count,
            WrongResult,
            "when `stop` returned, {begun} letters were begun and {finished} finished, and `stop` says {count}"
        );
    });
}

/// Nobody gives a letter, and nobody says stop. Then all are stuck, and that is as it should be: nobody is busy.
fn nothing_to_do() {
    let scribe = Scribe::start(|_| ());
    let (_never, letter) = mpsc::channel::<String>();
    let _ = letter.recv();
    scribe.stop();
}

#[test]
fn a_scribe_without_a_letter_sleeps() {
    let report = Explorer::new().budget(50).explore(nothing_to_do);
    match report.verdict {
        Verdict::Deadlock => {}
        Verdict::NoProgress => report.fail_as(
            Verdict::NoProgress,
            "the pile is empty, and the scribe looks at it again and again: what can the thread wait for, asleep?",
        ),
        _ => check(nothing_to_do),
    }
}

#[test]
fn two_scribes_do_not_stop_each_other() {
    check(|| {
        let (send, copies) = mpsc::channel();
        let anna = Scribe::start(|_| ());
        let ben = Scribe::start(move |letter| send.send(letter).unwrap());
        anna.stop();
        give(&ben, &["a"]);
        let copied = copies.recv();
        require!(
            copied.is_ok(),
            WrongResult,
            "anna was stopped, ben was given a letter, and it was not copied: what do two scribes share?"
        );
        let count = ben.stop();
        require!(count == 1, WrongResult, "ben has copied one letter, and `stop` says {count}");
    });
}
