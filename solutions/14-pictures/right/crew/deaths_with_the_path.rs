//! A list of paths with the number of their deaths, and a place for each name.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};

use crate::worker::{Desk, News, Worker};

pub const TRIES: usize = 3;

struct Run<'r, D, P, T> {
    desk: &'r D,
    names: BTreeSet<&'r str>,
    paths: P,
    ended: bool,
    told: T,
    seen: BTreeSet<PathBuf>,
    again: VecDeque<PathBuf>,
    deaths: BTreeMap<PathBuf, usize>,
    workers: Vec<Worker>,
}

impl<D: Desk, P: Iterator<Item = io::Result<PathBuf>>, T: FnMut(&Path)> Run<'_, D, P, T> {
    fn next(&mut self) -> io::Result<Option<PathBuf>> {
        if let Some(path) = self.again.pop_front() {
            return Ok(Some(path));
        }
        while !self.ended {
            match self.paths.next() {
                None => self.ended = true,
                Some(path) => {
                    let path = path?;
                    if self.seen.insert(path.clone()) {
                        return Ok(Some(path));
                    }
                }
            }
        }
        Ok(None)
    }

    fn free(&mut self) -> io::Result<Option<usize>> {
        if let Some(idle) = self.workers.iter().position(|worker| worker.in_hand().is_none()) {
            return Ok(Some(idle));
        }
        let taken: BTreeSet<&str> = self.workers.iter().map(Worker::name).collect();
        let Some(name) = self.names.iter().find(|name| !taken.contains(**name)) else {
            return Ok(None);
        };
        if self.again.is_empty() && self.ended {
            return Ok(None);
        }
        let worker = Worker::start(name, &self.workers, self.desk)?;
        self.workers.push(worker);
        Ok(Some(self.workers.len() - 1))
    }

    fn hear(&mut self, news: News) -> io::Result<()> {
        let path = match news {
            News::Done { path } => {
                (self.told)(&path);
                return Ok(());
            }
            News::Ended { path: None } => return Ok(()),
            News::Ended { path: Some(path) } => path,
        };
        let deaths = self.deaths.entry(path.clone()).or_insert(0);
        *deaths += 1;
        let settled = self.desk.settled()?.contains(&path);
        if !settled && *deaths < TRIES {
            self.again.push_back(path);
            return Ok(());
        }
        if !settled {
            self.desk.give_up(&path, "it has cost three workers")?;
        }
        (self.told)(&path);
        Ok(())
    }

    fn go(&mut self) -> io::Result<()> {
        loop {
            while let Some(free) = self.free()? {
                let Some(path) = self.next()? else { break };
                self.workers[free].give(path)?;
            }
            if !self.workers.iter().any(|worker| worker.in_hand().is_some()) {
                return Ok(());
            }
            let news = Worker::news(&mut self.workers)?;
            self.workers.retain(|worker| !worker.has_ended());
            news.into_iter().try_for_each(|news| self.hear(news))?;
        }
    }
}

pub fn run(
    desk: &impl Desk,
    lock: &Path,
    names: &[&str],
    paths: impl IntoIterator<Item = io::Result<PathBuf>>,
    told: impl FnMut(&Path),
) -> io::Result<()> {
    let lock = OpenOptions::new().write(true).create(true).truncate(false).open(lock)?;
    lock.lock()?;
    let done = Run {
        desk,
        names: names.iter().copied().collect(),
        paths: paths.into_iter(),
        ended: false,
        told,
        seen: desk.settled()?.into_iter().collect(),
        again: VecDeque::new(),
        deaths: BTreeMap::new(),
        workers: Vec::new(),
    }
    .go();
    lock.unlock()?;
    done
}
