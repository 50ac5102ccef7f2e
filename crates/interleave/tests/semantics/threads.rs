//! Threads: spawning, names, results, scopes, what is finished when.

use crate::support::{gives, holds};
use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use interleave::thread::{self, Builder};

#[test]
fn a_spawned_thread_runs_beside_its_parent() {
    gives([0, 1], || {
        let ran = Arc::new(AtomicUsize::new(0));
        let running = Arc::clone(&ran);
        let thread = thread::spawn(move || running.store(1, SeqCst));
        let seen = ran.load(SeqCst);
        thread.join().unwrap();
        seen
    });
}

#[test]
fn join_waits_and_returns_the_result() {
    holds(|| {
        let ran = Arc::new(AtomicBool::new(false));
        let running = Arc::clone(&ran);
        let thread = thread::spawn(move || {
            interleave::yield_point();
            running.store(true, SeqCst);
            7
        });
        assert_eq!(thread.join().unwrap(), 7);
        assert!(ran.load(SeqCst), "join returned before the thread had ended");
    });
}

#[test]
fn a_thread_has_the_name_it_was_given() {
    holds(|| {
        let named = Builder::new().name("worker".to_string()).spawn(|| {
            assert_eq!(thread::current().name(), Some("worker"));
        });
        let named = named.unwrap();
        assert_eq!(named.thread().name(), Some("worker"));
        named.join().unwrap();
        thread::spawn(|| assert_eq!(thread::current().name(), None)).join().unwrap();
        let scoped = thread::scope(|s| {
            let builder = Builder::new().name("scoped".to_string()).stack_size(1 << 20);
            let scoped = builder.spawn_scoped(s, || thread::current().name() == Some("scoped"));
            scoped.unwrap().join().unwrap()
        });
        assert!(scoped);
    });
}

#[test]
fn ids_tell_threads_apart() {
    holds(|| {
        let mine = thread::current().id();
        let thread = thread::spawn(|| thread::current().id());
        let handle = thread.thread().id();
        let its = thread.join().unwrap();
        assert_ne!(mine, its);
        assert_eq!(handle, its);
        assert_eq!(mine, thread::current().id());
    });
}

#[test]
fn a_scope_ends_when_all_its_threads_have() {
    holds(|| {
        let ended = AtomicUsize::new(0);
        let result = thread::scope(|s| {
            s.spawn(|| {
                s.spawn(|| ended.fetch_add(1, SeqCst));
                ended.fetch_add(1, SeqCst);
            });
            "the scope's own result"
        });
        assert_eq!(ended.load(SeqCst), 2, "the scope ended before its threads");
        assert_eq!(result, "the scope's own result");
    });
}

#[test]
fn a_scope_may_change_what_it_borrows() {
    holds(|| {
        let mut parts = [1, 2];
        let sum: i32 = thread::scope(|s| {
            let threads = parts.each_mut().map(|part| {
                s.spawn(move || {
                    *part *= 10;
                    *part
                })
            });
            threads.map(|t| t.join().unwrap()).iter().sum()
        });
        assert_eq!((parts, sum), ([10, 20], 30));
    });
}

#[test]
fn is_finished_is_false_while_the_thread_runs() {
    gives([false, true], || {
        let thread = thread::spawn(|| ());
        let finished = thread.is_finished();
        thread.join().unwrap();
        finished
    });
}

#[test]
fn is_finished_is_true_only_after_the_last_step() {
    holds(|| {
        let done = Arc::new(AtomicBool::new(false));
        let doing = Arc::clone(&done);
        let thread = thread::spawn(move || doing.store(true, SeqCst));
        if thread.is_finished() {
            assert!(done.load(SeqCst), "called finished before it was");
        }
        thread.join().unwrap();
    });
}

#[test]
fn a_detached_thread_may_run_after_its_handle_is_gone() {
    gives([0, 1], || {
        let ran = Arc::new(AtomicUsize::new(0));
        let running = Arc::clone(&ran);
        drop(thread::spawn(move || running.store(1, SeqCst)));
        ran.load(SeqCst)
    });
}

#[test]
fn yielding_orders_nothing() {
    gives([0, 1], || {
        let ran = Arc::new(AtomicUsize::new(0));
        let running = Arc::clone(&ran);
        let thread = thread::spawn(move || running.store(1, SeqCst));
        thread::yield_now();
        let seen = ran.load(SeqCst);
        thread.join().unwrap();
        seen
    });
}

#[test]
fn the_machine_has_more_than_one_processor_for_those_who_ask() {
    holds(|| assert!(thread::available_parallelism().unwrap().get() >= 1));
}

#[test]
fn every_machine_has_two_processors_for_an_exploration() {
    holds(|| assert_eq!(thread::available_parallelism().unwrap().get(), 2));
    let real = std::thread::available_parallelism().unwrap();
    assert_eq!(thread::available_parallelism().unwrap(), real, "outside of an exploration");
}
