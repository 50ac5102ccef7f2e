//! The planted faults. Each is a text of the crate's source, which must occur exactly once, and what takes its place.

/// One edit that makes the explorer wrong.
pub(crate) struct Mutant {
    /// Under `crates/interleave/src`.
    pub(crate) file: &'static str,
    pub(crate) text: &'static str,
    pub(crate) replacement: &'static str,
    /// What it breaks.
    pub(crate) breaks: &'static str,
}

const fn mutant(
    breaks: &'static str,
    file: &'static str,
    text: &'static str,
    replacement: &'static str,
) -> Mutant {
    Mutant { file, text, replacement, breaks }
}

const POINT: &str = "kernel/point.rs";
const MEMORY: &str = "kernel/memory.rs";
const CONDVAR: &str = "sync/condvar.rs";

pub(crate) const MUTANTS: &[Mutant] = &[
    mutant("a notification is lost", CONDVAR, "k.threads[thread].woken = true;", "_ = thread;"),
    mutant(
        "notify_one always wakes the same waiter",
        CONDVAR,
        "let chosen = k.choose(waiting);",
        "let chosen = 0;",
    ),
    mutant(
        "notify_all wakes only one",
        CONDVAR,
        "let woken = std::mem::take(&mut k.objects[id].waiters);",
        "let mut woken = std::mem::take(&mut k.objects[id].waiters);\n            woken.truncate(1);",
    ),
    mutant(
        "waiting does not give the lock back",
        "sync/mutex.rs",
        "self.held = None;\n        with(|k| {\n            k.objects[id].owner = None;",
        "self.held = None;\n        with(|k| {",
    ),
    mutant(
        "a wait that timed out says it was woken",
        CONDVAR,
        "WaitTimeoutResult(!woken)",
        "WaitTimeoutResult(woken)",
    ),
    mutant("spurious wake-ups never come", CONDVAR, "k.spurious_left > 0", "k.spurious_left > 9"),
    mutant(
        "a mutex lets two in",
        POINT,
        "Until::Free(id) => object(id).owner.is_none(),",
        "Until::Free(_) => true,",
    ),
    mutant(
        "try_lock never gets the lock",
        "sync/mutex.rs",
        "let free = k.objects[id].owner.is_none();",
        "let free = false;",
    ),
    mutant(
        "a panic poisons no mutex",
        "sync/mutex.rs",
        "if k.me().panicking && !unwinding {",
        "if !k.me().panicking && unwinding {",
    ),
    mutant(
        "a writer enters beside a reader",
        POINT,
        "Until::Empty(id) => object(id).owner.is_none() && object(id).readers.is_empty(),",
        "Until::Empty(id) => object(id).owner.is_none(),",
    ),
    mutant(
        "a reader enters beside a writer",
        POINT,
        "Until::NoWriter(id) => object(id).owner.is_none(),",
        "Until::NoWriter(_) => true,",
    ),
    mutant(
        "try_write enters beside a reader",
        "sync/rwlock.rs",
        "|k| k.holders(id).is_empty()",
        "|k| k.objects[id].owner.is_none()",
    ),
    mutant(
        "a time-out never fires",
        "kernel/schedule.rs",
        "let Some(first) = waiting.iter().filter_map(of).min() else { return Vec::new() };",
        "let Some(first) = waiting.iter().filter_map(of).min().filter(|_| false) else { return Vec::new() };",
    ),
    mutant(
        "the later deadline comes first",
        "kernel/schedule.rs",
        "waiting.iter().filter_map(of).min()",
        "waiting.iter().filter_map(of).max()",
    ),
    mutant(
        "a barrier opens for one too few",
        "sync/barrier.rs",
        "let arrived = barrier.waiters.len();",
        "let arrived = barrier.waiters.len() + 1;",
    ),
    mutant(
        "a bounded channel takes one too many",
        POINT,
        "channel.count < b",
        "channel.count <= b",
    ),
    mutant(
        "a rendezvous does not wait for the receiver",
        POINT,
        "Until::Taken(id, n) => object(id).done || object(id).total >= n,",
        "Until::Taken(..) => true,",
    ),
    mutant(
        "a receiver does not notice that all senders are gone",
        POINT,
        "object(id).count > 0 || object(id).senders == 0",
        "object(id).count > 0",
    ),
    mutant(
        "the token of unpark is lost",
        "thread/park.rs",
        "k.threads[id].token = true;",
        "k.threads[id].token |= k.threads[id].until == Until::Unparked;",
    ),
    mutant(
        "join does not wait",
        POINT,
        "Until::Finished(other) => self.threads[other].finished,",
        "Until::Finished(_) => true,",
    ),
    mutant(
        "a scope does not wait for its threads",
        POINT,
        "Until::ScopeDone(key) => !self.has_running_in_scope(key),",
        "Until::ScopeDone(key) => !self.has_running_in_scope(key) || key < usize::MAX,",
    ),
    mutant(
        "a relaxed load acquires",
        MEMORY,
        "matches!(order, Acquire | AcqRel | SeqCst)",
        "matches!(order, Acquire | AcqRel | SeqCst | Ordering::Relaxed)",
    ),
    mutant(
        "an acquire load does not acquire",
        MEMORY,
        "matches!(order, Acquire | AcqRel | SeqCst)",
        "matches!(order, AcqRel | SeqCst)",
    ),
    mutant(
        "a release store does not release",
        MEMORY,
        "matches!(order, Release | AcqRel | SeqCst)",
        "matches!(order, AcqRel | SeqCst)",
    ),
    mutant(
        "an update ends the release sequence",
        MEMORY,
        "if let Some(sequence) = sequence {",
        "if let Some(sequence) = sequence.filter(|_| false) {",
    ),
    mutant(
        "a thread reads an older store after a newer one",
        MEMORY,
        "let read = read.map(|r| r.2).max().unwrap_or(0);",
        "let read = read.map(|r| r.2).min().unwrap_or(0) / 2;",
    ),
    mutant(
        "SeqCst fences are only acquire and release fences",
        MEMORY,
        "self.threads[me].view.floor.join(&self.fence_view);",
        "",
    ),
    mutant(
        "SeqCst loads read old stores",
        MEMORY,
        "|| order == SeqCst && (s.seq_cst",
        "|| order == SeqCst && (false",
    ),
    mutant(
        "data races are not noticed",
        MEMORY,
        "!before.knows(a.thread, a.epoch)",
        "!before.knows(a.thread, 0)",
    ),
    mutant(
        "the depth-first search skips the last alternative",
        "search/dfs.rs",
        "if node.chosen + 1 < node.ways {",
        "if node.chosen + 2 < node.ways {",
    ),
    mutant(
        "the search takes states for the same that differ in the order of two writes",
        "kernel/history.rs",
        "hash = mix(mix(hash, id), hashes.written);",
        "hash = mix(hash, id);",
    ),
    mutant(
        "the search takes states for the same that differ in what was chosen",
        "kernel/mod.rs",
        "me.history = mix(me.history, chosen as u64 + 1);",
        "_ = me;",
    ),
    mutant(
        "leaked memory is not noticed",
        "leaks.rs",
        "let first = blocks.first()?;",
        "let first = blocks.get(9)?;",
    ),
    mutant(
        "waiting for a Once does not wait",
        POINT,
        "Until::Done(id) => object(id).done,",
        "Until::Done(_) => true,",
    ),
];
