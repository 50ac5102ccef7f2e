//! The ends of a channel at which messages go in.

use std::fmt;
use std::panic::Location;
use std::sync::{Arc, mpsc as real};

use super::channel::Channel;
use super::{SendError, TrySendError};
use crate::kernel::{Access, ObjId, Op, Place, Subject, Until, exploring, point, with};

/// The sending end of a channel made by [`channel`](super::channel). See [`std::sync::mpsc::Sender`].
pub struct Sender<T>(End<real::Sender<T>, T>);

/// The sending end of a channel made by [`sync_channel`](super::sync_channel). See
/// [`std::sync::mpsc::SyncSender`].
pub struct SyncSender<T>(End<real::SyncSender<T>, T>);

enum End<R, T> {
    Real(R),
    Explored(Explored<T>),
}

/// One of the senders of an explored channel.
struct Explored<T>(Arc<Channel<T>>);

impl<T> Sender<T> {
    pub(super) fn real(sender: real::Sender<T>) -> Sender<T> {
        Sender(End::Real(sender))
    }

    pub(super) fn explored(channel: Arc<Channel<T>>) -> Sender<T> {
        Sender(End::Explored(Explored(channel)))
    }

    /// Sends a message, without waiting. See [`std::sync::mpsc::Sender::send`].
    ///
    /// # Errors
    /// If the receiver is gone; the error contains the message.
    #[track_caller]
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        match &self.0 {
            End::Real(sender) => sender.send(t),
            End::Explored(sender) => sender.send(t, Location::caller()),
        }
    }
}

impl<T> SyncSender<T> {
    pub(super) fn real(sender: real::SyncSender<T>) -> SyncSender<T> {
        SyncSender(End::Real(sender))
    }

    pub(super) fn explored(channel: Arc<Channel<T>>) -> SyncSender<T> {
        SyncSender(End::Explored(Explored(channel)))
    }

    /// Sends a message; waits for room, or with a bound of 0 until it is received. See
    /// [`std::sync::mpsc::SyncSender::send`].
    ///
    /// # Errors
    /// If the receiver is gone; the error contains the message.
    #[track_caller]
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        match &self.0 {
            End::Real(sender) => sender.send(t),
            End::Explored(sender) => sender.send(t, Location::caller()),
        }
    }

    /// Sends a message if there is room, or with a bound of 0 if the receiver is waiting for one. See
    /// [`std::sync::mpsc::SyncSender::try_send`].
    ///
    /// # Errors
    /// `Full` if it would have to wait, `Disconnected` if the receiver is gone; both contain the message.
    #[track_caller]
    pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>> {
        match &self.0 {
            End::Real(sender) => sender.try_send(t),
            End::Explored(sender) => sender.try_send(t, Location::caller()),
        }
    }
}

impl<T> Explored<T> {
    fn send(&self, value: T, place: Place) -> Result<(), SendError<T>> {
        let channel = &*self.0;
        let id = channel.id();
        let subject = Subject::Object(id);
        point(Op::Sends, subject, place, Until::CanSend(id));
        if with(|k| k.objects[id].done) {
            self.refused(id, "sends to", place);
            return Err(SendError(value));
        }
        let hands_over = channel.bound == Some(0);
        let verb = if hands_over { "offers to" } else { "sends to" };
        let answered = channel.bound.is_some();
        let number = with(|k| channel.put(k, id, value, answered, (verb, place)));
        if !hands_over {
            return Ok(());
        }
        point(Op::Sends, subject, place, Until::Taken(id, number));
        if let Some(value) = with(|k| channel.take_back(k, id, number)) {
            self.refused(id, "sends to", place);
            return Err(SendError(value));
        }
        with(|k| {
            channel.contents().learn_of_receipt(k, number);
            k.saw(Op::Sends, "has sent to", subject, place, |_, e| e);
        });
        Ok(())
    }

    fn try_send(&self, value: T, place: Place) -> Result<(), TrySendError<T>> {
        let channel = &*self.0;
        let id = channel.id();
        let subject = Subject::Object(id);
        point(Op::Tries, subject, place, Until::Now);
        if with(|k| k.objects[id].done) {
            self.refused(id, "try_send", place);
            return Err(TrySendError::Disconnected(value));
        }
        let refusal = with(|k| {
            let object = &k.objects[id];
            match channel.bound {
                Some(0) if object.count > 0 || !object.receiver_waits => {
                    Some("nobody is receiving")
                }
                Some(bound) if 0 < bound && bound <= object.count => Some("is full"),
                _ => None,
            }
        });
        if let Some(reason) = refusal {
            with(|k| k.saw(Op::Tries, "try_send", subject, place, |_, e| e.detail(reason)));
            return Err(TrySendError::Full(value));
        }
        with(|k| {
            // Nobody waits for the receipt of a message that is handed over here: what the receiver knew
            // when it began to wait is all there is to learn.
            let hands_over = channel.bound == Some(0);
            if hands_over {
                k.me().view.join(&channel.contents().waiting);
            }
            let answered = channel.bound.is_some() && !hands_over;
            channel.put(k, id, value, answered, ("try_send sends to", place));
        });
        Ok(())
    }

    /// The receiver is gone.
    fn refused(&self, id: ObjId, verb: &'static str, place: Place) {
        with(|k| {
            k.me().view.join(&self.0.contents().hung_up);
            let op = Op::Tries;
            k.saw(op, verb, Subject::Object(id), place, |_, e| {
                e.detail("fails: the receiver is gone")
            });
        });
    }
}

impl<T> Clone for Explored<T> {
    fn clone(&self) -> Explored<T> {
        if exploring() {
            let id = self.0.id();
            with(|k| k.objects[id].senders += 1);
        }
        Explored(self.0.clone())
    }
}

impl<T> Drop for Explored<T> {
    fn drop(&mut self) {
        if !exploring() {
            return;
        }
        let id = self.0.id();
        let (subject, place) = (Subject::Object(id), self.0.place_of_drop());
        // Nobody can tell whether one of several is gone. Of the last one, `try_recv` can.
        let last = with(|k| k.objects[id].senders <= 1);
        if last {
            point(Op::Other, subject, place, Until::Now);
        }
        with(|k| {
            let senders = &mut k.objects[id].senders;
            *senders = senders.saturating_sub(1);
            k.release_to(id);
            if last {
                k.did(Op::Other, "drops the last sender of", subject, place, |_, e| e);
            } else {
                k.touch(subject, Op::Other, Access::Write);
            }
        });
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        Sender(match &self.0 {
            End::Real(sender) => End::Real(sender.clone()),
            End::Explored(sender) => End::Explored(sender.clone()),
        })
    }
}

impl<T> Clone for SyncSender<T> {
    fn clone(&self) -> SyncSender<T> {
        SyncSender(match &self.0 {
            End::Real(sender) => End::Real(sender.clone()),
            End::Explored(sender) => End::Explored(sender.clone()),
        })
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for SyncSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SyncSender").finish_non_exhaustive()
    }
}
