//! VERDICT: MESSAGE LOST
//! A client who dies waiting is no longer waited for. Only if it was not waiting, what it has comes back.

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
pub fn serve(lines: Vec<Line>) -> io::Result<Vec<u64>> {
    let mut clients: BTreeMap<usize, Line> = lines.into_iter().enumerate().collect();
    let mut items: BTreeMap<u64, (u64, Option<usize>)> = BTreeMap::new();
    let mut asking: VecDeque<usize> = VecDeque::new();
    let mut count = 0;
    while !clients.is_empty() {
        let names: Vec<usize> = clients.keys().copied().collect();
        let ready = line::wait(&clients.values().collect::<Vec<_>>())?;
        for name in ready.into_iter().map(|at| names[at]) {
            match clients[&name].receive()? {
                Some(Message::Put(item)) => {
                    items.insert(count, (item, None));
                    count += 1;
                    clients[&name].send(Message::Kept).ok();
                }
                Some(Message::Take) => asking.push_back(name),
                Some(Message::Done(number)) => {
                    items.remove(&number);
                }
                _ => {
                    clients.remove(&name);
                    if asking.contains(&name) {
                        asking.retain(|other| *other != name);
                        continue;
                    }
                    for (_, holder) in items.values_mut() {
                        if *holder == Some(name) {
                            *holder = None;
                        }
                    }
                }
            }
        }
        for (number, (item, holder)) in &mut items {
            if holder.is_none() {
                let Some(name) = asking.pop_front() else { break };
                *holder = Some(name);
                clients[&name].send(Message::Item { number: *number, item: *item }).ok();
            }
        }
        if asking.len() == clients.len() {
            for name in asking.drain(..) {
                clients[&name].send(Message::End).ok();
            }
        }
    }
    Ok(items.into_values().map(|(item, _)| item).collect())
}
