//! What `src/first_come.rs` promises, in every interleaving.

use interleave::sync::Arc;
use interleave::sync::mpsc;
use interleave::time::Duration;
use interleave::{
    Explorer, Gauge, Staff, Verdict, check, outcomes, reachable, require, thread, yield_point,
};
use threads::first_come::ask_all;

type Question = Box<dyn FnOnce() -> &'static str + Send>;

// The function as the exercise gives it. If this line does not compile, it has lost its signature.
const _: fn(Vec<Question>, fn(usize, &'static str)) = ask_all;

/// A question that is answered like this.
fn question(answer: &'static str) -> Question {
    Box::new(move || {
        yield_point();
        answer
    })
}

#[test]
fn every_answer_is_told_once_with_the_number_of_its_question() {
    check(|| {
        let mut told = Vec::new();
        ask_all(vec![question("yes"), question("no"), question("perhaps")], |number, answer| {
            told.push((number, answer));
        });
        told.sort_unstable();
        require!(
            told == [(0, "yes"), (1, "no"), (2, "perhaps")],
            WrongResult,
            "questions 0, 1 and 2 were answered with yes, no and perhaps, and these were told, here sorted: {told:?}"
        );
    });
}

#[test]
fn one_question_and_none() {
    check(|| {
        let mut told = Vec::new();
        ask_all(vec![question("yes")], |number, answer| told.push((number, answer)));
        require!(
            told == [(0, "yes")],
            WrongResult,
            "one question was answered with yes, and this was told: {told:?}"
        );
        ask_all(Vec::<Question>::new(), |number, answer| {
            require!(false, WrongResult, "nothing was asked, and {number} was told to be {answer}");
        });
    });
}

/// Whether so many questions can all be under way at the same time.
fn all_asked_at_once(questions: usize) -> bool {
    let asking = Arc::new(Gauge::new());
    let question = |number: usize| {
        let asking = asking.clone();
        move || {
            let _asking = asking.enter();
            number
        }
    };
    ask_all((0..questions).map(question).collect(), |_, _| ());
    asking.most() == questions
}

#[test]
fn all_questions_are_asked_at_the_same_time() {
    reachable(
        Verdict::RanSerially,
        "were three questions asked at once: what is each of them waited for?",
        || all_asked_at_once(3),
    );
    reachable(
        Verdict::RanSerially,
        "were five questions asked at once: who says how many may be?",
        || all_asked_at_once(5),
    );
}

/// Two questions; the slow one is answered when the answer to the other has been told.
fn the_slow_one_waits(slow: usize) {
    let (tell_it, it_was_told) = mpsc::channel();
    let slow_one: Question = Box::new(move || {
        let _ = it_was_told.recv();
        "slow"
    });
    let mut questions = vec![question("quick")];
    questions.insert(slow, slow_one);
    let mut told = Vec::new();
    ask_all(questions, |_, answer| {
        told.push(answer);
        let _ = tell_it.send(());
    });
    require!(
        told == ["quick", "slow"],
        WrongResult,
        "question {slow} of two is answered only when the answer to the other has been told, and these were told: \
         {told:?}"
    );
}

#[test]
fn an_answer_is_told_while_another_is_awaited() {
    for slow in [1, 0] {
        let report = Explorer::new().explore(move || the_slow_one_waits(slow));
        if matches!(report.verdict, Verdict::Deadlock | Verdict::NoProgress) {
            report.fail_as(
                Verdict::WrongResult,
                format!(
                    "question {} was answered, question {slow} was not, and nobody was told: whom does `ask_all` \
                     wait for first?",
                    1 - slow
                ),
            );
        }
        check(move || the_slow_one_waits(slow));
    }
}

#[test]
fn answers_may_come_in_any_order() {
    let orders = outcomes(|| {
        let mut told = Vec::new();
        ask_all(vec![question("yes"), question("no"), question("perhaps")], |number, _| {
            told.push(number);
        });
        told
    });
    let orders: Vec<_> = orders.results().collect();
    require!(
        orders.len() == 6,
        WrongResult,
        "three answers can come in six orders, and `ask_all` told them in {} only: {orders:?}",
        orders.len()
    );
}

#[test]
fn every_thread_has_ended_when_all_is_told() {
    check(|| {
        let staff = Staff::new();
        let question = |number: usize| {
            let staff = staff.clone();
            move || {
                staff.sign_in();
                number
            }
        };
        ask_all((0..2).map(question).collect(), |_, _| ());
        staff.has_gone_home("`ask_all` returned");
    });
}

#[test]
fn the_one_who_asked_is_told() {
    check(|| {
        let me = thread::current().id();
        ask_all(vec![question("yes"), question("no")], |number, _| {
            require!(
                thread::current().id() == me,
                WrongResult,
                "answer {number} was told by another thread than the one that called `ask_all`"
            );
        });
    });
}

/// No time passes here: the clock of an exploration goes on when all are asleep.
#[test]
fn a_slow_answer_is_told_as_well() {
    check(|| {
        let slow: Question = Box::new(|| {
            thread::sleep(Duration::from_secs(3600));
            "slow"
        });
        let mut told = Vec::new();
        ask_all(vec![slow, question("quick")], |_, answer| told.push(answer));
        told.sort_unstable();
        require!(
            told == ["quick", "slow"],
            WrongResult,
            "one of two answers took an hour, and these were told: {told:?}"
        );
    });
}

/// One question is never answered. Then all are stuck, and that is as it should be: nobody is busy.
fn one_is_never_answered() {
    let (never, answer) = mpsc::channel::<&'static str>();
    let silent: Question = Box::new(move || answer.recv().unwrap_or("nothing"));
    ask_all(vec![silent, question("yes")], |_, _| ());
    drop(never);
}

#[test]
fn who_waits_for_an_answer_sleeps() {
    let report = Explorer::new().budget(50).explore(one_is_never_answered);
    match report.verdict {
        Verdict::Deadlock => {}
        Verdict::NoProgress => report.fail_as(
            Verdict::NoProgress,
            "one question is never answered, and `ask_all` looks for the answer again and again: what can it wait for \
             instead, asleep?",
        ),
        _ => {
            check(one_is_never_answered);
            require!(
                false,
                WrongResult,
                "one question is never answered, and `ask_all` does not wait for it"
            );
        }
    }
}
