//! What a reader sees of a failure: it fits, it names things as the source does, and it can be read by a program.

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::sync::{Arc, Mutex};
use interleave::{Explorer, Report, Verdict, thread};

fn crossed_locks() {
    let left_fork_of_the_philosopher = Arc::new(Mutex::new(1));
    let right_fork = Arc::new(Mutex::new(2));
    let (a, b) = (left_fork_of_the_philosopher.clone(), right_fork.clone());
    let neighbour = thread::spawn(move || {
        let _first = b.lock().unwrap();
        let _second = a.lock().unwrap();
    });
    let first = left_fork_of_the_philosopher.lock().unwrap();
    let second = right_fork.lock().unwrap();
    drop((first, second));
    neighbour.join().unwrap();
}

fn many_threads() {
    let visitors = AtomicU32::new(0);
    thread::scope(|s| {
        for door in 0..7 {
            let count_one = || visitors.store(visitors.load(SeqCst) + 1, SeqCst);
            let named = thread::Builder::new().name(format!("door {door}"));
            named.spawn_scoped(s, count_one).unwrap();
        }
    });
    assert_eq!(visitors.load(SeqCst), 7, "somebody was not counted");
}

fn endless_loop() {
    let ready = AtomicU32::new(0);
    while ready.load(SeqCst) == 0 {
        thread::yield_now();
    }
}

fn reports() -> Vec<Report> {
    let explore = |f: fn()| Explorer::new().explore(f);
    vec![explore(crossed_locks), explore(many_threads), explore(endless_loop)]
}

#[test]
fn a_report_fits_the_terminal() {
    for report in reports() {
        for width in [80, 120] {
            // The replay string is one word, to be copied whole.
            let text = report.text(width, false);
            let lines = text.lines().filter(|line| !line.contains("INTERLEAVE_REPLAY"));
            for line in lines {
                let columns = line.chars().count();
                assert!(
                    columns <= width,
                    "{columns} columns where there are {width}:\n{line}\n\n{text}"
                );
            }
        }
    }
}

#[test]
fn colour_is_there_only_when_asked_for() {
    let report = Explorer::new().explore(crossed_locks);
    assert!(!report.text(100, false).contains('\x1b'), "colour in a plain report");
    assert!(report.text(100, true).contains("\x1b[1;31mDEADLOCK"), "no colour in a coloured one");
}

#[test]
fn names_are_read_off_the_source() {
    let text = Explorer::new().explore(crossed_locks).text(120, false);
    for name in ["left_fork_of_the_philosopher", "right_fork", "neighbour", "main.rs:"] {
        assert!(text.contains(name), "`{name}` is missing:\n{text}");
    }
}

#[test]
fn many_threads_get_rows_that_begin_with_their_names() {
    let text = Explorer::new().explore(many_threads).text(80, false);
    let row = text.lines().find(|line| line.contains("load visitors")).expect("a load is shown");
    assert!(row.contains("door "), "the row does not say whose step it is: {row}\n\n{text}");
}

#[test]
fn a_loop_is_folded() {
    let report = Explorer::new().explore(endless_loop);
    assert_eq!(report.verdict, Verdict::NoProgress);
    let text = report.text(80, false);
    assert!(text.contains("times more"), "nothing is folded:\n{text}");
    assert!(text.lines().count() < 40, "{} lines for one loop:\n{text}", text.lines().count());
}

#[test]
fn the_json_says_what_the_text_says() {
    let json = Explorer::new().name("dinner").explore(crossed_locks).to_json();
    let members = [
        r#""version":1,"test":"dinner","verdict":"DEADLOCK""#,
        r#""threads":[{"name":"main"},{"name":"neighbour"}]"#,
        r#"{"kind":"mutex","name":"right_fork","file":"#,
        r#""op":"blocks""#,
        r#""failed":{"event":"#,
    ];
    for member in members {
        assert!(json.contains(member), "{member} is missing in\n{json}");
    }
}
