//! What `src/process_queue.rs` promises. Every process is real, and is killed where the test says.

use std::fs;
use std::io;

use forktest::{Scene, Seen};
use interleave::{Verdict, require};
use nix::sys::signal::{Signal, kill};
use queues::line::{Line, Message};
use queues::process_queue::{Client, Taken, serve};

#[path = "process_queue/moments.rs"]
mod moments;
#[path = "process_queue/office.rs"]
mod office;
#[path = "process_queue/waiting.rs"]
mod waiting;

use office::{Office, note, take};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(Vec<Line>) -> io::Result<Vec<u64>> = serve;
const _: fn(Line) -> Client = Client::new;
const _: fn(&Client, u64) -> io::Result<()> = Client::put;
const _: for<'c> fn(&'c Client) -> io::Result<Option<Taken<'c>>> = Client::take;
const _: fn(Taken<'static>) -> io::Result<()> = Taken::done;

forktest::tests! {
    fn items_come_out_in_the_order_in_which_they_went_in(scene: &Scene) {
        let office = Office::open(scene, 2);
        office.put(&[5, 3, 8, 3, u64::MAX, 0]);
        office.worker("ben").join();
        let (done, left) = (office.done(), office.left());
        require!(done == [5, 3, 8, 3, u64::MAX, 0], MessageLost, "anna put 5, 3, 8, 3, the largest number there is and 0, and ben did {done:?}");
        require!(left == "[]", WrongResult, "everything is done, and `serve` returns {left}");
    }

    fn who_waits_is_served_when_something_comes(scene: &Scene) {
        let office = Office::open(scene, 2);
        let ben = office.worker("ben");
        let seen = ben.seen();
        if !matches!(seen, Seen::Asleep(_)) {
            scene.fail(Verdict::WrongResult, format!("the queue is empty, anna is there and may still put something, and ben, who wants something, {seen}"));
        }
        office.put(&[7]);
        ben.join();
        let done = office.done();
        require!(done == [7], MessageLost, "ben waited, anna put 7, and ben did {done:?}");
    }

    fn the_queue_sleeps_while_nothing_happens(scene: &Scene) {
        let office = Office::open(scene, 3);
        let ben = office.worker("ben");
        let seen = office.queue.seen();
        if matches!(seen, Seen::Spins | Seen::Polls(_)) {
            scene.fail(Verdict::NoProgress, format!("nothing happens, and the queue {seen}"));
        }
        office.put(&[]);
        let seen = office.queue.seen();
        if matches!(seen, Seen::Spins | Seen::Polls(_)) {
            scene.fail(Verdict::NoProgress, format!("a client has gone, nothing else happens, and the queue {seen}"));
        }
        office.nobody_else();
        ben.join();
    }

    fn what_a_killed_client_had_somebody_else_gets(scene: &Scene) {
        let office = Office::open(scene, 3);
        office.put(&[1, 2, 3]);
        let carl = office.holder("carl", 1);
        office.kill(&carl);
        office.worker("dora").join();
        let done = office.done();
        require!(done.contains(&1), MessageLost, "carl took 1 and was killed before he was done with it; dora did {done:?}");
        require!(done == [1, 2, 3], WrongResult, "carl took 1 and was killed before he was done with it; then dora did {done:?}: it should come back to where it was");
    }

    fn what_two_killed_clients_had_comes_back_in_order(scene: &Scene) {
        for first_dies_first in [true, false] {
            let office = Office::open(scene, 4);
            office.put(&[1, 2, 3]);
            let carl = office.holder("carl", 1);
            let dora = office.holder("dora", 1);
            let both = if first_dies_first { [carl, dora] } else { [dora, carl] };
            for one in both {
                office.kill(&one);
            }
            office.worker("emil").join();
            let done = office.done();
            fs::remove_file(scene.path("done")).unwrap_or_default();
            require!(done.len() == 3, MessageLost, "1 and 2 were taken by two who were killed, 3 was not; then emil did {done:?}");
            require!(done == [1, 2, 3], WrongResult, "1 and 2 were taken by two who were killed (the one with 1 first: {first_dies_first}); then emil did {done:?}");
        }
    }

    fn all_that_a_killed_client_had_comes_back(scene: &Scene) {
        let office = Office::open(scene, 3);
        office.put(&[1, 2, 3, 4]);
        office.kill(&office.holder("carl", 3));
        office.worker("dora").join();
        let done = office.done();
        require!(done == [1, 2, 3, 4], MessageLost, "carl had 1, 2 and 3 when he was killed; then dora did {done:?}");
    }

    fn what_was_done_does_not_come_again(scene: &Scene) {
        let office = Office::open(scene, 3);
        office.put(&[1, 2, 3, 4]);
        let carl = office.client("carl", |me, client| {
            let (one, two, three) = (take(client), take(client), take(client));
            two.expect("2 is there").done().expect("the queue is there");
            me.stop_at("has");
            let _ = (one, three);
        });
        carl.expect_at("has");
        office.kill(&carl);
        office.worker("dora").join();
        let done = office.done();
        require!(!done.contains(&2), WrongResult, "carl had 1, 2 and 3 and was done with 2 when he was killed; dora did {done:?}");
        require!(done == [1, 3, 4], MessageLost, "carl had 1, 2 and 3 and was done with 2 when he was killed; dora did {done:?}");
    }

    fn who_waits_gets_what_comes_back(scene: &Scene) {
        let office = Office::open(scene, 3);
        office.put(&[1]);
        let carl = office.holder("carl", 1);
        let dora = office.worker("dora");
        let seen = dora.seen();
        if !matches!(seen, Seen::Asleep(_)) {
            scene.fail(Verdict::MessageLost, format!("carl works on the last item, which may come back, and dora, who wants one, {seen}"));
        }
        office.kill(&carl);
        let seen = dora.seen();
        if let Seen::Asleep(call) = seen {
            scene.fail(Verdict::Deadlock, format!("carl was killed with the item, and dora, who waits for one, still sleeps in {call}"));
        }
        dora.join();
        let done = office.done();
        require!(done == [1], MessageLost, "carl was killed with 1 while dora waited; she did {done:?}");
    }

    fn who_dies_waiting_gets_nothing(scene: &Scene) {
        let office = Office::open(scene, 3);
        let carl = office.worker("carl");
        let _ = carl.seen();
        office.kill(&carl);
        office.put(&[1, 2]);
        office.worker("dora").join();
        let done = office.done();
        require!(done == [1, 2], MessageLost, "carl was killed while he waited, then 1 and 2 were put; dora did {done:?}");
    }

    fn who_dies_waiting_gives_back_what_he_has(scene: &Scene) {
        let office = Office::open(scene, 3);
        office.put(&[1]);
        let carl = office.client("carl", |_, client| {
            let one = take(client);
            let _ = (take(client), one);
        });
        let _ = carl.seen();
        office.kill(&carl);
        office.worker("dora").join();
        let done = office.done();
        require!(done == [1], MessageLost, "carl had 1 and waited for another when he was killed; then dora did {done:?}");
    }

    fn all_who_wait_get_what_comes_back(scene: &Scene) {
        waiting::all_get_what_comes_back(scene);
    }

    fn two_may_go_at_once(scene: &Scene) {
        let office = Office::open(scene, 5);
        office.put(&[1, 2, 3]);
        let emil = office.client("emil", |me, client| {
            me.stop_at("about to take");
            office::work(scene, client);
        });
        emil.expect_at("about to take");
        let (carl, dora) = (office.holder("carl", 1), office.holder("dora", 1));
        // The queue is held, and finds both gone when it looks next.
        office.hold();
        carl.kill();
        dora.kill();
        kill(office.queue.pid(), Signal::SIGCONT).expect("it is there");
        let _ = office.queue.seen();
        emil.go();
        let _ = emil.seen();
        office.nobody_else();
        emil.join();
        let done = office.done();
        require!(done.len() == 3, MessageLost, "carl with 1 and dora with 2 were killed at the same time; then emil did {done:?}");
        require!(done == [1, 2, 3], WrongResult, "carl with 1 and dora with 2 were killed at the same time; then emil did {done:?}");
    }

    fn who_dies_before_reading_the_answer_has_nothing(scene: &Scene) {
        let office = Office::open(scene, 3);
        office.put(&[1, 2, 3]);
        let line = office.lines.borrow_mut().pop().expect("a line");
        let carl = scene.fork("carl", |me| {
            office.lines.borrow_mut().clear();
            let line = line;
            line.send(Message::Take).expect("the queue is there");
            let Ok(Some(Message::Item { number, item: 1 })) = line.receive() else { panic!("1 is there") };
            line.send(Message::Done(number)).expect("the queue is there");
            line.send(Message::Take).expect("the queue is there");
            me.stop_at("has asked");
        });
        carl.expect_at("has asked");
        // By now the queue has answered.
        let _ = office.queue.seen();
        office.kill(&carl);
        office.worker("dora").join();
        let done = office.done();
        require!(done.contains(&2), MessageLost, "2 was sent to a client who was killed before he read that; dora did {done:?}");
        require!(done == [2, 3], WrongResult, "1 was done by a client who was killed after that, with the answer to his next question unread; dora did {done:?}");
    }

    fn who_dies_before_the_answer_does_no_harm(scene: &Scene) {
        for (asks, has) in [(Message::Put(1), false), (Message::Put(1), true), (Message::Take, false), (Message::Take, true)] {
            let office = Office::open(scene, 3);
            office.put(&[2, 3]);
            let line = office.lines.borrow_mut().pop().expect("a line");
            let carl = scene.fork("carl", |me| {
                office.lines.borrow_mut().clear();
                let line = line;
                if has {
                    line.send(Message::Take).expect("the queue is there");
                    let _ = line.receive();
                }
                me.stop_at("about to ask");
                line.send(asks).expect("the queue is there");
            });
            carl.expect_at("about to ask");
            // The queue is held, while carl asks for something and ends.
            office.hold();
            carl.go();
            carl.join();
            kill(office.queue.pid(), Signal::SIGCONT).expect("it is there");
            let had = if has { "had 2, " } else { "" };
            if let Seen::Ended(_) = office.queue.seen() {
                scene.finish();
                scene.fail(Verdict::Panicked, format!("a client {had}sent {asks:?} and was gone before the answer; then `serve` returned an error"));
            }
            office.worker("dora").join();
            let mut done = office.done();
            fs::remove_file(scene.path("done")).unwrap_or_default();
            done.retain(|item| *item != 1);
            require!(done == [2, 3], MessageLost, "2 and 3 were in the queue, and a client {had}sent {asks:?} and was gone before the answer; then dora did {done:?}");
        }
    }

    fn those_who_wait_are_served_in_turn(scene: &Scene) {
        waiting::are_served_in_turn(scene);
    }

    fn all_who_wait_are_told_when_nothing_can_come(scene: &Scene) {
        let office = Office::open(scene, 3);
        let (ben, carl) = (office.worker("ben"), office.worker("carl"));
        let _ = (ben.seen(), carl.seen());
        office.put(&[1]);
        for one in [ben, carl] {
            if let Seen::Asleep(call) = one.seen() {
                scene.fail(Verdict::Deadlock, format!("anna has gone, all that are left wait for an item, and one of them still sleeps in {call}: who is told `End`?"));
            }
            one.join();
        }
        let (done, left) = (office.done(), office.left());
        require!(done == [1] && left == "[]", WrongResult, "1 was put, two took; done: {done:?}, left: {left}");
    }

    fn who_has_the_last_item_and_asks_for_more_is_told(scene: &Scene) {
        let office = Office::open(scene, 2);
        office.put(&[1]);
        let carl = office.client("carl", |_, client| {
            let one = take(client);
            note(scene, take(client).map_or(0, |more| more.item));
            let _ = one;
        });
        if let Seen::Asleep(call) = carl.seen() {
            scene.fail(Verdict::Deadlock, format!("carl is the only one left, has the last item, and asks for one more; he sleeps in {call}: all who are left wait, so who should bring one?"));
        }
        carl.join();
        let (done, left) = (office.done(), office.left());
        require!(done == [0], WrongResult, "carl had the only item, asked for one more, and got {done:?} (0 is `None`)");
        require!(left == "[1]", MessageLost, "carl had 1 and was never done with it, and `serve` returns {left}");
    }

    fn after_the_end_it_goes_on(scene: &Scene) {
        let office = Office::open(scene, 2);
        office.put(&[1]);
        let carl = office.client("carl", |_, client| {
            let one = take(client).expect("1 is there");
            note(scene, take(client).map_or(0, |more| more.item));
            let done = one.done().and_then(|()| client.put(5));
            require!(done.is_ok(), WrongResult, "carl was told `End`, and is still there: he is done with 1, puts 5, and {done:?}: `serve` returns when all clients are gone");
            let two = take(client);
            note(scene, two.as_ref().map_or(0, |two| two.item));
            two.map_or(Ok(()), Taken::done).expect("the queue is there");
            note(scene, take(client).map_or(0, |more| more.item));
        });
        if let Seen::Asleep(call) = carl.seen() {
            scene.fail(Verdict::Deadlock, format!("carl is the only one left, and was told `End` once; he goes on, and sleeps in {call}"));
        }
        carl.join();
        let (done, left) = (office.done(), office.left());
        require!(done == [0, 5, 0], WrongResult, "carl is the only one left: he was told `End`, put 5, took an item, and asked for one more; he got {done:?} (0 is `None`)");
        require!(left == "[]", WrongResult, "everything is done, and `serve` returns {left}");
    }

    fn one_who_ends_does_not_end_the_queue(scene: &Scene) {
        let office = Office::open(scene, 4);
        office.put(&[1, 2]);
        office.client("carl", |_, client| {
            take(client).expect("1 is there").done().expect("the queue is there");
        }).join();
        office.put(&[3]);
        office.worker("dora").join();
        let done = office.done();
        require!(done == [2, 3], MessageLost, "1, 2 and 3 were put, carl was done with 1 and left; dora did {done:?}");
    }

    fn what_nobody_did_is_returned(scene: &Scene) {
        let office = Office::open(scene, 3);
        office.put(&[1, 2, 3, 4]);
        let carl = office.holder("carl", 1);
        let dora = office.client("dora", |_, client| {
            let two = take(client);
            take(client).expect("3 is there").done().expect("the queue is there");
            let _ = two;
        });
        dora.join();
        office.kill(&carl);
        let left = office.left();
        require!(left == "[1, 2, 4]", MessageLost, "1 to 4 were put, and only 3 was done when all had gone; `serve` returns {left}");
    }

    fn a_producer_may_die_at_any_moment(scene: &Scene) {
        moments::of_a_producer(scene);
    }

    fn a_consumer_may_die_at_any_moment(scene: &Scene) {
        moments::of_a_consumer(scene);
    }

    fn many_at_once_and_nothing_is_lost(scene: &Scene) {
        let office = Office::open(scene, 6);
        for first in [1000, 2000, 3000] {
            office.client("producer", |_, client| {
                for item in first..first + 50 {
                    client.put(item).expect("the queue is there");
                }
            });
        }
        for _ in 0..3 {
            office.worker("worker");
        }
        scene.finish();
        let mut done = office.done();
        done.sort_unstable();
        let all: Vec<u64> = [1000, 2000, 3000].into_iter().flat_map(|first| first..first + 50).collect();
        let missing = all.iter().filter(|item| !done.contains(item)).count();
        require!(missing == 0, MessageLost, "three producers put 50 items each, three workers took them, and {missing} are missing");
        require!(done == all, WrongResult, "three producers put 50 items each, and some were done twice");
    }
}
