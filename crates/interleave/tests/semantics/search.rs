//! What a test says and is told: outcomes, reachable, seeds, replays, printing.

use crate::support::{fails, full, gives, gives_with, results_of};
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::{Explorer, Gauge, Verdict, print, println, thread};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Loses an update in some interleavings.
fn two_updates() -> usize {
    let count = AtomicUsize::new(0);
    let update = || count.store(count.load(SeqCst) + 1, SeqCst);
    thread::scope(|s| {
        s.spawn(update);
        s.spawn(update);
    });
    count.into_inner()
}

fn demand_two() {
    assert_eq!(two_updates(), 2, "an update was lost");
}

#[test]
fn outcomes_are_the_results_with_a_replay_of_each() {
    let outcomes = interleave::outcomes(two_updates);
    assert_eq!(outcomes.results().copied().collect::<Vec<_>>(), [1, 2]);
    assert!(outcomes.report.exhaustive);
    let counted: usize = outcomes.iter().map(|(_, outcome)| outcome.count).sum();
    assert!(counted <= outcomes.report.interleavings, "more results than interleavings");
    for (result, outcome) in outcomes.iter() {
        let result = *result;
        let report = Explorer::new().replay(&outcome.replay, move || {
            assert_eq!(two_updates(), result, "the replay of {result} gave something else");
        });
        assert!(report.passed(), "{report}");
    }
    assert_eq!(results_of(full(), two_updates), outcomes.results().copied().collect());
}

/// Two locks in two orders, with what is printed on the table afterwards.
fn dinner() -> String {
    let (salt, pepper) = (Mutex::new(0), Mutex::new(0));
    let last = AtomicUsize::new(0);
    let season = |one: &Mutex<usize>, other: &Mutex<usize>, name: usize| {
        let (_one, _other) = (one.lock().unwrap(), other.lock().unwrap());
        last.store(name, SeqCst);
    };
    thread::scope(|s| {
        s.spawn(|| season(&salt, &pepper, 1));
        s.spawn(|| season(&pepper, &salt, 2));
    });
    format!("{} was last", last.into_inner())
}

#[test]
fn endings_are_the_results_and_the_failures() {
    let endings = Explorer::new().endings(dinner);
    let expected =
        [Ok("1 was last".to_string()), Ok("2 was last".to_string()), Err(Verdict::Deadlock)];
    assert_eq!(endings.results().cloned().collect::<Vec<_>>(), expected);
    assert!(endings.report.exhaustive, "{}", endings.report);
    let counted: usize = endings.iter().map(|(_, outcome)| outcome.count).sum();
    assert_eq!(counted, endings.report.interleavings, "each interleaving has one ending");
    for (result, outcome) in endings.iter() {
        let replayed = Explorer::new().replay(&outcome.replay, dinner);
        let expected = result.as_ref().err().copied().unwrap_or(Verdict::Passed);
        assert_eq!(replayed.verdict, expected, "replay of {result:?}");
    }
}

#[test]
fn a_run_that_fails_after_its_result_is_a_failure_only() {
    let endings = Explorer::new().endings(|| {
        let stuck = std::sync::Arc::new(Mutex::new(()));
        let (held, mine) = (stuck.lock().unwrap(), stuck.clone());
        thread::spawn(move || drop(mine.lock()));
        std::mem::forget(held);
        7
    });
    assert_eq!(endings.results().copied().collect::<Vec<_>>(), [Err(Verdict::ThreadLeaked)]);
}

#[test]
fn where_one_thread_fails_the_others_are_tried_before_it() {
    let endings = Explorer::new().endings(|| {
        let ready = AtomicUsize::new(0);
        thread::scope(|s| {
            s.spawn(|| assert_eq!(ready.load(SeqCst), 1, "not ready"));
            s.spawn(|| ready.store(1, SeqCst));
        });
    });
    assert_eq!(endings.results().copied().collect::<Vec<_>>(), [Ok(()), Err(Verdict::Panicked)]);
    assert!(endings.report.exhaustive, "{}", endings.report);
}

/// 1 or 2, whichever thread was the last.
fn race() -> usize {
    let last = AtomicUsize::new(0);
    thread::scope(|s| {
        s.spawn(|| last.store(1, SeqCst));
        s.spawn(|| last.store(2, SeqCst));
    });
    last.load(SeqCst)
}

// A search that takes different states for the same leaves some of the pairs out.

#[test]
fn what_comes_after_a_race_is_explored_after_each_of_its_ends() {
    gives([(1, 1), (1, 2), (2, 1), (2, 2)], || (race(), race()));
}

#[test]
fn what_comes_after_a_load_is_explored_after_each_value_it_may_read() {
    use std::sync::atomic::Ordering::Relaxed;
    let results = [None, Some((0, 1)), Some((0, 2)), Some((1, 1)), Some((1, 2))];
    gives_with(full().weak_memory(true), results, || {
        let (data, flag) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let (up, seen) = thread::scope(|s| {
            s.spawn(|| {
                data.store(1, Relaxed);
                flag.store(1, Relaxed);
            });
            (flag.load(Relaxed), data.load(Relaxed))
        });
        (up == 1).then(|| (seen, race()))
    });
}

#[test]
fn a_failure_can_be_replayed() {
    let report = fails(Verdict::Panicked, demand_two);
    let replay = report.replay.expect("a failure has a replay string");
    let again = Explorer::new().replay(&replay, demand_two);
    assert_eq!(again.verdict, Verdict::Panicked, "the replay did not fail:\n{again}");
    assert_eq!(again.message, report.message);
    assert_eq!(again.interleavings, 1, "a replay is one interleaving");
}

#[test]
fn the_same_seed_gives_the_same_report() {
    let four_threads = || {
        let order = Mutex::new(Vec::new());
        thread::scope(|s| {
            for me in 0..4 {
                let order = &order;
                s.spawn(move || {
                    for _ in 0..3 {
                        order.lock().unwrap().push(me);
                    }
                });
            }
        });
        let order = order.into_inner().unwrap();
        assert_ne!(order, [3, 1, 0, 2, 0, 2, 1, 3, 0, 1, 2, 3], "the one order that is not wanted");
        let swaps = order.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert!(swaps < 10, "too much to and fro");
    };
    let run = |seed| {
        let explorer = Explorer::new().budget(2_000).seed(seed).name("the same");
        explorer.explore(four_threads).to_string()
    };
    assert_eq!(run(7), run(7), "two runs with one seed differ");
}

#[test]
fn reachable_finds_the_interleaving_it_is_asked_for() {
    let overlap = || {
        let inside = Gauge::new();
        thread::scope(|s| {
            s.spawn(|| drop(inside.enter()));
            s.spawn(|| drop(inside.enter()));
        });
        inside.most() == 2
    };
    interleave::reachable(Verdict::RanSerially, "two at once", overlap);
}

#[test]
fn reachable_fails_with_its_verdict_where_there_is_none() {
    let one_after_the_other = || {
        let inside = Gauge::new();
        thread::scope(|s| {
            s.spawn(|| drop(inside.enter())).join().unwrap();
            s.spawn(|| drop(inside.enter())).join().unwrap();
        });
        inside.most() == 2
    };
    let report =
        Explorer::new().explore_reachable(Verdict::RanSerially, "two at once", one_after_the_other);
    assert_eq!(report.verdict, Verdict::RanSerially, "{report}");
    assert!(report.message.contains("two at once"), "the message is: {}", report.message);
}

#[test]
fn check_panics_exactly_when_something_fails() {
    interleave::check(|| assert!(two_updates() > 0));
    let failing = catch_unwind(AssertUnwindSafe(|| interleave::check(demand_two)));
    assert!(failing.is_err(), "a failing check went through");
}

#[test]
fn a_failure_is_shown_with_as_few_switches_as_it_needs() {
    let report = fails(Verdict::Panicked, demand_two);
    let text = report.text(120, false);
    assert!(text.contains("1 forced switch"), "a lost update needs one switch:\n{text}");
    assert!(text.contains("search.rs:"), "the lines are missing in:\n{text}");
    assert!(!text.contains('\u{1b}'), "colour where none was asked for");
}

#[test]
fn a_bound_on_preemptions_holds_for_the_depth_first_search() {
    // Without a forced switch no update is lost; the seeded phases, which have no bound, find it all the same.
    let report = Explorer::new().preemptions(0).explore(demand_two);
    assert_eq!(report.verdict, Verdict::Panicked, "{report}");
    let found_by = report.found_by.expect("something found it");
    assert!(!found_by.contains("depth"), "found without a forced switch, by {found_by}");
}

#[test]
fn printing_is_part_of_the_run() {
    let report = fails(Verdict::Panicked, || {
        println!("first line");
        thread::spawn(|| println!("second {}", "line")).join().unwrap();
        panic!("to see the run");
    });
    assert_eq!(report.printed, "first line\nsecond line\n");
    assert!(report.to_string().contains("first line"), "prints are missing in:\n{report}");
}

#[test]
fn what_is_printed_is_evaluated_once() {
    let print = || {
        let calls = AtomicUsize::new(0);
        // `join` takes the handle, so this would not compile either.
        println!("{}", thread::spawn(|| 5).join().unwrap());
        println!("call {}", calls.fetch_add(1, SeqCst) + 1);
        print!("{}", calls.fetch_add(1, SeqCst));
        assert_eq!(calls.load(SeqCst), 2);
    };
    print();
    let report = fails(Verdict::Panicked, move || {
        print();
        panic!("to see the run");
    });
    assert_eq!(report.printed, "5\ncall 1\n1");
}

#[test]
fn the_order_of_prints_is_explored() {
    let outputs = Explorer::new().outputs(|| {
        thread::scope(|s| {
            s.spawn(|| println!("a"));
            s.spawn(|| println!("b"));
        });
    });
    let seen: Vec<_> = outputs.results().cloned().collect();
    assert_eq!(seen, ["a\nb\n", "b\na\n"]);
}

#[test]
fn a_report_as_json_names_verdict_threads_and_events() {
    let json = fails(Verdict::Panicked, demand_two).to_json();
    for part in
        ["\"version\":1", "\"verdict\":\"PANICKED\"", "\"threads\":", "\"events\":", "\"replay\":"]
    {
        assert!(json.contains(part), "{part} is missing in {json}");
    }
}

#[test]
fn verdict_names_are_distinct_and_can_be_looked_up() {
    let mut names: Vec<_> = Verdict::ALL.iter().map(|verdict| verdict.name()).collect();
    for verdict in Verdict::ALL {
        assert_eq!(Verdict::from_name(verdict.name()), Some(*verdict));
        assert!(verdict.explain().len() > 40, "{} is not explained", verdict.name());
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Verdict::ALL.len(), "two verdicts share a name");
    assert_eq!(Verdict::from_name("NO SUCH VERDICT"), None);
}
