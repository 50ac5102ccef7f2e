//! VERDICT: DONE TWICE
//! Each run locks a file that has its number in its name.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::worker::{Desk, News, Worker};

/// So many workers may die over one path. Then it is given up.
pub const TRIES: usize = 3;

/// Has each of `paths` settled by a worker of one of these names, and calls `told` with it.
///
/// # Errors
/// What `paths` or the desk says; or when the kernel has no more processes or descriptors.
pub fn run(
    desk: &impl Desk,
    lock: &Path,
    names: &[&str],
    paths: impl IntoIterator<Item = io::Result<PathBuf>>,
    mut told: impl FnMut(&Path),
) -> io::Result<()> {
    let file = File::options()
        .create(true)
        .append(true)
        .open(lock.with_extension(std::process::id().to_string()))?;
    file.lock()?;
    let mut known = desk.settled()?;
    let mut paths = paths.into_iter();
    let mut over = false;
    let mut again: Vec<PathBuf> = Vec::new();
    let mut deaths: HashMap<PathBuf, usize> = HashMap::new();
    let mut workers: Vec<Worker> = Vec::new();
    loop {
        let free = |workers: &[Worker]| {
            names.iter().copied().find(|name| {
                workers.iter().all(|worker| worker.name() != *name || worker.in_hand().is_none())
            })
        };
        while let Some(name) = free(&workers) {
            let path = match again.pop() {
                Some(path) => path,
                None if over => break,
                None => match paths.next() {
                    None => {
                        over = true;
                        break;
                    }
                    Some(path) => {
                        let path = path?;
                        if !known.insert(path.clone()) {
                            continue;
                        }
                        path
                    }
                },
            };
            if workers.iter().all(|worker| worker.name() != name) {
                let worker = Worker::start(name, &workers, desk)?;
                workers.push(worker);
            }
            for worker in &mut workers {
                if worker.name() == name {
                    worker.give(path)?;
                    break;
                }
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
                    if desk.settled()?.contains(&path) {
                        told(&path);
                        continue;
                    }
                    let count = deaths.entry(path.clone()).or_default();
                    *count += 1;
                    if *count < TRIES {
                        again.push(path);
                    } else {
                        desk.give_up(&path, "three workers died over it")?;
                        told(&path);
                    }
                }
            }
        }
        workers.retain(|worker| !worker.has_ended());
    }
}
