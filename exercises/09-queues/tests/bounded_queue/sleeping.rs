//! Who waits sleeps.

use interleave::{Explorer, Verdict};
use queues::bounded_queue::BoundedQueue;

/// Runs `scene`, in which somebody waits for ever. Who looks again and again meanwhile is found out.
#[track_caller]
fn sleeps(what: &str, scene: fn()) {
    let report = Explorer::new().budget(2_000).explore(scene);
    match report.verdict {
        Verdict::Deadlock => {}
        Verdict::NoProgress => report.fail_as(
            Verdict::NoProgress,
            format!("{what} looks again and again; it should sleep until somebody wakes it"),
        ),
        Verdict::Passed => report
            .fail_as(Verdict::WrongResult, format!("{what} should wait for ever, and came back")),
        _ => report.fail(),
    }
}

#[test]
fn who_waits_sleeps() {
    sleeps("`get` on an empty queue", || {
        let _ = BoundedQueue::<u32>::new(1).get();
    });
    sleeps("`put` into a full queue", || {
        let queue = BoundedQueue::new(1);
        let _ = (queue.put(1), queue.put(2));
    });
    sleeps("`join` with an item that is not done", || {
        let queue = BoundedQueue::new(1);
        let _ = queue.put(1);
        queue.join();
    });
}
