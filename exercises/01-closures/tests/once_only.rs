//! What `src/once_only.rs` promises, in every interleaving.

use closures::once_only::once_only;
use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use interleave::sync::{Arc, OnceLock};
use interleave::{Explorer, Verdict, check, reachable, require, thread, yield_point};

/// A button that somebody else holds as well.
type Button = Box<dyn Fn() -> Option<u32> + Send + Sync>;

#[test]
fn the_first_call_runs_it_and_the_others_do_not() {
    // What may fail without a reason, such as `compare_exchange_weak`, does so here.
    Explorer::new().spurious_wakeups(1).check(|| {
        let runs = AtomicU32::new(0);
        let pay = once_only(|| {
            runs.fetch_add(1, Ordering::SeqCst);
            "paid"
        });
        let early = runs.load(Ordering::SeqCst);
        require!(
            early == 0,
            WrongResult,
            "nobody has called yet, and the callback has run {early} times"
        );
        let told = [pay(), pay(), pay()];
        require!(
            told == [Some("paid"), None, None],
            WrongResult,
            "three calls returned {told:?}, and should return [Some(\"paid\"), None, None]"
        );
        let runs = runs.load(Ordering::SeqCst);
        require!(runs == 1, WrongResult, "three calls, and the callback has run {runs} times");
    });
}

#[test]
fn it_does_not_matter_how_often_the_button_is_pressed() {
    check(|| {
        let pay = once_only(|| ());
        pay();
        for press in 2..=300 {
            let told = pay();
            require!(told.is_none(), WrongResult, "press number {press} was told {told:?}");
        }
    });
}

#[test]
fn a_button_that_nobody_presses_runs_nothing() {
    check(|| {
        let runs = AtomicU32::new(0);
        drop(once_only(|| runs.fetch_add(1, Ordering::SeqCst)));
        let runs = runs.load(Ordering::SeqCst);
        require!(
            runs == 0,
            WrongResult,
            "the button is gone, nobody has ever pressed it, and the callback has run {runs} times"
        );
    });
}

#[test]
fn what_the_callback_owns_comes_out_of_it() {
    check(|| {
        let bill = String::from("two soups");
        let pay = once_only(move || bill);
        let told = pay();
        require!(
            told.as_deref() == Some("two soups"),
            WrongResult,
            "the callback hands over the bill it owns, and the first call returned {told:?}"
        );
    });
}

#[test]
fn two_buttons_know_nothing_of_each_other() {
    check(|| {
        let (soup, salad) = (once_only(|| "soup"), once_only(|| "salad"));
        let told = [soup(), salad(), soup(), salad()];
        require!(
            told == [Some("soup"), Some("salad"), None, None],
            WrongResult,
            "the calls soup, salad, soup, salad returned {told:?}: where is it kept that somebody has called?"
        );
    });
}

/// Parts of what `unwrap`, `unreachable!` and a list say when there is nothing there.
const FOUND_GONE: [&str; 5] = [
    "on a `None` value",
    "on an `Err` value: ()",
    "unreachable code",
    "removal index",
    "out of bounds",
];

/// Two threads press at the same time.
fn a_race() {
    let runs = AtomicU32::new(0);
    let pay = once_only(|| {
        let earlier = runs.fetch_add(1, Ordering::SeqCst);
        require!(earlier == 0, CheckThenAct, "the callback runs for the second time");
    });
    let (anna, ben) = thread::scope(|s| {
        let anna = s.spawn(|| pay().is_some());
        let ben = s.spawn(|| pay().is_some());
        (anna.join().unwrap(), ben.join().unwrap())
    });
    let runs = runs.load(Ordering::SeqCst);
    require!(
        runs > 0,
        WrongResult,
        "anna and ben press at the same time, and nobody runs the callback"
    );
    require!(
        anna != ben && runs == 1,
        CheckThenAct,
        "anna and ben press at the same time. The callback has run {runs} times; anna ran it: {anna}, ben: {ben}"
    );
}

#[test]
fn of_two_who_press_at_the_same_time_one_runs_it() {
    let report = Explorer::new().explore(a_race);
    // The callback cannot be taken twice. Who looks first and takes later finds nothing to take, and panics there.
    let panics_there = FOUND_GONE.iter().any(|panic| report.message.contains(panic));
    if report.verdict == Verdict::Panicked && panics_there {
        report.fail_as(
            Verdict::CheckThenAct,
            "anna and ben press at the same time, and one of them finds the callback gone: who could come in \
             between the look and the `take`?",
        );
    }
    check(a_race);
}

#[test]
fn who_runs_it_gets_what_it_returns() {
    check(|| {
        let pay = once_only(|| thread::current().id());
        let press = || pay().is_none_or(|ran_on| ran_on == thread::current().id());
        let (anna, ben) = thread::scope(|s| {
            let (anna, ben) = (s.spawn(press), s.spawn(press));
            (anna.join().unwrap(), ben.join().unwrap())
        });
        require!(
            anna && ben,
            WrongResult,
            "anna and ben press at the same time, and {} was given what the callback returned on another thread: who \
             runs it, and who gets its result?",
            if anna { "ben" } else { "anna" }
        );
    });
}

#[test]
fn nobody_waits_for_the_callback() {
    reachable(
        Verdict::LockHeldTooLong,
        "did ben get his `None` while anna's callback was still running: which guard is alive then?",
        || {
            let (running, ben_was_told) = (AtomicBool::new(false), AtomicBool::new(false));
            let pay = once_only(|| {
                running.store(true, Ordering::SeqCst);
                yield_point();
                ben_was_told.load(Ordering::SeqCst)
            });
            thread::scope(|s| {
                let anna = s.spawn(&pay);
                let ben = s.spawn(|| {
                    // Only a call that was begun while the callback was running tells anything.
                    let began_meanwhile = running.load(Ordering::SeqCst);
                    let told = pay();
                    ben_was_told.store(began_meanwhile && told.is_none(), Ordering::SeqCst);
                });
                ben.join().unwrap();
                anna.join().unwrap() == Some(true)
            })
        },
    );
}

#[test]
fn the_callback_itself_may_press_the_button() {
    check(|| {
        let button: Arc<OnceLock<Button>> = Arc::default();
        let mine = Arc::clone(&button);
        let pay = once_only(move || match mine.get().map(|pay| pay()) {
            Some(None) => 1,
            told => panic!("the callback pressed the button and was told {told:?}"),
        });
        let _ = button.set(Box::new(pay));
        let told = button.get().map(|pay| [pay(), pay()]);
        require!(
            told == Some([Some(1), None]),
            WrongResult,
            "the callback pressed the button itself, was told `None`, and returned 1. The caller was told {told:?}"
        );
    });
}

#[test]
fn a_panic_of_the_callback_is_its_one_time() {
    check(|| {
        let pay = once_only(|| -> u32 { panic!("the card reader is on fire") });
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(&pay);
            let ben = s.spawn(&pay);
            (anna.join(), ben.join())
        });
        let later = thread::scope(|s| s.spawn(&pay).join());
        let panics: Vec<_> =
            [&anna, &ben].into_iter().filter_map(|told| told.as_ref().err()).collect();
        require!(
            panics.len() == 1 && matches!(later, Ok(None)),
            WrongResult,
            "the callback panics. Anna was told {anna:?}, ben {ben:?}, and one of the two should have got the panic; \
             a later call was told {later:?}, and should be told Ok(None)"
        );
        let said = panics[0].downcast_ref::<&str>();
        require!(
            said == Some(&"the card reader is on fire"),
            WrongResult,
            "the callback panicked with `the card reader is on fire`, and its caller got another panic, with {said:?}"
        );
    });
}

#[test]
fn of_a_crowd_one_runs_it() {
    check(|| {
        let pay = once_only(|| ());
        let ran = thread::scope(|s| {
            let crowd = [s.spawn(&pay), s.spawn(&pay), s.spawn(&pay)];
            crowd.map(|one| one.join().unwrap()).into_iter().flatten().count()
        });
        require!(
            ran == 1,
            CheckThenAct,
            "three pressed at the same time, and {ran} of them ran the callback"
        );
    });
}

#[test]
fn one_runs_it_whatever_memory_shows() {
    Explorer::new().weak_memory(true).spurious_wakeups(1).check(a_race);
}
