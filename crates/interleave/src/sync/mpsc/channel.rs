//! An explored channel: what is in it, and who learns what from whom.
//!
//! What threads may wait for is in the kernel's object: `count` messages are in the channel, `total` have been
//! taken out, `senders` are left, and the receiver is gone if it is `done`.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::kernel::{Event, Kernel, Kind, Obj, ObjId, Op, Place, Subject, View, with};
use crate::peek::peek;
use crate::sync::poison::strip;

/// A channel made inside an exploration.
pub(super) struct Channel<T> {
    obj: Obj,
    /// The line that made it.
    place: Place,
    /// `None`: any number of messages. 0: each is handed over.
    pub(super) bound: Option<usize>,
    /// Never waited for: all threads of an exploration run on one OS thread, and none comes to a point while
    /// it has this lock.
    contents: Mutex<Contents<T>>,
}

/// What is in a channel, apart from what the kernel counts.
pub(super) struct Contents<T> {
    pub(super) messages: VecDeque<Message<T>>,
    /// Messages that have been sent, which is the number of the last.
    sent: usize,
    /// The numbers of messages that were received, and what the receiver knew then, for whom that lets go on:
    /// the sender of message `number + bound`, which gets the place.
    received: Vec<(usize, View)>,
    /// What the receiver knew when it began to wait.
    pub(super) waiting: View,
    /// What the receiver knew when it was dropped.
    pub(super) hung_up: View,
}

pub(super) struct Message<T> {
    pub(super) value: T,
    number: usize,
    /// What its sender knew.
    view: View,
    /// Some sender is to learn of its receipt.
    answered: bool,
}

impl<T> Channel<T> {
    #[track_caller]
    pub(super) fn new(bound: Option<usize>, place: Place) -> Arc<Channel<T>> {
        let contents = Contents {
            messages: VecDeque::new(),
            sent: 0,
            received: Vec::new(),
            waiting: View::default(),
            hung_up: View::default(),
        };
        let obj = Obj::new(Kind::Channel);
        let channel = Channel { obj, place, bound, contents: Mutex::new(contents) };
        let id = channel.id();
        with(|k| {
            k.objects[id].bound = bound;
            k.objects[id].senders = 1;
        });
        Arc::new(channel)
    }

    pub(super) fn id(&self) -> ObjId {
        self.obj.id()
    }

    pub(super) fn contents(&self) -> MutexGuard<'_, Contents<T>> {
        strip(self.contents.lock())
    }

    /// Where the running thread is, as far as can be told: a drop has no line of its own.
    pub(super) fn place_of_drop(&self) -> Place {
        with(|k| k.me().doing).map_or(self.place, |doing| doing.place)
    }

    /// Puts a message in and returns its number.
    pub(super) fn put(
        &self,
        k: &mut Kernel,
        id: ObjId,
        value: T,
        answered: bool,
        (verb, place): (&'static str, Place),
    ) -> usize {
        let mut contents = self.contents();
        contents.sent += 1;
        let number = contents.sent;
        if let Some(bound) = self.bound.filter(|&bound| 0 < bound && bound < number) {
            contents.learn_of_receipt(k, number - bound);
        }
        let view = k.me().view.clone();
        k.tick();
        contents.messages.push_back(Message { value, number, view, answered });
        k.objects[id].count += 1;
        let value = contents.messages.back().map(|message| &message.value);
        k.did(Op::Sends, verb, Subject::Object(id), place, |k, e| told(k, id, e, '←', value));
        number
    }

    /// Takes the oldest message out, if there is one.
    pub(super) fn take(
        &self,
        k: &mut Kernel,
        id: ObjId,
        (verb, place): (&'static str, Place),
    ) -> Option<T> {
        let mut contents = self.contents();
        let Message { value, number, view, answered } = contents.messages.pop_front()?;
        let channel = &mut k.objects[id];
        channel.count = contents.messages.len();
        channel.total += 1;
        k.me().view.join(&view);
        if answered {
            contents.received.push((number, k.me().view.clone()));
            k.tick();
        }
        k.did(Op::Receives, verb, Subject::Object(id), place, |k, e| {
            told(k, id, e, '→', Some(&value))
        });
        Some(value)
    }

    /// Takes message `number` out again if nobody has received it.
    pub(super) fn take_back(&self, k: &mut Kernel, id: ObjId, number: usize) -> Option<T> {
        let mut contents = self.contents();
        let at = contents.messages.iter().position(|message| message.number == number)?;
        let message = contents.messages.remove(at)?;
        k.objects[id].count = contents.messages.len();
        Some(message.value)
    }
}

impl<T> Contents<T> {
    /// The running thread goes on because message `number` was received.
    pub(super) fn learn_of_receipt(&mut self, k: &mut Kernel, number: usize) {
        if let Some(at) = self.received.iter().position(|receipt| receipt.0 == number) {
            k.me().view.join(&self.received.swap_remove(at).1);
        }
    }
}

/// Adds a message, where it is one that can be shown, and how many are in the channel.
fn told<T>(k: &Kernel, id: ObjId, event: Event, arrow: char, message: Option<&T>) -> Event {
    let event = event.value(match k.objects[id].count {
        1 => "1 message".to_string(),
        n => format!("{n} messages"),
    });
    match message.and_then(peek) {
        Some(message) => event.detail(format!("{arrow} {message}")),
        None => event,
    }
}
