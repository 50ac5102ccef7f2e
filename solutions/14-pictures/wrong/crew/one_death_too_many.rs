//! VERDICT: WRONG RESULT
//! `TRIES` deaths, and one more.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::worker::{Desk, News, Worker};

pub const TRIES: usize = 3;

pub fn run(
    desk: &impl Desk,
    lock: &Path,
    names: &[&str],
    paths: impl IntoIterator<Item = io::Result<PathBuf>>,
    mut told: impl FnMut(&Path),
) -> io::Result<()> {
    let alone = File::options().create(true).append(true).open(lock)?;
    alone.lock()?;
    let mut known = desk.settled()?;
    let (mut paths, mut again) = (paths.into_iter().fuse(), Vec::new());
    let mut deaths: HashMap<PathBuf, usize> = HashMap::new();
    let mut workers: Vec<Worker> = Vec::new();
    loop {
        let busy = |name: &str, workers: &[Worker]| {
            workers.iter().any(|worker| worker.name() == name && worker.in_hand().is_some())
        };
        while let Some(&name) = names.iter().find(|name| !busy(name, &workers)) {
            let path = match again.pop() {
                Some(path) => path,
                None => match paths.next().transpose()? {
                    Some(path) if known.insert(path.clone()) => path,
                    Some(_) => continue,
                    None => break,
                },
            };
            if !workers.iter().any(|worker| worker.name() == name) {
                workers.push(Worker::start(name, &workers, desk)?);
            }
            if let Some(worker) = workers.iter_mut().find(|worker| worker.name() == name) {
                worker.give(path)?;
            }
        }
        if workers.iter().all(|worker| worker.in_hand().is_none()) {
            return Ok(());
        }
        for news in Worker::news(&mut workers)? {
            match news {
                News::Done { path } => told(&path),
                News::Ended { path: None } => {}
                News::Ended { path: Some(path) } => {
                    let dead = deaths.entry(path.clone()).or_default();
                    *dead += 1;
                    if desk.settled()?.contains(&path) {
                        told(&path);
                    } else if *dead > TRIES {
                        desk.give_up(&path, &format!("{TRIES} workers have ended over it"))?;
                        told(&path);
                    } else {
                        again.push(path);
                    }
                }
            }
        }
        workers.retain(|worker| !worker.has_ended());
    }
}
