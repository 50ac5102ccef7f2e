//! `mpsc::sync_channel`: bounds, the rendezvous of bound 0, and its ends.

use crate::support::{fails, gives, holds};
use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::mpsc::{self, TrySendError};
use interleave::{Verdict, thread};

/// How far the sender may get ahead of the receiver: the sends that have returned before the first value is taken.
fn ahead(bound: usize) -> usize {
    let (sender, receiver) = mpsc::sync_channel(bound);
    let sent = Arc::new(AtomicUsize::new(0));
    let counting = Arc::clone(&sent);
    let sending = thread::spawn(move || {
        for value in 0..3 {
            sender.send(value).unwrap();
            counting.fetch_add(1, SeqCst);
        }
    });
    let ahead = sent.load(SeqCst);
    assert_eq!(receiver.iter().collect::<Vec<_>>(), [0, 1, 2], "in order, and nothing lost");
    sending.join().unwrap();
    ahead
}

#[test]
fn a_sender_is_never_further_ahead_than_the_bound() {
    gives([0], || ahead(0));
    gives([0, 1], || ahead(1));
    gives([0, 1, 2], || ahead(2));
}

#[test]
fn a_full_channel_that_nobody_empties_is_a_deadlock() {
    for bound in 0..2 {
        fails(Verdict::Deadlock, move || {
            let (sender, _receiver) = mpsc::sync_channel(bound);
            for value in 0..=bound {
                sender.send(value).unwrap();
            }
        });
    }
}

#[test]
fn a_rendezvous_lets_the_sender_go_when_the_value_is_taken() {
    holds(|| {
        let (sender, receiver) = mpsc::sync_channel(0);
        let taken = Arc::new(AtomicUsize::new(0));
        let seen = Arc::clone(&taken);
        let sending = thread::spawn(move || {
            sender.send(()).unwrap();
            // The receiver is in `recv`: it had come there before this send returned.
            seen.load(SeqCst)
        });
        taken.store(1, SeqCst);
        receiver.recv().unwrap();
        assert_eq!(sending.join().unwrap(), 1, "the send returned before anybody received");
    });
}

#[test]
fn a_blocked_send_ends_when_the_receiver_goes() {
    for bound in 0..2 {
        holds(move || {
            let (sender, receiver) = mpsc::sync_channel(bound);
            let sending = thread::spawn(move || (0..2).filter(|n| sender.send(*n).is_ok()).count());
            drop(receiver);
            assert!(sending.join().unwrap() <= bound, "sent to nobody");
        });
    }
}

#[test]
fn try_send_fails_exactly_when_there_is_no_room() {
    gives(["sent", "full"], || {
        let (sender, receiver) = mpsc::sync_channel(1);
        sender.send(1).unwrap();
        let receiving = thread::spawn(move || {
            let first = receiver.recv();
            (first, receiver)
        });
        let tried = sender.try_send(2);
        let (first, receiver) = receiving.join().unwrap();
        assert_eq!(first, Ok(1));
        drop(receiver);
        assert!(matches!(sender.try_send(3), Err(TrySendError::Disconnected(3))));
        match tried {
            Ok(()) => "sent",
            Err(TrySendError::Full(2)) => "full",
            other => panic!("try_send gave {other:?}"),
        }
    });
}

#[test]
fn try_send_to_a_rendezvous_needs_a_waiting_receiver() {
    gives([true, false], || {
        let (sender, receiver) = mpsc::sync_channel(0);
        let receiving = thread::spawn(move || receiver.recv().is_ok());
        let sent = sender.try_send(1).is_ok();
        drop(sender);
        assert_eq!(receiving.join().unwrap(), sent, "sent and received are the same");
        sent
    });
}

#[test]
fn two_senders_share_the_bound() {
    gives([0, 1], || {
        let (sender, receiver) = mpsc::sync_channel(1);
        let sent = Arc::new(AtomicUsize::new(0));
        let threads = [0, 1].map(|value| {
            let (sender, sent) = (sender.clone(), Arc::clone(&sent));
            thread::spawn(move || {
                sender.send(value).unwrap();
                sent.fetch_add(1, SeqCst);
            })
        });
        drop(sender);
        let before = sent.load(SeqCst);
        assert_eq!(receiver.iter().count(), 2);
        threads.into_iter().for_each(|t| t.join().unwrap());
        before
    });
}
