//! Steps on something that the exploration does not know.

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

use interleave::sync::Arc;
use interleave::{Explorer, check, step, thread};

/// What a client sees of a server: requests and answers.
struct Server(AtomicU64);

impl Server {
    fn get(&self) -> u64 {
        step("asks", || {
            let number = self.0.load(SeqCst);
            (number, format!("GET, and is told {number}"))
        })
    }

    fn add(&self) {
        step("asks", || (self.0.fetch_add(1, SeqCst), "INCR".into()));
    }

    fn set(&self, number: u64) {
        step("asks", || (self.0.store(number, SeqCst), format!("SET {number}")));
    }
}

/// Two clients, each of whom does this on a server of their own making.
fn two(client: fn(&Server)) -> u64 {
    let server = Arc::new(Server(AtomicU64::new(0)));
    let other = {
        let server = Arc::clone(&server);
        thread::Builder::new().name("ben".into()).spawn(move || client(&server)).unwrap()
    };
    client(&server);
    other.join().unwrap();
    server.0.load(SeqCst)
}

#[test]
fn each_order_of_two_clients_requests_is_tried() {
    let outcomes = Explorer::new().outcomes(|| two(|server| server.set(server.get() + 1)));
    let numbers: Vec<u64> = outcomes.results().copied().collect();
    assert_eq!(numbers, [1, 2], "one update is lost, or none");
}

#[test]
fn nobody_comes_between_what_is_one_step() {
    check(|| assert_eq!(two(Server::add), 2, "INCR is one request"));
}

#[test]
fn the_timeline_says_what_was_asked() {
    let report = Explorer::new()
        .explore(|| assert_eq!(two(|server| server.set(server.get() + 1)), 2, "one is lost"));
    let text = report.to_string();
    assert!(text.contains("asks GET, and is told 0") && text.contains("asks SET 1"), "{text}");
}

#[test]
fn outside_an_exploration_it_is_done_and_that_is_all() {
    assert_eq!(step("asks", || (7, String::new())), 7);
}
