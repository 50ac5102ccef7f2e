//! `task_done` and `join`.

use interleave::panic::{AssertUnwindSafe, catch_unwind};
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::time::Duration;
use interleave::{Verdict, require, thread};
use queues::bounded_queue::BoundedQueue;

use super::{check, explorer};

#[test]
fn join_waits_for_the_work_and_not_for_an_empty_queue() {
    explorer().spurious_wakeups(1).check(|| {
        let (queue, done) = (BoundedQueue::new(2), AtomicUsize::new(0));
        thread::scope(|s| {
            let worker = s.spawn(|| {
                for _ in 0..2 {
                    let item = queue.get();
                    require!(item.is_ok(), WrongResult, "an item was put: {item:?}");
                    done.fetch_add(1, SeqCst);
                    queue.task_done();
                }
            });
            let _ = (queue.put(1), queue.put(2));
            queue.join();
            let done = done.load(SeqCst);
            require!(
                done == 2,
                CheckThenAct,
                "`join` came back when {done} of 2 items were done: the queue may be empty, and the work not over"
            );
            worker.join().unwrap();
        });
    });
}

#[test]
fn join_without_work_comes_back_at_once() {
    let report = explorer().explore(|| {
        let queue = BoundedQueue::new(3);
        queue.join();
        let short = Duration::from_secs(1);
        let _ = (queue.put(1), queue.try_put(2), queue.put_timeout(3, short), queue.try_put(4));
        let _ = (queue.get(), queue.try_get(), queue.get_timeout(short), queue.try_get());
        (0..3).for_each(|_| queue.task_done());
        queue.join();
        queue.join();
    });
    if report.verdict == Verdict::Deadlock {
        report.fail_as(
            Verdict::Deadlock,
            "`join` waits, and there is no item that is not done (one that was refused is none)",
        );
    }
    if !report.passed() {
        report.fail();
    }
}

#[test]
fn everyone_in_join_comes_back() {
    check(|| {
        let queue = BoundedQueue::new(1);
        let _ = queue.put(1);
        thread::scope(|s| {
            let waiting = [s.spawn(|| queue.join()), s.spawn(|| queue.join())];
            let _ = queue.get();
            queue.task_done();
            for one in waiting {
                one.join().unwrap();
            }
        });
    });
}

#[test]
fn work_that_makes_more_work_is_waited_for() {
    check(|| {
        let (queue, done) = (BoundedQueue::new(1), AtomicUsize::new(0));
        thread::scope(|s| {
            let worker = s.spawn(|| {
                for more in [1, 0] {
                    let _ = queue.get();
                    // What follows is put before what led to it is done.
                    for item in 0..more {
                        let _ = queue.put(item);
                    }
                    done.fetch_add(1, SeqCst);
                    queue.task_done();
                }
            });
            let _ = queue.put(7);
            queue.join();
            let done = done.load(SeqCst);
            require!(
                done == 2,
                CheckThenAct,
                "the first item led to a second one before it was done, and `join` came back with {done} of 2 done"
            );
            worker.join().unwrap();
        });
    });
}

#[test]
fn closing_does_not_end_join() {
    check(|| {
        let (queue, done) = (BoundedQueue::new(1), AtomicUsize::new(0));
        let _ = queue.put(1);
        thread::scope(|s| {
            let worker = s.spawn(|| {
                queue.close();
                let _ = queue.get();
                done.fetch_add(1, SeqCst);
                queue.task_done();
            });
            queue.join();
            let done = done.load(SeqCst);
            require!(
                done == 1,
                CheckThenAct,
                "the queue was closed with an item in it, and `join` came back when {done} of 1 were done"
            );
            worker.join().unwrap();
        });
    });
}

#[test]
fn closing_does_not_forget_what_is_in_hand() {
    check(|| {
        let (queue, done) = (BoundedQueue::new(2), AtomicUsize::new(0));
        let _ = (queue.put(1), queue.put(2), queue.get());
        queue.close();
        thread::scope(|s| {
            let worker = s.spawn(|| {
                done.fetch_add(1, SeqCst);
                queue.task_done();
                let _ = queue.get();
                done.fetch_add(1, SeqCst);
                queue.task_done();
            });
            queue.join();
            let done = done.load(SeqCst);
            require!(
                done == 2,
                CheckThenAct,
                "the queue was closed with one item in it and one in somebody's hands, and `join` came back when \
                 {done} of 2 were done"
            );
            worker.join().unwrap();
        });
    });
}

#[test]
fn who_is_sent_away_does_not_keep_join_waiting() {
    let report = explorer().explore(|| {
        let queue = BoundedQueue::new(1);
        let _ = queue.put(1);
        thread::scope(|s| {
            s.spawn(|| queue.put(2));
            s.spawn(|| queue.join());
            queue.close();
            let _ = queue.get();
            queue.task_done();
        });
    });
    if report.verdict == Verdict::Deadlock {
        report.fail_as(
            Verdict::Deadlock,
            "the one item is done, another one was refused since the queue was closed, and `join` still waits: for \
             which one?",
        );
    }
    if !report.passed() {
        report.fail();
    }
}

#[test]
fn an_item_may_be_done_before_it_is_got() {
    check(|| {
        let queue = BoundedQueue::new(1);
        let _ = queue.put(1);
        queue.task_done();
        queue.join();
        let got = queue.get();
        require!(got == Ok(1), WrongResult, "1 was put, and this came out: {got:?}");
    });
}

#[test]
fn task_done_too_often_is_told_and_breaks_nothing() {
    check(|| {
        let queue = BoundedQueue::new(1);
        let told = catch_unwind(AssertUnwindSafe(|| queue.task_done()));
        require!(told.is_err(), WrongResult, "`task_done` without an item should panic");
        let _ = queue.put(1);
        let got = queue.get();
        require!(
            got == Ok(1),
            WrongResult,
            "after that panic 1 was put, and this came out: {got:?}"
        );
        queue.task_done();
        let told = catch_unwind(AssertUnwindSafe(|| queue.task_done()));
        require!(told.is_err(), WrongResult, "1 item, `task_done` twice: the second should panic");
        queue.join();
        let put = queue.try_put(2);
        require!(put.is_ok(), WrongResult, "the queue should go on working, and says {put:?}");
    });
}
