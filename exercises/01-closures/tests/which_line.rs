//! What `src/which_line.rs` says, against what the compiler says. The programs are in `which_line/`, and what is
//! refused in them is marked there; whoever reads them has less fun.

use closures::which_line::{self, Rustc, coat_for_each, send_messenger};
use interleave::thread::JoinHandle;
use interleave::{Verdict, check, reachable, require};

#[path = "which_line/judge.rs"]
mod judge;

use judge::{Program, judge};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: [fn() -> Rustc; 6] = [
    which_line::late,
    which_line::farewell,
    which_line::turnstile,
    which_line::evening,
    which_line::coat,
    which_line::messenger,
];
const _: fn(&str) -> JoinHandle<String> = send_messenger;

#[test]
fn a_number_that_is_changed_under_a_closure() {
    judge(
        which_line::late,
        &Program {
            text: include_str!("which_line/late.rs"),
            accepts: "the closure has not copied `i`, it looks at it. In which line is it called, and what has happened \
                      to `i` before?",
            refuses: "",
            line: "to borrow is no error, and neither is to call. Which line does something to `i` that nobody may do \
                   while it is borrowed?",
        },
    );
}

#[test]
fn a_name_that_has_gone_into_a_closure() {
    judge(
        which_line::farewell,
        &Program {
            text: include_str!("which_line/farewell.rs"),
            accepts: "who owns the name after line 3, and who wants to use it after that?",
            refuses: "",
            line: "the closure owns the name, and whoever owns a thing may look at it as often as they like. Who looks \
                   at it and does not own it any more?",
        },
    );
}

#[test]
fn two_closures_that_change_one_number() {
    judge(
        which_line::turnstile,
        &Program {
            text: include_str!("which_line/turnstile.rs"),
            accepts: "what does `enter` hold while it exists, and what does `leave` want to hold at the same time?",
            refuses: "",
            line: "a closure borrows in the line in which it is made, not in the one in which it is called. Which \
                   borrow comes while another one is still needed?",
        },
    );
}

#[test]
fn a_closure_that_is_done_with_a_number() {
    judge(
        which_line::evening,
        &Program {
            text: include_str!("which_line/evening.rs"),
            accepts: "",
            refuses: "a borrow ends with the last use of what borrowed. In which line is `enter` used for the last time, \
                      and who is in the way after that?",
            line: "",
        },
    );
}

#[test]
fn a_closure_that_gives_away_what_it_owns() {
    judge(
        which_line::coat,
        &Program {
            text: include_str!("which_line/coat.rs"),
            accepts: "`give_back` returns the coat itself. How many coats are there, and how many are handed out?",
            refuses: "",
            line: "one coat can be handed out once. Which line asks for the second one?",
        },
    );
}

#[test]
fn a_thread_that_borrows_a_name() {
    judge(
        which_line::messenger,
        &Program {
            text: include_str!("which_line/messenger.rs"),
            accepts: "you see that line 6 waits for the thread. `spawn` does not: what does it demand of a closure, \
                      and does this one own what it uses?",
            refuses: "",
            line: "the error is shown at the closure that borrows what it should own. In which line is it made?",
        },
    );
}

#[test]
fn everybody_gets_a_coat() {
    check(|| {
        let give = coat_for_each(String::from("red coat"));
        let coats = [give(), give(), give()];
        require!(
            coats.iter().all(|coat| coat == "red coat"),
            WrongResult,
            "three asked for a coat like `red coat` and were given {coats:?}"
        );
        let other = coat_for_each(String::from("blue coat"));
        let coats = [other(), give()];
        require!(
            coats == ["blue coat", "red coat"],
            WrongResult,
            "a second cloakroom with a `blue coat`, then the first one again: {coats:?}"
        );
    });
}

#[test]
fn there_is_a_coat_for_the_hundredth_guest() {
    check(|| {
        let give = coat_for_each(String::from("red coat"));
        for guest in 1..=100 {
            let coat = give();
            require!(
                coat == "red coat",
                WrongResult,
                "guest number {guest} asked for a coat like `red coat` and was given {coat:?}"
            );
        }
    });
}

#[test]
fn a_messenger_needs_nobody_to_stay() {
    check(|| {
        let name = String::from("Ben");
        let ben = send_messenger(&name);
        drop(name);
        let cleo = send_messenger("Cleo");
        let said = [ben.join().unwrap(), cleo.join().unwrap()];
        require!(
            said == ["I am Ben", "I am Cleo"],
            WrongResult,
            "messengers were sent with `Ben` and `Cleo`, and said {said:?}"
        );
    });
}

#[test]
fn nobody_waits_for_a_messenger() {
    reachable(
        Verdict::RanSerially,
        "was `send_messenger` back while its messenger was still on the way?",
        || {
            let ben = send_messenger("Ben");
            let on_the_way = !ben.is_finished();
            ben.join().unwrap();
            on_the_way
        },
    );
}
