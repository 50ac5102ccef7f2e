//! Clients that are killed at any moment.

use std::fs;
use std::mem;

use forktest::{Scene, points};
use interleave::require;
use queues::line::Line;
use queues::process_queue::Client;

use super::office::{Office, note, take, work};

/// A line for a process that has been forked. It makes no system call for the others, of which there are fewer each
/// time: the processes that are compared make the same calls. Its copies of them are closed when it ends.
fn one_of(office: &Office<'_>) -> Line {
    let mut lines = mem::take(&mut *office.lines.borrow_mut());
    let line = lines.pop().expect("a line");
    mem::forget(lines);
    line
}

/// A producer who puts two items, killed before each of its system calls.
pub(super) fn of_a_producer(scene: &Scene) {
    const MOST: usize = 40;
    let office = Office::open(scene, MOST);
    office.put(&[100]);
    let used = points::killed_at_each(
        || {
            let client = Client::new(one_of(&office));
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
    require!(
        done.first() == Some(&100) && first >= kept,
        MessageLost,
        "a producer was killed before each of its {used} system calls; its first item was kept {kept} times, and came out {first} times, of {done:?}"
    );
    require!(
        first <= used + 1,
        WrongResult,
        "{} producers put 200, and it came out {first} times",
        used + 1
    );
}

/// A consumer who takes two items and is done with the second one, killed before each of its system calls.
pub(super) fn of_a_consumer(scene: &Scene) {
    const MOST: usize = 60;
    let office = Office::open(scene, MOST);
    let all: Vec<u64> = (1..=100).collect();
    office.put(&all);
    let used = points::killed_at_each(
        || {
            let client = Client::new(one_of(&office));
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
    require!(
        done == all,
        MessageLost,
        "1 to 100 were put, consumers were killed before each of {used} system calls, and these were done in the end: {done:?}"
    );
    // Each killed consumer may have noted one item without being done with it.
    require!(times <= all.len() + used, WrongResult, "100 items were done {times} times");
}
