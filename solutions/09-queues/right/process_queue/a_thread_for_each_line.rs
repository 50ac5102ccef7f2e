//! A thread listens to each line, and a lock keeps them apart.

#![forbid(unsafe_code)]

use std::collections::{BTreeMap, VecDeque};
use std::io;

use std::sync::Mutex;
use std::thread;

use crate::line::{Line, Message};

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
struct Desk {
    next: u64,
    here: BTreeMap<u64, u64>,
    out: BTreeMap<u64, (usize, u64)>,
    waiting: VecDeque<usize>,
    open: usize,
}

pub fn serve(lines: Vec<Line>) -> io::Result<Vec<u64>> {
    let desk = Mutex::new(Desk { open: lines.len(), ..Desk::default() });
    thread::scope(|s| {
        for who in 0..lines.len() {
            let (desk, lines) = (&desk, &lines);
            s.spawn(move || listen(desk, lines, who));
        }
    });
    Ok(desk.into_inner().unwrap().here.into_values().collect())
}

fn listen(desk: &Mutex<Desk>, lines: &[Line], who: usize) {
    loop {
        let message = lines[who].receive();
        let mut desk = desk.lock().unwrap();
        match message {
            Ok(Some(Message::Put(item))) => {
                let number = desk.next;
                desk.next += 1;
                desk.here.insert(number, item);
                let _ = lines[who].send(Message::Kept);
            }
            Ok(Some(Message::Take)) => desk.waiting.push_back(who),
            Ok(Some(Message::Done(number))) => drop(desk.out.remove(&number)),
            _ => {
                desk.open -= 1;
                desk.waiting.retain(|one| *one != who);
                let back: Vec<u64> = desk
                    .out
                    .iter()
                    .filter(|(_, (holder, _))| *holder == who)
                    .map(|(number, _)| *number)
                    .collect();
                for number in back {
                    if let Some((_, item)) = desk.out.remove(&number) {
                        desk.here.insert(number, item);
                    }
                }
            }
        }
        let gone = !matches!(message, Ok(Some(_)));
        while !desk.waiting.is_empty() {
            let Some((number, item)) = desk.here.pop_first() else { break };
            let Some(first) = desk.waiting.pop_front() else { break };
            desk.out.insert(number, (first, item));
            let _ = lines[first].send(Message::Item { number, item });
        }
        if desk.waiting.len() == desk.open {
            for one in desk.waiting.drain(..) {
                let _ = lines[one].send(Message::End);
            }
        }
        if gone {
            return;
        }
    }
}
