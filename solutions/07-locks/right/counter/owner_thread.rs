//! One thread owns the number, and the doors send it messages: as with a `queue.Queue` in Python.

use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

enum Message {
    Enter(Sender<u64>),
    Total(Sender<u64>),
}

pub struct Counter {
    messages: Option<Sender<Message>>,
    owner: Option<JoinHandle<()>>,
}

impl Counter {
    pub fn new() -> Counter {
        let (messages, inbox) = mpsc::channel();
        let owner = thread::spawn(move || {
            let mut visitors = 0;
            for message in inbox {
                let answer = match message {
                    Message::Enter(answer) => {
                        visitors += 1;
                        answer
                    }
                    Message::Total(answer) => answer,
                };
                // Whoever asked waits for the answer.
                answer.send(visitors).unwrap();
            }
        });
        Counter { messages: Some(messages), owner: Some(owner) }
    }

    fn ask(&self, message: fn(Sender<u64>) -> Message) -> u64 {
        let (answer, inbox) = mpsc::channel();
        self.messages.as_ref().unwrap().send(message(answer)).unwrap();
        inbox.recv().unwrap()
    }

    pub fn enter(&self) -> u64 {
        self.ask(Message::Enter)
    }

    pub fn total(&self) -> u64 {
        self.ask(Message::Total)
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        // Without a sender the owner's loop ends.
        drop(self.messages.take());
        self.owner.take().unwrap().join().unwrap();
    }
}
