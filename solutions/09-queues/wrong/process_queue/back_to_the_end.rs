//! VERDICT: WRONG RESULT
//! What comes back goes to the end.

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
pub fn serve(lines: Vec<Line>) -> io::Result<Vec<u64>> {
    let mut lines: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
    let mut next = 0;
    // Number and item.
    let mut here: VecDeque<(u64, u64)> = VecDeque::new();
    // Who has it, number and item.
    let mut out: Vec<(usize, u64, u64)> = Vec::new();
    let mut waiting: VecDeque<usize> = VecDeque::new();
    loop {
        let open: Vec<usize> = (0..lines.len()).filter(|who| lines[*who].is_some()).collect();
        if open.is_empty() {
            break;
        }
        let ends: Vec<&Line> = lines.iter().flatten().collect();
        for ready in line::wait(&ends)? {
            let who = open[ready];
            let Some(line) = &lines[who] else { continue };
            match line.receive()? {
                Some(Message::Put(item)) => {
                    here.push_back((next, item));
                    next += 1;
                    let _ = line.send(Message::Kept);
                }
                Some(Message::Take) => waiting.push_back(who),
                Some(Message::Done(number)) => out.retain(|(_, own, _)| *own != number),
                Some(_) => return Err(io::ErrorKind::InvalidData.into()),
                None => {
                    lines[who] = None;
                    waiting.retain(|one| *one != who);
                    for (_, number, item) in out.extract_if(.., |(holder, _, _)| *holder == who) {
                        here.push_back((number, item));
                    }
                }
            }
        }
        while !here.is_empty() && !waiting.is_empty() {
            let (Some((number, item)), Some(who)) = (here.pop_front(), waiting.pop_front()) else {
                break;
            };
            out.push((who, number, item));
            if let Some(line) = &lines[who] {
                let _ = line.send(Message::Item { number, item });
            }
        }
        if waiting.len() == lines.iter().flatten().count() {
            for who in waiting.drain(..) {
                if let Some(line) = &lines[who] {
                    let _ = line.send(Message::End);
                }
            }
        }
    }
    Ok(here.into_iter().map(|(_, item)| item).collect())
}
