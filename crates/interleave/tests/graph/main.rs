//! The graph of a program: its size where that can be counted by hand, and that it leaves nothing out and adds
//! nothing, for programs that are known and for random ones.

#[path = "../differential/interpreters.rs"]
#[allow(dead_code, reason = "shuttle's half is for the differential test")]
mod interpreters;
#[path = "../differential/program.rs"]
mod program;
mod random;
mod refused;
mod tools;

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};
use interleave::{Explorer, Verdict, thread};
use std::time::Duration;
use tools::{every_path_replays, every_path_replays_with, graph, sizes, verdicts};

/// Two doors, one number on the wall.
fn lost_update() {
    let visitors = AtomicU32::new(0);
    let count_one = || visitors.store(visitors.load(SeqCst) + 1, SeqCst);
    thread::scope(|s| {
        let _east = s.spawn(count_one);
        let _west = s.spawn(count_one);
    });
    assert_eq!(visitors.load(SeqCst), 2, "a visitor is missing");
}

fn crossed_locks() {
    let salt = Mutex::new(());
    let pepper = Mutex::new(());
    thread::scope(|s| {
        let _anna = s.spawn(|| {
            let _one = salt.lock().unwrap();
            let _other = pepper.lock().unwrap();
        });
        let _ben = s.spawn(|| {
            let _one = pepper.lock().unwrap();
            let _other = salt.lock().unwrap();
        });
    });
}

fn two_rooms() {
    let (left, right) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| left.store(1, SeqCst));
        s.spawn(|| right.store(1, SeqCst));
    });
}

#[test]
fn independent_steps_meet_again() {
    let graph = graph(two_rooms);
    // Two spawns, then a square of two stores in either order, then the end of the scope.
    assert_eq!(sizes(&graph), (7, 7), "states and ways");
    assert_eq!(verdicts(&graph), [Verdict::Passed]);
    every_path_replays(&graph, two_rooms, 2);
}

#[test]
fn two_doors_are_counted_by_hand() {
    let graph = graph(lost_update);
    // Two spawns. Then, of two threads that load and store: 14 states and as many ways, since the order of two loads
    // is no difference. Four ways to end that, and after each the end of the scope and the last load.
    assert_eq!(sizes(&graph), (2 + 14 + 8, 2 + 14 + 8), "states and ways");
    assert_eq!(graph.states.iter().filter(|state| state.end.is_some()).count(), 4);
    assert_eq!(verdicts(&graph), [Verdict::Panicked, Verdict::Passed]);
    every_path_replays(&graph, lost_update, 6);
}

#[test]
fn a_deadlock_says_who_waits_for_whom() {
    let graph = graph(crossed_locks);
    assert_eq!(verdicts(&graph), [Verdict::Deadlock, Verdict::Passed]);
    every_path_replays(&graph, crossed_locks, 0);
    let texts = |state: &interleave::State| {
        let told = |w: &interleave::Waiting| format!("{} {}", graph.threads[w.thread], w.text);
        state.waits.iter().map(told).collect::<Vec<_>>()
    };
    let one_waits = graph.states.iter().find(|s| s.ways.len() == 1 && s.waits.len() == 2);
    let texts = texts(one_waits.expect("in some state only one can go on"));
    assert_eq!(texts[0], "main waits for the threads of its scope");
    assert!(texts[1].contains("waits for mutex `") && texts[1].contains("held by "), "{texts:?}");
    let stuck = &graph.ends[0];
    assert_eq!(stuck.details.len(), 3, "main, anna and ben wait: {stuck:?}");
}

/// One notification, two who wait for it, and a second one for whoever is left.
fn two_waiters() {
    let served = Mutex::new(0);
    let ready = Condvar::new();
    let wait = || {
        let mut served = ready.wait(served.lock().unwrap()).unwrap();
        *served += 1;
    };
    thread::scope(|s| {
        let _anna = s.spawn(wait);
        let _ben = s.spawn(wait);
        ready.notify_one();
    });
}

#[test]
fn who_is_notified_is_a_choice_of_its_own() {
    let graph = graph(two_waiters);
    let both_wait = graph
        .states
        .iter()
        .find(|state| state.ways.len() == 2 && state.ways.iter().all(|way| way.thread == 0));
    let texts: Vec<_> =
        both_wait.expect("main can wake either").ways.iter().map(|w| &w.steps[0].text).collect();
    assert_eq!(texts, ["notify_one ready wakes anna", "notify_one ready wakes ben"]);
    assert_eq!(verdicts(&graph), [Verdict::Deadlock], "nobody wakes the second");
    every_path_replays(&graph, two_waiters, 0);
}

#[test]
fn a_stale_load_is_a_way_only_where_it_is_asked_for() {
    let message = || {
        let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            let _writer = s.spawn(|| {
                data.store(1, Relaxed);
                flag.store(1, Relaxed);
            });
            let _reader = s.spawn(|| {
                if flag.load(Relaxed) == 1 {
                    assert_eq!(data.load(Relaxed), 1, "the data is not there");
                }
            });
        });
    };
    assert_eq!(verdicts(&graph(message)), [Verdict::Passed]);
    let weak = Explorer::new().weak_memory(true).graph(message).expect("it is small");
    assert_eq!(verdicts(&weak), [Verdict::Passed, Verdict::StaleRead]);
    every_path_replays_with(Explorer::new().weak_memory(true), &weak, message);
}

#[test]
fn an_early_time_out_is_a_way_only_where_it_is_asked_for() {
    let patience = || {
        let ready = Mutex::new(false);
        let changed = Condvar::new();
        thread::scope(|s| {
            let _waiter = s.spawn(|| {
                let ready = ready.lock().unwrap();
                let limit = Duration::from_secs(1);
                let (ready, result) =
                    changed.wait_timeout_while(ready, limit, |ready| !*ready).unwrap();
                assert!(*ready || result.timed_out(), "neither ready nor late");
                assert!(!result.timed_out(), "late");
            });
            *ready.lock().unwrap() = true;
            changed.notify_all();
        });
    };
    assert_eq!(verdicts(&graph(patience)), [Verdict::Passed]);
    let early = Explorer::new().early_timeouts(1).graph(patience).expect("it is small");
    assert_eq!(verdicts(&early), [Verdict::Panicked, Verdict::Passed]);
    every_path_replays_with(Explorer::new().early_timeouts(1), &early, patience);
}

/// A lock that asks again and again, and yields in between.
fn spinning() {
    let locked = AtomicU32::new(0);
    let enter = || {
        while locked.swap(1, SeqCst) == 1 {
            interleave::hint::spin_loop();
        }
        locked.store(0, SeqCst);
    };
    thread::scope(|s| {
        s.spawn(enter);
        s.spawn(enter);
    });
}

#[test]
fn one_that_spins_makes_way_for_the_others() {
    let graph = graph(spinning);
    assert_eq!(verdicts(&graph), [Verdict::Passed]);
    let gives_way = graph.states.iter().flat_map(|s| &s.waits).any(|w| w.text.starts_with("lets"));
    assert!(gives_way, "nobody lets the others go first");
    every_path_replays(&graph, spinning, 0);
}

#[test]
fn a_panic_of_a_thread_ends_the_program_with_its_message() {
    let surgery = || {
        thread::scope(|s| {
            s.spawn(|| panic!("the door is stuck"));
        });
    };
    let graph = graph(surgery);
    let messages: Vec<_> = graph.ends.iter().map(|end| end.message.as_str()).collect();
    assert_eq!(messages, ["the door is stuck"]);
    every_path_replays(&graph, surgery, 0);
}

#[test]
fn the_graph_is_the_same_each_time() {
    for program in [lost_update, crossed_locks, two_waiters, spinning] {
        assert_eq!(graph(program).to_json(), graph(program).to_json());
    }
}
