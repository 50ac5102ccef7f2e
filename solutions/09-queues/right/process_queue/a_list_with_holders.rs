//! One list of all items, each with who has it.

#![forbid(unsafe_code)]

use std::collections::VecDeque;
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
/// An item, and who has it, if anybody does.
struct Entry {
    item: u64,
    holder: Option<usize>,
}

pub fn serve(lines: Vec<Line>) -> io::Result<Vec<u64>> {
    let mut lines: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
    // The place in the list is the number. What is done leaves a hole.
    let mut items: Vec<Option<Entry>> = Vec::new();
    let mut waiting: VecDeque<usize> = VecDeque::new();
    while lines.iter().any(Option::is_some) {
        let open: Vec<usize> = (0..lines.len()).filter(|who| lines[*who].is_some()).collect();
        let ends: Vec<&Line> = lines.iter().flatten().collect();
        for ready in line::wait(&ends)? {
            let who = open[ready];
            match receive(&lines, who)? {
                Some(Message::Put(item)) => {
                    items.push(Some(Entry { item, holder: None }));
                    tell(&lines, who, Message::Kept);
                }
                Some(Message::Take) => waiting.push_back(who),
                Some(Message::Done(number)) => items[number as usize] = None,
                Some(_) => return Err(io::ErrorKind::InvalidData.into()),
                None => {
                    lines[who] = None;
                    waiting.retain(|one| *one != who);
                    for entry in items.iter_mut().flatten() {
                        if entry.holder == Some(who) {
                            entry.holder = None;
                        }
                    }
                }
            }
        }
        while let Some(who) = waiting.front().copied() {
            let Some(number) = free(&items) else { break };
            let Some(entry) = &mut items[number] else { break };
            entry.holder = Some(who);
            waiting.pop_front();
            tell(&lines, who, Message::Item { number: number as u64, item: entry.item });
        }
        if waiting.len() == lines.iter().flatten().count() {
            for who in waiting.drain(..) {
                tell(&lines, who, Message::End);
            }
        }
    }
    Ok(items.into_iter().flatten().map(|entry| entry.item).collect())
}

/// The oldest item that nobody has.
fn free(items: &[Option<Entry>]) -> Option<usize> {
    items.iter().position(|entry| entry.as_ref().is_some_and(|entry| entry.holder.is_none()))
}

fn receive(lines: &[Option<Line>], who: usize) -> io::Result<Option<Message>> {
    lines[who].as_ref().map_or(Ok(None), Line::receive)
}

/// It may be gone. Its line will say so.
fn tell(lines: &[Option<Line>], who: usize, message: Message) {
    if let Some(line) = &lines[who] {
        let _ = line.send(message);
    }
}
