//! Tries, pauses and time-outs.

use coroutines::downloads::{Failure, Options};
use forktest::Scene;
use interleave::{Verdict, require};
use loopback::{Answer, Point, State};

use super::stage::{OPTIONS, Stage, hours};

pub(super) fn what_fails_is_tried_again_after_a_pause(scene: &Scene) {
    let faults = [
        ("500", 2, Answer::status(500).body("sorry")),
        ("503", 1, Answer::status(503)),
        ("no answer", 1, Answer::none()),
        ("half a body", 1, Answer::ok("picture").cut(Point::Body(3))),
    ];
    for (what, pause, fault) in faults {
        let stage = Stage::new(scene, what);
        stage.answers("a", [fault.clone(), fault, Answer::ok("picture")]);
        let options = Options { pause: hours(pause), ..OPTIONS };
        let mut client = stage.client(&["a"], options, &[Ok(7)]);
        for tries in 1..3 {
            for passed in 0..pause {
                client.rests(&format!("try {tries} of 3 got {what}, and the pause is not over"));
                require!(
                    stage.asked("a") == tries,
                    WrongResult,
                    "try {tries} of 3 got {what}. {passed} hours of a pause of {pause} have passed, and there were {} tries",
                    stage.asked("a")
                );
                stage.holds_only(&[], &format!("a try got {what}"));
                client.passes(1);
            }
        }
        require!(
            client.is_over(),
            WrongResult,
            "two tries got {what}, {pause} hours have passed since the second one, and there were {} tries; the third one gets \
             `picture`",
            stage.asked("a")
        );
        require!(
            stage.read("a").as_deref() == Some("picture"),
            WrongResult,
            "two tries got {what}, the third one got `picture`, and the file has {:?}",
            stage.read("a")
        );
    }
}

pub(super) fn there_are_so_many_tries_and_no_more(scene: &Scene) {
    for tries in [1, 2, 4] {
        let stage = Stage::new(scene, &tries.to_string());
        stage.answers("a", [Answer::status(500)]);
        let options = Options { tries, ..OPTIONS };
        let mut client = stage.client(&["a"], options, &[Err(Failure::Status(500))]);
        for tried in 1..tries {
            client.rests(&format!("{tried} of {tries} tries have failed"));
            client.passes(1);
        }
        let (over, asked) = (client.is_over(), stage.asked("a"));
        require!(
            over,
            NeverFinished,
            "`tries` is {tries}, so many have failed ({asked}), and `download_all` goes on"
        );
        require!(asked == tries, WrongResult, "`tries` is {tries}, and there were {asked}");
    }
}

pub(super) fn who_pauses_gives_up_its_place(scene: &Scene) {
    let stage = Stage::new(scene, "files");
    stage.answers("a", [Answer::status(500), Answer::ok("picture")]);
    stage.answers("b", [Answer::ok("picture").hold(Point::Start)]);
    let options = Options { at_once: 1, ..OPTIONS };
    let mut client = stage.client(&["a", "b"], options, &[Ok(7), Ok(7)]);
    client.rests("`a` pauses, and the answer to `b` is held");
    if !stage.stands("b") {
        scene.fail(
            Verdict::LockHeldTooLong,
            "`at_once` is 1. `a` got 500 and pauses, so nothing is under way, and `b` is not asked for",
        );
    }
    // The pause is over, and the one place is taken.
    client.passes(1);
    client.rests("the answer to `b` is held");
    require!(
        stage.asked("a") == 1,
        BoundExceeded,
        "`at_once` is 1, the answer to `b` is held, and `a` is asked for again"
    );
    stage.let_go("b");
    client.ends();
}

pub(super) fn the_time_of_a_try_is_limited(scene: &Scene) {
    for point in [Point::Start, Point::Body(3)] {
        let stage = Stage::new(scene, &format!("{point:?}"));
        stage.answers("a", [Answer::ok("picture").hold(point)]);
        stage.answers("b", [Answer::ok("picture")]);
        let options = Options { tries: 2, ..OPTIONS };
        let mut client = stage.client(&["a", "b"], options, &[Err(Failure::TimedOut), Ok(7)]);
        for tried in 1..=2 {
            client.rests("an answer is held");
            require!(
                stage.asked("a") == tried,
                WrongResult,
                "try {tried} of `a` should begin an hour after the last one, and there were {}",
                stage.asked("a")
            );
            client.passes(2);
            client.rests("an answer is held, for 2 hours of a `time_out` of 3 hours");
            require!(
                stage.stands("a"),
                WrongResult,
                "a try may take 3 hours, and was given up after 2"
            );
            client.passes(1);
            let over = client.is_over();
            require!(
                stage.asked("a") == tried,
                WrongResult,
                "a try was over after 3 hours, and the next one began without a pause: that comes after a try, however long \
                 it took"
            );
            let state = stage.last("a").map(|request| request.state);
            require!(
                state == Some(State::Gone),
                NeverFinished,
                "a try may take 3 hours, they have passed, and its connection is still open; the answer is held at {point:?}"
            );
            require!(
                over == (tried == 2),
                WrongResult,
                "try {tried} of 2 took too long, and `download_all` has {}",
                if over { "returned" } else { "not returned" }
            );
            stage.holds_only(&["b"], "a try took too long");
            client.passes(1);
        }
        require!(
            stage.read("b").as_deref() == Some("picture"),
            WrongResult,
            "`a` took too long, and `b` is not there"
        );
    }
}

pub(super) fn who_takes_too_long_makes_room(scene: &Scene) {
    let stage = Stage::new(scene, "files");
    let names = ["a", "b", "c"];
    names.iter().for_each(|name| stage.answers(name, [Answer::ok("picture").hold(Point::Start)]));
    let options = Options { at_once: 1, tries: 1, ..OPTIONS };
    let mut client = stage.client(&names, options, &[Err(Failure::TimedOut); 3]);
    for over in 0..3 {
        client.rests("an answer is held");
        require!(
            stage.server.held().len() == 1,
            Deadlock,
            "`at_once` is 1, and no answer comes. {over} of 3 jobs took too long and are over, and none of the others is \
             asked for: who gives the place back, also when the time is over?"
        );
        client.passes(3);
    }
    client.ends();
}

pub(super) fn the_time_is_that_of_one_whole_try(scene: &Scene) {
    // `a` fails, pauses, waits until `b` is over, and begins its second try after 2 hours.
    let stage = Stage::new(scene, "own time");
    stage.answers("a", [Answer::status(500), Answer::ok("picture").hold(Point::Start)]);
    stage.answers("b", [Answer::ok("picture").hold(Point::Body(1))]);
    let options = Options { at_once: 1, ..OPTIONS };
    let mut client = stage.client(&["a", "b"], options, &[Ok(7), Ok(7)]);
    for passed in 0..2 {
        client.rests(&format!("the answer to `b` is held, for {passed} hours of 3"));
        client.passes(1);
    }
    client.rests("the answer to `b` is held, for 2 hours of 3");
    stage.let_go("b");
    client.rests("the answer to `a` is held");
    client.passes(2);
    client.rests("the second try of `a` has taken 2 hours of 3");
    require!(
        stage.stands("a"),
        WrongResult,
        "a try may take 3 hours, and the second one of `a` was given up after 2. It had waited for a place before, and \
         there was a first try: none of that counts"
    );
    stage.let_go("a");
    client.ends();

    // Three hours for all pieces, and not for each.
    let stage = Stage::new(scene, "all pieces");
    stage.answers("a", [Answer::ok("picture").hold(Point::Start).hold(Point::Body(2))]);
    let options = Options { tries: 1, ..OPTIONS };
    let mut client = stage.client(&["a"], options, &[Err(Failure::TimedOut)]);
    client.rests("an answer is held");
    client.passes(2);
    client.rests("an answer is held, for 2 hours of 3");
    stage.let_go("a");
    client.rests("an answer is held in the middle");
    client.passes(1);
    require!(
        client.is_over(),
        NeverFinished,
        "a try may take 3 hours. The head came after 2, nothing came in the third, and the try goes on"
    );
}

pub(super) fn a_server_may_die_and_come_back(scene: &Scene) {
    let stage = Stage::new(scene, "files");
    stage.answers("a", [Answer::ok("picture").hold(Point::Start), Answer::ok("picture")]);
    stage.answers("b", [Answer::ok("picture").hold(Point::Body(3)), Answer::ok("picture")]);
    let mut client = stage.client(&["a", "b"], OPTIONS, &[Ok(7), Ok(7)]);
    client.rests("two answers are held");
    stage.server.die();
    client.rests("the server has died in the first of three tries");
    client.passes(1);
    client.rests("the server was dead in the second of three tries");
    stage.server.come_back();
    client.passes(1);
    client.ends();
    stage.holds_only(&["a", "b"], "all was downloaded");
}
