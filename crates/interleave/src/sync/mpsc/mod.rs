//! Channels, as in `std::sync::mpsc`.
//!
//! A channel is explored if it is made inside an exploration, and std's own if not. It stays what it is: an
//! explored one must not be used when its exploration is over, and std's own blocks the exploration.
//!
//! # Layout
//! - `channel`: an explored channel, and the steps of both its ends
//! - `sender`, `receiver`: the two ends
//! - `iter`: messages as iterators

mod channel;
mod iter;
mod receiver;
mod sender;

use std::panic::Location;
use std::sync::mpsc as real;

pub use std::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};

pub use iter::{IntoIter, Iter, TryIter};
pub use receiver::Receiver;
pub use sender::{Sender, SyncSender};

use crate::kernel::exploring;
use channel::Channel;

/// A channel that takes any number of messages: `send` never waits. See [`std::sync::mpsc::channel`].
#[track_caller]
#[must_use]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    if !exploring() {
        let (sender, receiver) = real::channel();
        return (Sender::real(sender), Receiver::real(receiver));
    }
    let channel = Channel::new(None, Location::caller());
    (Sender::explored(channel.clone()), Receiver::explored(channel))
}

/// A channel that holds up to `bound` messages: `send` waits while it is full. With a bound of 0 it waits
/// until the message is received. See [`std::sync::mpsc::sync_channel`].
#[track_caller]
#[must_use]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    if !exploring() {
        let (sender, receiver) = real::sync_channel(bound);
        return (SyncSender::real(sender), Receiver::real(receiver));
    }
    let channel = Channel::new(Some(bound), Location::caller());
    (SyncSender::explored(channel.clone()), Receiver::explored(channel))
}
