//! What a test must not leave behind in its own process.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use interleave::Verdict;
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid, waitpid};
use nix::unistd::getpid;

use crate::process;
use crate::scene::shared_prefix;
use crate::settled::Watch;

/// Something left behind: the verdict, a sentence, and one line for each thing.
pub(crate) type Left = (Verdict, String, Vec<String>);

/// Looks for children, descriptors and names. `before` holds the descriptors that were open before the test.
pub(crate) fn find(before: &BTreeMap<i32, String>, folder: &Path) -> Option<Left> {
    children().or_else(|| descriptors(before)).or_else(|| names(folder))
}

/// Children of this process that nobody has waited for.
fn children() -> Option<Left> {
    // One that is about to end is let end.
    Watch::below(getpid()).let_end();
    let mut zombies = Vec::new();
    while let Ok(status @ (WaitStatus::Exited(..) | WaitStatus::Signaled(..))) =
        waitid(Id::All, WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG | WaitPidFlag::WNOWAIT)
    {
        let pid = status.pid().expect("an ended process has a number");
        zombies.push(format!("a child that {}", crate::actor::ending(status)));
        let _ = waitpid(pid, None);
    }
    if !zombies.is_empty() {
        let message = "a process has ended, and nobody has waited for it".to_owned();
        return Some((Verdict::ZombieLeft, message, zombies));
    }
    let running: Vec<String> =
        process::descendants(getpid()).into_iter().map(process::told).collect();
    let message = "the test is over, and a process that it started is not".to_owned();
    (!running.is_empty()).then_some((Verdict::OrphanLeft, message, running))
}

fn descriptors(before: &BTreeMap<i32, String>) -> Option<Left> {
    let open: Vec<String> = process::descriptors()
        .into_iter()
        .filter(|(fd, what)| before.get(fd) != Some(what))
        .map(|(_, what)| what)
        .collect();
    let message = "a descriptor was opened and never closed".to_owned();
    (!open.is_empty()).then_some((Verdict::DescriptorLeaked, message, open))
}

fn names(folder: &Path) -> Option<Left> {
    let left: Vec<String> =
        shared_names(folder).iter().map(|path| own_name(path, folder)).collect();
    let message = "a name in /dev/shm was made and never unlinked".to_owned();
    (!left.is_empty()).then_some((Verdict::NameLeft, message, left))
}

/// The part of a name in shared memory that the test chose.
fn own_name(path: &str, folder: &Path) -> String {
    let own =
        path.split_once(&format!("{}-", shared_prefix(folder))).map_or(path, |(_, name)| name);
    format!("`{own}`")
}

/// The names in `/dev/shm` that belong to the test with that folder. Named semaphores are there as `sem.NAME`.
pub(crate) fn shared_names(folder: &Path) -> Vec<String> {
    let prefix = shared_prefix(folder);
    let entries = fs::read_dir("/dev/shm").into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names
        .filter(|name| name.trim_start_matches("sem.").starts_with(&prefix))
        .map(|name| format!("/dev/shm/{name}"))
        .collect()
}
