//! What `src/process_queue.rs` promises. Every process is real, and is killed where the test says.

use std::fs;
use std::io;

use forktest::{Scene, Seen, points};
use interleave::{Verdict, require};
use nix::sys::signal::{Signal, kill};
use queues::line::{Line, Message};
use queues::process_queue::{Client, Taken, serve};

#[path = "process_queue/office.rs"]
mod office;

use office::{Office, note, take, work};

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
        for asks in [Message::Put(1), Message::Take] {
            let office = Office::open(scene, 3);
            office.put(&[2]);
            // The queue is held, while carl asks for something and ends.
            office.hold();
            let line = office.lines.borrow_mut().pop().expect("a line");
            let carl = scene.fork("carl", |_| {
                office.lines.borrow_mut().clear();
                let line = line;
                line.send(asks).expect("the queue is there");
            });
            carl.join();
            kill(office.queue.pid(), Signal::SIGCONT).expect("it is there");
            if let Seen::Ended(_) = office.queue.seen() {
                scene.finish();
                scene.fail(Verdict::Panicked, format!("a client sent {asks:?} and was gone before the answer; then `serve` returned an error"));
            }
            office.worker("dora").join();
            let mut done = office.done();
            fs::remove_file(scene.path("done")).unwrap_or_default();
            done.retain(|item| *item != 1);
            require!(done == [2], MessageLost, "2 was in the queue, and a client sent {asks:?} and was gone before the answer; then dora did {done:?}");
        }
    }

    fn those_who_wait_are_served_in_turn(scene: &Scene) {
        let office = Office::open(scene, 4);
        let waiting = ["ben", "carl", "dora"].map(|name| {
            let one = office.client(name, |me, client| {
                let item = take(client).map(|taken| taken.item);
                note(scene, item.unwrap_or(0));
                me.stop_at("served");
            });
            let _ = one.seen();
            one
        });
        let anna = office.client("anna", |me, client| {
            for item in [1, 2, 3] {
                client.put(item).expect("the queue is there");
                me.stop_at("put");
            }
        });
        for one in &waiting {
            anna.expect_at("put");
            let seen = one.seen();
            if seen != Seen::At("served".into()) {
                scene.fail(Verdict::WrongResult, format!("ben asked first, then carl, then dora; with the next item one of them should be served in his turn, and {seen}"));
            }
            anna.go();
        }
        scene.finish();
        let done = office.done();
        require!(done == [1, 2, 3], WrongResult, "three waited, and the first to come should have got the first item: {done:?}");
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
        const MOST: usize = 40;
        let office = Office::open(scene, MOST);
        office.put(&[100]);
        let used = points::killed_at_each(
            || {
                let line = office.lines.borrow_mut().pop().expect("a line");
                office.lines.borrow_mut().clear();
                let client = Client::new(line);
                client.put(200).expect("the queue is there");
                note(scene, 1);
                client.put(201).expect("the queue is there");
            },
            |_| drop(office.lines.borrow_mut().pop()),
        );
        assert!(used + 3 < MOST, "a client made {used} system calls");
        let kept = office.done().len();
        fs::remove_file(scene.path("done")).unwrap_or_default();
        drop(office.lines.borrow_mut().pop());
        office.client("ben", |_, client| {
            // The others have never been started.
            office.lines.borrow_mut().clear();
            work(scene, client);
        });
        office.nobody_else();
        scene.finish();
        let done = office.done();
        let first = done.iter().filter(|item| **item == 200).count();
        require!(done.first() == Some(&100) && first >= kept, MessageLost, "a producer was killed before each of its {used} system calls; its first item was kept {kept} times, and came out {first} times, of {done:?}");
        require!(first <= used + 1, WrongResult, "{} producers put 200, and it came out {first} times", used + 1);
    }

    fn a_consumer_may_die_at_any_moment(scene: &Scene) {
        const MOST: usize = 60;
        let office = Office::open(scene, MOST);
        let all: Vec<u64> = (1..=100).collect();
        office.put(&all);
        let used = points::killed_at_each(
            || {
                let line = office.lines.borrow_mut().pop().expect("a line");
                office.lines.borrow_mut().clear();
                let client = Client::new(line);
                let (one, two) = (take(&client), take(&client));
                if let Some(two) = two {
                    note(scene, two.item);
                    two.done().expect("the queue is there");
                }
                let _ = one;
            },
            |_| drop(office.lines.borrow_mut().pop()),
        );
        assert!(used + 3 < MOST, "a client made {used} system calls");
        drop(office.lines.borrow_mut().pop());
        office.worker("dora");
        office.nobody_else();
        scene.finish();
        let mut done = office.done();
        let times = done.len();
        done.sort_unstable();
        done.dedup();
        require!(done == all, MessageLost, "1 to 100 were put, consumers were killed before each of {used} system calls, and these were done in the end: {done:?}");
        // Each killed consumer may have noted one item without being done with it.
        require!(times <= all.len() + used, WrongResult, "100 items were done {times} times");
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
