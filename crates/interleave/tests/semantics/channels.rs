//! `mpsc::channel`: nothing lost, nothing invented, order kept, ends noticed.

use crate::support::{fails, gives, holds};
use interleave::sync::mpsc::{self, RecvError, TryRecvError};
use interleave::{Verdict, thread};

#[test]
fn values_of_one_sender_arrive_in_order() {
    holds(|| {
        let (sender, receiver) = mpsc::channel();
        let sending = thread::spawn(move || {
            for value in 0..3 {
                sender.send(value).unwrap();
            }
        });
        assert_eq!(receiver.iter().collect::<Vec<_>>(), [0, 1, 2]);
        sending.join().unwrap();
    });
}

#[test]
fn values_of_two_senders_mix_in_every_way() {
    let mixes = [[1, 2, 10], [1, 10, 2], [10, 1, 2]];
    gives(mixes.map(Vec::from), || {
        let (sender, receiver) = mpsc::channel();
        let other = sender.clone();
        let threads = [
            thread::spawn(move || {
                sender.send(1).unwrap();
                sender.send(2).unwrap();
            }),
            thread::spawn(move || other.send(10).unwrap()),
        ];
        let received = receiver.into_iter().collect();
        threads.into_iter().for_each(|t| t.join().unwrap());
        received
    });
}

#[test]
fn receiving_waits_for_the_value() {
    gives([5], || {
        let (sender, receiver) = mpsc::channel();
        let sending = thread::spawn(move || sender.send(5).unwrap());
        let received = receiver.recv().unwrap();
        sending.join().unwrap();
        received
    });
}

#[test]
fn receiving_ends_when_the_last_sender_is_gone() {
    holds(|| {
        let (sender, receiver) = mpsc::channel::<i32>();
        let other = sender.clone();
        let threads = [thread::spawn(move || drop(sender)), thread::spawn(move || drop(other))];
        assert_eq!(receiver.recv(), Err(RecvError));
        threads.into_iter().for_each(|t| t.join().unwrap());
    });
}

#[test]
fn what_was_sent_before_the_end_still_arrives() {
    holds(|| {
        let (sender, receiver) = mpsc::channel();
        sender.send(1).unwrap();
        drop(sender);
        assert_eq!(receiver.recv(), Ok(1));
        assert_eq!(receiver.recv(), Err(RecvError));
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Disconnected));
    });
}

#[test]
fn receiving_from_oneself_is_a_deadlock() {
    let report = fails(Verdict::Deadlock, || {
        let (_sender, receiver) = mpsc::channel::<i32>();
        let _ = receiver.recv();
    });
    assert!(
        report.details.iter().any(|detail| detail.contains("channels.rs:")),
        "where it waits is missing in {:?}",
        report.details
    );
}

#[test]
fn sending_fails_once_the_receiver_is_gone_and_gives_the_value_back() {
    gives([true, false], || {
        let (sender, receiver) = mpsc::channel();
        let dropping = thread::spawn(move || drop(receiver));
        let sent = sender.send(3);
        if let Err(error) = &sent {
            assert_eq!(error.0, 3);
        }
        dropping.join().unwrap();
        sent.is_ok()
    });
}

#[test]
fn try_recv_tells_empty_from_ended() {
    gives(["nothing yet", "the value", "the value, and the end"], || {
        let (sender, receiver) = mpsc::channel();
        let sending = thread::spawn(move || sender.send(1).unwrap());
        let looks = (receiver.try_recv(), receiver.try_recv());
        sending.join().unwrap();
        match looks {
            (Ok(1), Err(TryRecvError::Empty)) | (Err(TryRecvError::Empty), Ok(1)) => "the value",
            (Ok(1), Err(TryRecvError::Disconnected)) => "the value, and the end",
            (Err(TryRecvError::Empty), Err(TryRecvError::Empty)) => "nothing yet",
            other => panic!("try_recv gave {other:?}"),
        }
    });
}

#[test]
fn try_iter_takes_what_is_there() {
    gives([0, 1, 2], || {
        let (sender, receiver) = mpsc::channel();
        let sending = thread::spawn(move || {
            sender.send(1).unwrap();
            sender.send(2).unwrap();
        });
        let at_once = receiver.try_iter().count();
        sending.join().unwrap();
        assert_eq!(receiver.try_iter().count() + at_once, 2, "a value was lost");
        at_once
    });
}

#[test]
fn a_value_that_nobody_took_is_dropped_with_the_channel() {
    holds(|| {
        let (sender, receiver) = mpsc::channel();
        sender.send(vec![1, 2, 3]).unwrap();
        drop(sender);
        drop(receiver);
    });
}

#[test]
fn what_happened_before_a_send_is_seen_after_the_receive() {
    use crate::support::{full, holds_with};
    use interleave::sync::Arc;
    use interleave::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    holds_with(full().weak_memory(true), || {
        let data = Arc::new(AtomicUsize::new(0));
        let writing = Arc::clone(&data);
        let (sender, receiver) = mpsc::channel();
        let sending = thread::spawn(move || {
            writing.store(1, Relaxed);
            sender.send(()).unwrap();
        });
        receiver.recv().unwrap();
        assert_eq!(data.load(Relaxed), 1, "a channel orders what is before the send");
        sending.join().unwrap();
    });
}
