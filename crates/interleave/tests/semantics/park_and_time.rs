//! `park` and its token, `sleep`, virtual time.

use crate::support::{fails, gives, holds};
use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use interleave::time::{Duration, Instant};
use interleave::{Verdict, thread};

#[test]
fn an_unpark_before_the_park_is_kept() {
    holds(|| {
        let me = thread::current();
        let other = thread::spawn(move || me.unpark());
        thread::park();
        other.join().unwrap();
    });
}

#[test]
fn only_one_token_is_kept() {
    fails(Verdict::Deadlock, || {
        thread::current().unpark();
        thread::current().unpark();
        thread::park();
        thread::park();
    });
}

#[test]
fn a_thread_that_nobody_unparks_stays() {
    fails(Verdict::Deadlock, thread::park);
}

#[test]
fn unparking_makes_what_came_before_visible() {
    holds(|| {
        let ready = Arc::new(AtomicBool::new(false));
        let (me, readying) = (thread::current(), Arc::clone(&ready));
        let other = thread::spawn(move || {
            readying.store(true, SeqCst);
            me.unpark();
        });
        while !ready.load(SeqCst) {
            thread::park();
        }
        other.join().unwrap();
    });
}

#[test]
fn a_token_meant_for_one_thread_wakes_no_other() {
    fails(Verdict::Deadlock, || {
        let parked = thread::spawn(thread::park);
        thread::current().unpark();
        parked.join().unwrap();
    });
}

#[test]
fn park_timeout_ends_by_itself() {
    holds(|| {
        let before = Instant::now();
        thread::park_timeout(Duration::from_secs(3600));
        assert!(before.elapsed() >= Duration::from_secs(3600), "it took {:?}", before.elapsed());
    });
}

#[test]
fn park_timeout_ends_at_once_with_a_token() {
    holds(|| {
        let before = Instant::now();
        thread::current().unpark();
        thread::park_timeout(Duration::from_secs(3600));
        assert_eq!(before.elapsed(), Duration::ZERO, "the token was there");
    });
}

#[test]
fn a_sleep_takes_its_time_and_none_of_ours() {
    let real = std::time::Instant::now();
    holds(|| {
        let before = Instant::now();
        thread::sleep(Duration::from_secs(86_400));
        assert!(before.elapsed() >= Duration::from_secs(86_400), "it took {:?}", before.elapsed());
    });
    assert!(real.elapsed() < Duration::from_secs(86_400), "it slept in earnest");
}

#[test]
fn time_does_not_pass_by_itself() {
    holds(|| {
        let before = Instant::now();
        thread::yield_now();
        assert_eq!(before.elapsed(), Duration::ZERO);
        assert_eq!(Instant::now().duration_since(before), Duration::ZERO);
    });
}

#[test]
fn instants_count_as_in_std() {
    holds(|| {
        let start = Instant::now();
        let second = Duration::from_secs(1);
        let later = start + second;
        assert_eq!(later - start, second);
        assert_eq!(later.duration_since(start), second);
        assert_eq!(start.checked_duration_since(later), None);
        assert_eq!(start.saturating_duration_since(later), Duration::ZERO);
        assert_eq!(later.checked_sub(second), Some(start));
        assert_eq!(start.checked_add(second), Some(later));
        assert!(start < later);
    });
}

#[test]
fn a_sleep_mends_no_race() {
    gives([0, 1], || {
        let ran = Arc::new(AtomicUsize::new(0));
        let running = Arc::clone(&ran);
        let thread = thread::spawn(move || running.store(1, SeqCst));
        thread::sleep(Duration::from_secs(10));
        let seen = ran.load(SeqCst);
        thread.join().unwrap();
        seen
    });
}
