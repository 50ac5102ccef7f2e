//! Programs that have no graph, and what their authors are told.

use crate::tools::sizes;
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{Explorer, GraphError, Verdict, thread};

fn many_steps() {
    let count = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..3 {
            s.spawn(|| (0..2).map(|_| count.fetch_add(1, SeqCst)).sum::<u32>());
        }
    });
}

#[test]
fn too_many_states_are_counted_and_not_cut() {
    let whole = Explorer::new().graph(many_steps).expect("it has fewer than 2,000 states");
    let (found, _) = sizes(&whole);
    let error = Explorer::new().states(found - 1).graph(many_steps).expect_err("one too many");
    assert_eq!(error, GraphError::TooManyStates { found, all: true, allowed: found - 1 });
    let text = error.to_string();
    assert!(text.contains(&format!("has {found} states")) && text.contains("fewer"), "{text}");
    let error = Explorer::new().states(3).graph(many_steps).expect_err("far too many");
    assert!(error.to_string().contains("more than 3"), "{error}");
}

#[test]
fn a_loop_without_an_end_has_too_many_states() {
    let error = Explorer::new().states(20).graph(|| {
        let ready = AtomicU32::new(0);
        while ready.load(SeqCst) == 0 {}
    });
    assert!(matches!(error, Err(GraphError::TooManyStates { all: false, .. })), "{error:?}");
}

#[test]
fn objects_of_one_place_cannot_be_told_apart() {
    let error = Explorer::new().graph(|| {
        let forks: Vec<_> = (0..2).map(|_| Mutex::new(())).collect();
        forks.iter().for_each(|fork| drop(fork.lock()));
    });
    let text = error.expect_err("two forks have one name").to_string();
    assert!(text.contains("refused.rs:") && text.contains("a line of its own"), "{text}");
}

#[test]
fn threads_that_differ_from_run_to_run_have_no_fixed_names() {
    let start = |name: &str| {
        let named = thread::Builder::new().name(name.to_string());
        named.spawn(|| {}).unwrap().join().unwrap();
    };
    let error = Explorer::new().graph(move || {
        let turn = AtomicU32::new(0);
        thread::scope(|s| {
            let next = |name| {
                turn.fetch_add(1, SeqCst);
                start(name);
            };
            s.spawn(move || next("anna"));
            s.spawn(move || next("ben"));
        });
    });
    assert_eq!(error.expect_err("both start a thread"), GraphError::ThreadsDiffer);
}

#[test]
fn an_object_from_an_earlier_run_is_refused() {
    static SHARED: Mutex<u32> = Mutex::new(0);
    let error = Explorer::new().graph(|| *SHARED.lock().unwrap() += 1);
    let unfit = error.expect_err("a static is used in every run");
    assert!(matches!(unfit, GraphError::Unfit { verdict: Verdict::Outlived, .. }), "{unfit}");
}

#[test]
fn what_depends_on_more_than_the_schedule_is_refused() {
    use std::sync::atomic::AtomicU32 as Real;
    static RUNS: Real = Real::new(0);
    let error = Explorer::new().graph(|| {
        let odd = RUNS.fetch_add(1, SeqCst) % 2 == 1;
        thread::scope(|s| {
            for _ in 0..if odd { 1 } else { 3 } {
                s.spawn(interleave::yield_point);
            }
        });
    });
    let unfit = error.expect_err("each run is another program");
    assert!(matches!(unfit, GraphError::Unfit { verdict: Verdict::NotRepeatable, .. }), "{unfit}");
}
