//! # A queue that loses nothing
//!
//! A process takes an item out of the queue and begins to work on it. Then it is killed. A queue in memory has forgotten
//! the item by now, and nobody will ever work on it. So the queue must not forget what it gives out, until it is told that
//! the work is done. That is how message brokers do it, and you write a small one: a process of its own, which talks to
//! each of its clients over a line (`src/line.rs`, which is written, and so is [`Client`]).
//!
//! Write `serve`. It runs in the queue's process, and has the queue's end of every line.
//!
//! 1. `Put(item)`: number the item, keep it, and answer `Kept`. Whoever has that answer may die, and the item is still
//!    there.
//! 2. `Take`: answer with the oldest item that nobody has, `Item { number, item }`. If there is none, the client waits for
//!    its answer, and all others are served meanwhile. Those who wait are served in the order in which they asked.
//! 3. `Done(number)`: forget the item. A client may have several items, and be done with them in any order.
//! 4. A line has come to its end: the client is gone. What it had, and was not done with, goes back to where it was: items
//!    are given out in the order in which they came, also for the second time. If the client was waiting, it is not any more.
//! 5. If there is no item to give out, and *all* clients that are left wait for one, nobody is left who could bring any:
//!    then all of them get `End`. As long as somebody works on an item, others wait, since it may come back. `End` answers
//!    one question: who got it may still be done with an item, put another, and ask again.
//! 6. When all clients are gone, `serve` returns what nobody was done with, in order.
//!
//! While nothing happens, it sleeps: `line::wait` tells which lines have something to say. A client can die at any moment,
//! also between two lines of yours. Then `send` to it fails, and that is no reason for the queue to die.
//!
//! Check it with `cargo test -p queues --test process_queue`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::{BTreeMap, VecDeque};
use std::io;

use crate::line::{self, Line, Message};

/// The queue, as one of its clients sees it.
#[derive(Debug)]
pub struct Client {
    line: Line,
}

/// An item that was taken out. Until [`Taken::done`] it is not gone from the queue: if this process dies, somebody else gets
/// it.
#[derive(Debug)]
pub struct Taken<'c> {
    client: &'c Client,
    number: u64,
    /// What was put.
    pub item: u64,
}

impl Client {
    /// A client at this end of a line; [`serve`] has the other one.
    pub fn new(line: Line) -> Client {
        Client { line }
    }

    /// Puts an item into the queue. When this returns, the queue has it.
    ///
    /// # Errors
    /// When the queue's process is gone.
    pub fn put(&self, item: u64) -> io::Result<()> {
        match self.ask(Message::Put(item))? {
            Message::Kept => Ok(()),
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    /// Takes the oldest item out, and waits for one if there is none. `None`: there will be none.
    ///
    /// # Errors
    /// When the queue's process is gone.
    pub fn take(&self) -> io::Result<Option<Taken<'_>>> {
        match self.ask(Message::Take)? {
            Message::Item { number, item } => Ok(Some(Taken { client: self, number, item })),
            Message::End => Ok(None),
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    fn ask(&self, message: Message) -> io::Result<Message> {
        self.line.send(message)?;
        self.line.receive()?.ok_or(io::ErrorKind::UnexpectedEof.into())
    }
}

impl Taken<'_> {
    /// Tells the queue that the work on this item is done.
    ///
    /// # Errors
    /// When the queue's process is gone.
    pub fn done(self) -> io::Result<()> {
        self.client.line.send(Message::Done(self.number))
    }
}
// ANSWER

/// What the queue knows. Clients are known by their numbers in the list of lines.
#[derive(Default)]
struct Queue {
    /// The number of the item that comes next.
    next: u64,
    /// Items that nobody has, by number: what comes back is where it was.
    here: BTreeMap<u64, u64>,
    /// Items that somebody has, by number: who has it, and the item.
    out: BTreeMap<u64, (usize, u64)>,
    /// Those who wait for an item, in the order in which they asked.
    waiting: VecDeque<usize>,
}

impl Queue {
    /// Client `who` is gone.
    fn forget(&mut self, who: usize) {
        self.waiting.retain(|waiting| *waiting != who);
        for (number, (_, item)) in self.out.extract_if(.., |_, (holder, _)| *holder == who) {
            self.here.insert(number, item);
        }
    }

    /// Gives items to those who wait, as long as there are both.
    fn give_out(&mut self, lines: &[Option<Line>]) {
        while let Some((&number, &item)) = self.here.first_key_value()
            && let Some(who) = self.waiting.pop_front()
        {
            // If it is gone, its line will say so, and then the item comes back.
            tell(&lines[who], Message::Item { number, item });
            self.here.remove(&number);
            self.out.insert(number, (who, item));
        }
    }
}

/// Sends to a client that may be gone.
fn tell(line: &Option<Line>, message: Message) {
    if let Some(line) = line {
        let _ = line.send(message);
    }
}
// END

/// Serves the clients at the other ends of `lines`, until all of them are gone; what nobody was done with, in order.
///
/// # Errors
/// When a line fails for another reason than that its client is gone.
pub fn serve(lines: Vec<Line>) -> io::Result<Vec<u64>> {
    // ANSWER
    // | todo!("wait for a line that has something to say, and serve it")
    let mut lines: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
    let mut queue = Queue::default();
    loop {
        let open: Vec<usize> = (0..lines.len()).filter(|who| lines[*who].is_some()).collect();
        if open.is_empty() {
            return Ok(queue.here.into_values().collect());
        }
        let ends: Vec<&Line> = lines.iter().flatten().collect();
        for ready in line::wait(&ends)? {
            let who = open[ready];
            let message = lines[who].as_ref().map_or(Ok(None), Line::receive)?;
            match message {
                Some(Message::Put(item)) => {
                    queue.here.insert(queue.next, item);
                    queue.next += 1;
                    tell(&lines[who], Message::Kept);
                }
                Some(Message::Take) => queue.waiting.push_back(who),
                Some(Message::Done(number)) => drop(queue.out.remove(&number)),
                Some(_) => return Err(io::ErrorKind::InvalidData.into()),
                None => {
                    queue.forget(who);
                    lines[who] = None;
                }
            }
        }
        queue.give_out(&lines);
        if queue.waiting.len() == lines.iter().flatten().count() {
            for who in queue.waiting.drain(..) {
                tell(&lines[who], Message::End);
            }
        }
    }
    // END
}
