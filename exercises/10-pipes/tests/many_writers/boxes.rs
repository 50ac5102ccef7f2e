//! A box in the tests, and what is required of it each time.

use std::cell::RefCell;

use interleave::require;
use pipes::many_writers::{Receiver, Sender, mailbox};

use super::records::Log;

/// Two ends, which a forked process may use as well.
pub(crate) fn new_box() -> (RefCell<Sender>, Receiver) {
    let (sender, receiver) = mailbox().expect("there are descriptors");
    (RefCell::new(sender), receiver)
}

/// Sends a record, which must succeed.
pub(crate) fn send(sender: &RefCell<Sender>, record: &[u8]) {
    let sent = sender.borrow_mut().send(record);
    require!(
        sent.is_ok(),
        WrongResult,
        "a record of {} bytes was sent, which came to {sent:?}",
        record.len()
    );
}

/// The next record, which must not be an error.
pub(crate) fn recv(receiver: &mut Receiver) -> Option<Vec<u8>> {
    match receiver.recv() {
        Ok(record) => record,
        Err(error) => {
            require!(
                false,
                TornWrite,
                "`recv` came to an error, {error}: what does it take the next bytes for?"
            );
            None
        }
    }
}

/// Requires that the next record is `expected`.
pub(crate) fn expect(receiver: &mut Receiver, expected: &[u8], when: &str) {
    match recv(receiver) {
        Some(came) => require_same(&came, expected, when),
        None => require!(
            false,
            MessageLost,
            "{when}: a record of {} bytes was sent, and `recv` says that there are no more",
            expected.len()
        ),
    }
}

/// Requires that what came is what was sent.
pub(crate) fn require_same(came: &[u8], sent: &[u8], when: &str) {
    require!(
        came == sent,
        TornWrite,
        "{when}: a record of {} bytes was sent, and one of {} bytes was received{}",
        sent.len(),
        came.len(),
        if came.len() == sent.len() { ", with other bytes" } else { "" }
    );
}

/// Receives until the end.
pub(crate) fn log_of_the_rest(mut receiver: Receiver) -> Log {
    let mut log = Log::default();
    while let Some(record) = recv(&mut receiver) {
        log.add(&record);
    }
    log
}
