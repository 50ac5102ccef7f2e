//! The end of a channel at which messages come out.

use std::fmt;
use std::panic::Location;
use std::sync::{Arc, mpsc as real};

use super::channel::Channel;
use super::{RecvError, RecvTimeoutError, TryRecvError};
use crate::kernel::{
    Access, ObjId, Op, Place, Subject, Until, exploring, point, point_before, with,
};
use crate::time::{self, Duration};

/// The receiving end of a channel. See [`std::sync::mpsc::Receiver`].
pub struct Receiver<T>(End<T>);

enum End<T> {
    Real(real::Receiver<T>),
    Explored(Explored<T>),
}

/// The receiver of an explored channel.
struct Explored<T>(Arc<Channel<T>>);

impl<T> Receiver<T> {
    pub(super) fn real(receiver: real::Receiver<T>) -> Receiver<T> {
        Receiver(End::Real(receiver))
    }

    pub(super) fn explored(channel: Arc<Channel<T>>) -> Receiver<T> {
        Receiver(End::Explored(Explored(channel)))
    }

    /// Waits for a message. See [`std::sync::mpsc::Receiver::recv`].
    ///
    /// # Errors
    /// If there is no message, and no sender is left.
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        self.recv_at(Location::caller())
    }

    pub(super) fn recv_at(&self, place: Place) -> Result<T, RecvError> {
        match &self.0 {
            End::Real(receiver) => receiver.recv(),
            End::Explored(receiver) => receiver.recv(None, place).map_err(|_| RecvError),
        }
    }

    /// Waits for a message, but not longer than `timeout`. See [`std::sync::mpsc::Receiver::recv_timeout`].
    ///
    /// # Errors
    /// `Timeout` if none came in time, `Disconnected` if there is none and no sender is left.
    #[track_caller]
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        match &self.0 {
            End::Real(receiver) => receiver.recv_timeout(timeout),
            End::Explored(receiver) => {
                receiver.recv(Some(time::after(timeout)), Location::caller())
            }
        }
    }

    /// The next message, if there is one. See [`std::sync::mpsc::Receiver::try_recv`].
    ///
    /// # Errors
    /// `Empty` if there is no message, `Disconnected` if moreover no sender is left.
    #[track_caller]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.try_recv_at(Location::caller())
    }

    pub(super) fn try_recv_at(&self, place: Place) -> Result<T, TryRecvError> {
        match &self.0 {
            End::Real(receiver) => receiver.try_recv(),
            End::Explored(receiver) => receiver.try_recv(place),
        }
    }
}

impl<T> Explored<T> {
    fn recv(&self, deadline: Option<u64>, place: Place) -> Result<T, RecvTimeoutError> {
        let channel = &*self.0;
        let id = channel.id();
        let (subject, verb) = (Subject::Object(id), "receives from");
        if channel.bound == Some(0) {
            self.announce(id, place);
        }
        point_before(Op::Receives, subject, place, Until::CanReceive(id), deadline);
        with(|k| {
            k.objects[id].receiver_waits = false;
            if let Some(value) = channel.take(k, id, (verb, place)) {
                return Ok(value);
            }
            if k.objects[id].senders == 0 {
                k.acquire_from(id);
                k.saw(Op::Tries, verb, subject, place, |_, e| e.detail("fails: no sender is left"));
                return Err(RecvTimeoutError::Disconnected);
            }
            k.did(Op::TimesOut, "times out on", subject, place, |_, e| e);
            Err(RecvTimeoutError::Timeout)
        })
    }

    /// Where messages are handed over, `try_send` can tell whether the receiver has begun to wait, so that is
    /// a step of its own.
    fn announce(&self, id: ObjId, place: Place) {
        let subject = Subject::Object(id);
        point(Op::Receives, subject, place, Until::Now);
        with(|k| {
            k.objects[id].receiver_waits = true;
            self.0.contents().waiting = k.me().view.clone();
            k.tick();
            k.touch(subject, Op::Receives, Access::Write);
        });
    }

    fn try_recv(&self, place: Place) -> Result<T, TryRecvError> {
        let channel = &*self.0;
        let id = channel.id();
        let subject = Subject::Object(id);
        point(Op::Tries, subject, place, Until::Now);
        with(|k| {
            if let Some(value) = channel.take(k, id, ("try_recv receives from", place)) {
                return Ok(value);
            }
            let (detail, error) = match k.objects[id].senders {
                0 => ("fails: no sender is left", TryRecvError::Disconnected),
                _ => ("is empty", TryRecvError::Empty),
            };
            if error == TryRecvError::Disconnected {
                k.acquire_from(id);
            }
            k.saw(Op::Tries, "try_recv", subject, place, |_, e| e.detail(detail));
            Err(error)
        })
    }
}

impl<T> Drop for Explored<T> {
    fn drop(&mut self) {
        if !exploring() {
            return;
        }
        let channel = &*self.0;
        let id = channel.id();
        let (subject, place) = (Subject::Object(id), channel.place_of_drop());
        point(Op::Other, subject, place, Until::Now);
        let left = with(|k| {
            let mut contents = channel.contents();
            contents.hung_up = k.me().view.clone();
            k.tick();
            k.objects[id].done = true;
            // A message that is being handed over goes back to its sender.
            let left = match channel.bound {
                Some(0) => Default::default(),
                _ => std::mem::take(&mut contents.messages),
            };
            k.objects[id].count = contents.messages.len();
            k.did(Op::Other, "drops the receiver of", subject, place, |_, e| match left.len() {
                0 => e,
                1 => e.detail("and 1 message"),
                n => e.detail(format!("and {n} messages")),
            });
            left
        });
        // Only now, since what a message does when it is dropped may come to a point.
        drop(left);
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
