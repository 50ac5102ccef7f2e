//! Hears from the operating system that a file may have changed.
//!
//! A hint is no more than that: what has changed is for [`super::watch`] to find out. Where there are no hints,
//! or some are lost (network file systems, containers on macOS, a full table of watches), it looks all the
//! same, now and then.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// How long a file is left alone after each write. Where the system tells that it was closed, as on Linux, no
/// save waits for so long.
const SETTLE: Duration = Duration::from_millis(10);

/// How often one looks without a hint: where there are hints, and where there are none.
const WITH_HINTS: Duration = Duration::from_millis(250);
const WITHOUT_HINTS: Duration = Duration::from_millis(20);

/// A source of hints.
pub(super) struct Hints {
    /// It hints for as long as it lives.
    _watcher: Option<RecommendedWatcher>,
    /// Holds the other end, so that a missing watcher looks like a silent one.
    _sender: Sender<Hint>,
    heard: Receiver<Hint>,
    pace: Duration,
}

enum Hint {
    /// A file was closed after writing, renamed or removed: whoever did it is done.
    Done(Instant),
    /// Something was written, and more may come.
    Writing(Instant),
}

impl Hints {
    /// Listens to changes in `folders`.
    pub(super) fn new<'p>(folders: impl Iterator<Item = &'p Path>) -> Hints {
        let (sender, heard) = mpsc::channel();
        let hints = sender.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // An error may mean that events were lost.
            let kind = event.map_or(EventKind::Any, |event| event.kind);
            if let Some(hint) = hint(kind) {
                let _ = hints.send(hint);
            }
        });
        let watcher = watcher.ok().and_then(|mut watcher| {
            for folder in folders {
                watcher.watch(folder, RecursiveMode::NonRecursive).ok()?;
            }
            Some(watcher)
        });
        let pace = if watcher.is_some() { WITH_HINTS } else { WITHOUT_HINTS };
        Hints { _watcher: watcher, _sender: sender, heard, pace }
    }

    /// Waits until it is time to look; when the change was noticed, as far as one knows.
    pub(super) fn wait(&self) -> Instant {
        let Ok(mut hint) = self.heard.recv_timeout(self.pace) else { return Instant::now() };
        loop {
            match hint {
                Hint::Done(noticed) => return noticed,
                Hint::Writing(noticed) => match self.heard.recv_timeout(SETTLE) {
                    Ok(next) => hint = next,
                    Err(_) => return noticed,
                },
            }
        }
    }
}

/// What an event says. Opening and reading say nothing: compiling does both.
fn hint(kind: EventKind) -> Option<Hint> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(_))
        | EventKind::Remove(_) => Some(Hint::Done(Instant::now())),
        EventKind::Access(_) | EventKind::Create(CreateKind::Folder) => None,
        _ => Some(Hint::Writing(Instant::now())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_is_no_hint_and_writing_is() {
        let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
        assert!(hint(read).is_none(), "compiling reads, and would begin anew for ever");
        assert!(hint(EventKind::Access(AccessKind::Open(AccessMode::Any))).is_none());
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert!(matches!(hint(written), Some(Hint::Done(_))));
        assert!(matches!(hint(EventKind::Modify(ModifyKind::Any)), Some(Hint::Writing(_))));
        assert!(matches!(hint(EventKind::Any), Some(Hint::Writing(_))));
    }
}
