//! VERDICT: MESSAGE LOST
//! The number of an item is how many there are, and comes again.

#![forbid(unsafe_code)]

use std::collections::{BTreeMap, VecDeque};
use std::io;

use crate::line::{self, Line, Message};

#[derive(Debug)]
pub struct Client {
    line: Line,
}

#[derive(Debug)]
pub struct Taken<'c> {
    client: &'c Client,
    number: u64,
    pub item: u64,
}

impl Client {
    pub fn new(line: Line) -> Client {
        Client { line }
    }

    pub fn put(&self, item: u64) -> io::Result<()> {
        match self.ask(Message::Put(item))? {
            Message::Kept => Ok(()),
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }

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
    pub fn done(self) -> io::Result<()> {
        self.client.line.send(Message::Done(self.number))
    }
}

#[derive(Default)]
struct Queue {
    next: u64,
    here: BTreeMap<u64, u64>,
    out: BTreeMap<u64, (usize, u64)>,
    waiting: VecDeque<usize>,
}

impl Queue {
    fn forget(&mut self, who: usize) {
        self.waiting.retain(|waiting| *waiting != who);
        for (number, (_, item)) in self.out.extract_if(.., |_, (holder, _)| *holder == who) {
            self.here.insert(number, item);
        }
    }

    fn give_out(&mut self, lines: &[Option<Line>]) {
        while let Some((&number, &item)) = self.here.first_key_value()
            && let Some(who) = self.waiting.pop_front()
        {
            tell(&lines[who], Message::Item { number, item });
            self.here.remove(&number);
            self.out.insert(number, (who, item));
        }
    }
}

fn tell(line: &Option<Line>, message: Message) {
    if let Some(line) = line {
        let _ = line.send(message);
    }
}

pub fn serve(lines: Vec<Line>) -> io::Result<Vec<u64>> {
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
                    queue.next = queue.here.len() as u64;
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
}
