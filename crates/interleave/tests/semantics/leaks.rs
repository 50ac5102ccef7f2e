//! What is left when the program is over: threads that cannot end, and memory.

use crate::support::{fails, full, holds, holds_with};
use interleave::sync::{Arc, Condvar, Mutex, Weak, mpsc};
use interleave::{Verdict, thread};

#[test]
fn a_thread_that_waits_for_ever_is_leaked() {
    let report = fails(Verdict::ThreadLeaked, || {
        let gate = Arc::new((Mutex::new(false), Condvar::new()));
        let waiting = Arc::clone(&gate);
        thread::Builder::new()
            .name("forgotten".to_string())
            .spawn(move || {
                let open = waiting.0.lock().unwrap();
                drop(waiting.1.wait_while(open, |open| !*open).unwrap());
            })
            .unwrap();
    });
    assert!(report.to_string().contains("forgotten"), "which thread is missing in:\n{report}");
}

#[test]
fn a_receiver_whose_sender_was_kept_is_leaked() {
    fails(Verdict::ThreadLeaked, || {
        let (sender, receiver) = mpsc::channel::<i32>();
        thread::spawn(move || {
            let _keeps_it_open = sender;
            receiver.recv()
        });
    });
}

#[test]
fn a_detached_thread_that_ends_by_itself_is_no_leak() {
    holds(|| {
        let count = Arc::new(Mutex::new(0));
        let counting = Arc::clone(&count);
        thread::spawn(move || *counting.lock().unwrap() += 1);
    });
}

struct Node {
    next: Mutex<Option<Arc<Node>>>,
    back: Mutex<Weak<Node>>,
}

fn ring(of_weaks: bool) {
    let node = Arc::new(Node { next: Mutex::new(None), back: Mutex::new(Weak::new()) });
    if of_weaks {
        *node.back.lock().unwrap() = Arc::downgrade(&node);
    } else {
        *node.next.lock().unwrap() = Some(Arc::clone(&node));
    }
}

#[test]
fn a_ring_of_arcs_is_leaked_memory() {
    fails(Verdict::MemoryLeaked, || ring(false));
}

#[test]
fn a_ring_closed_by_a_weak_is_not() {
    holds(|| ring(true));
}

#[test]
fn forgotten_memory_is_leaked() {
    // Without `black_box` the optimiser may take the allocation away.
    fails(Verdict::MemoryLeaked, || std::mem::forget(std::hint::black_box(vec![1, 2, 3])));
}

#[test]
fn leaks_are_accepted_when_allowed() {
    holds_with(full().allow_leaks(true), || ring(false));
}

#[test]
fn what_a_thread_returned_and_nobody_took_is_given_back() {
    holds(|| {
        thread::spawn(|| vec![1, 2, 3]);
    });
}

#[test]
fn what_a_program_holds_is_counted() {
    assert_eq!(interleave::held(), 0, "nothing is explored here");
    interleave::check(|| {
        let before = interleave::held();
        let mut bytes = vec![0_u8; 1_000];
        assert_eq!(interleave::held() - before, 1_000, "allocated");
        bytes.reserve_exact(4_000);
        assert_eq!(interleave::held() - before, 5_000, "grown");
        let other = thread::spawn(move || drop(bytes));
        other.join().unwrap();
        assert!(interleave::held() - before < 1_000, "given back by another thread");
    });
    assert_eq!(interleave::held(), 0, "it is over");
}
