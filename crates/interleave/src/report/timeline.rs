//! A recorded run with all names in place.

use std::collections::BTreeMap;

use super::{names, source};
use crate::kernel::{Event, Failure, Kernel, Op, Subject};

/// Steps kept of the beginning and of the end of a very long run.
const FIRST: usize = 150;
const LAST: usize = 50;

/// A recorded run, step by step.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// Names of the threads; the first is the explored closure.
    pub threads: Vec<String>,
    /// The locks, channels and atomics of the run.
    pub objects: Vec<ObjectInfo>,
    /// What happened, in order.
    pub steps: Vec<Step>,
    /// Of a very long run the middle is left out: the index of the step after which, and how many.
    pub left_out: Option<(usize, usize)>,
    /// The number of steps up to the failure, and the thread in which it happened.
    pub failed: Option<(usize, usize)>,
    /// The lines of every source file that a step names, by file.
    pub sources: BTreeMap<String, Vec<String>>,
}

/// A lock, channel or atomic.
#[derive(Clone, Debug)]
pub struct ObjectInfo {
    /// Such as `mutex`.
    pub kind: &'static str,
    /// The variable or field it was made for.
    pub name: String,
    /// Where it was made.
    pub file: String,
    /// Where it was made, from 1.
    pub line: u32,
}

/// One step of one thread.
#[derive(Clone, Debug)]
pub struct Step {
    /// Index into the threads.
    pub thread: usize,
    /// The kind of step, such as `locks`.
    pub op: &'static str,
    /// The mark in the lane.
    pub symbol: char,
    /// Index into the objects, of the one the step acts on.
    pub object: Option<usize>,
    /// What the lane says.
    pub text: String,
    /// The value of the object afterwards, where it can be told.
    pub value: Option<String>,
    /// A remark, such as that a load was stale.
    pub note: Option<String>,
    /// Objects (indices) that the thread holds afterwards.
    pub holds: Vec<usize>,
    /// The object (index) that the thread waits for, if it is blocked.
    pub waits: Option<usize>,
    /// The source file.
    pub file: String,
    /// The line in it, from 1.
    pub line: u32,
}

impl Timeline {
    pub(crate) fn new(kernel: &Kernel, failure: Option<&Failure>) -> Timeline {
        let shown = failure.map_or(kernel.trace.len(), |f| f.at.min(kernel.trace.len()));
        let mut steps: Vec<Step> = kernel.trace[..shown].iter().map(|e| step(kernel, e)).collect();
        let left_out = steps.len().checked_sub(FIRST + LAST).filter(|&n| n > 0);
        if let Some(n) = left_out {
            steps.drain(FIRST..FIRST + n);
        }
        let shown = steps.len();
        let mut sources = BTreeMap::new();
        for step in &steps {
            if !sources.contains_key(&step.file)
                && let Some(text) = source::file(&step.file)
            {
                sources.insert(step.file.clone(), text.lines().map(str::to_string).collect());
            }
        }
        let object = |id: usize| ObjectInfo {
            kind: kernel.objects[id].kind.name(),
            name: names::object(kernel, id),
            file: kernel.objects[id].place.file().to_string(),
            line: kernel.objects[id].place.line(),
        };
        Timeline {
            threads: (0..kernel.threads.len()).map(|id| names::thread(kernel, id)).collect(),
            objects: (0..kernel.objects.len()).map(object).collect(),
            steps,
            left_out: left_out.map(|n| (FIRST - 1, n)),
            failed: failure.map(|f| (shown, f.thread)),
            sources,
        }
    }

    /// The text of a line, without the blanks around it.
    pub(super) fn source_line(&self, file: &str, line: u32) -> Option<&str> {
        self.sources.get(file)?.get(line as usize - 1).map(|l| l.trim())
    }
}

fn step(kernel: &Kernel, event: &Event) -> Step {
    let mut text = event.verb.to_string();
    let mut add = |part: &str| {
        if !part.is_empty() {
            text.push(' ');
            text.push_str(part);
        }
    };
    add(&names::subject(kernel, event.subject));
    add(&event.detail);
    if let Some((word, subjects)) = &event.link {
        let names: Vec<_> = subjects.iter().map(|s| names::subject(kernel, *s)).collect();
        add(word);
        add(&names.join(", "));
    }
    let object = match event.subject {
        Subject::Object(id) => Some(id),
        _ => None,
    };
    Step {
        thread: event.thread,
        op: event.op.name(),
        symbol: event.op.symbol(),
        object,
        text,
        value: event.value.clone(),
        note: event.note.clone(),
        holds: event.holds.clone(),
        waits: event.waits,
        file: event.place.file().to_string(),
        line: event.place.line(),
    }
}

/// For each thread that cannot go on, what it waits for.
pub(super) fn who_waits(kernel: &Kernel) -> Vec<String> {
    let mut lines = Vec::new();
    for (id, thread) in kernel.threads.iter().enumerate() {
        let Some(doing) = thread.doing.filter(|_| !thread.finished) else { continue };
        let what = match (doing.op, doing.subject) {
            (Op::Waits, Subject::Object(o)) if !thread.woken => {
                format!("sleeps on `{}`, and nobody will notify it", names::object(kernel, o))
            }
            (Op::Receives, Subject::Object(o)) => {
                format!(
                    "waits to receive from `{}`, whose sender is still there",
                    names::object(kernel, o)
                )
            }
            (Op::Sends, Subject::Object(o)) => {
                format!("waits to send to `{}`, which is full", names::object(kernel, o))
            }
            (Op::Joins, Subject::Thread(t)) => {
                format!("waits for the end of {}", names::thread(kernel, t))
            }
            (Op::Joins, _) => "waits for the threads of its scope".to_string(),
            (Op::Parks, _) => "is parked, and nobody will unpark it".to_string(),
            (_, Subject::Object(o)) => {
                let holders: Vec<_> =
                    kernel.holders(o).iter().map(|s| names::subject(kernel, *s)).collect();
                let kind = kernel.objects[o].kind.name();
                let waits = format!("waits for {kind} `{}`", names::object(kernel, o));
                match holders.as_slice() {
                    [] => waits,
                    [holder] if *holder == names::thread(kernel, id) => {
                        format!("{waits}, which it holds itself")
                    }
                    holders => format!("{waits}, held by {}", holders.join(", ")),
                }
            }
            _ => "waits".to_string(),
        };
        let place = doing.place;
        lines.push(format!(
            "{} {what} ({}:{})",
            names::thread(kernel, id),
            place.file(),
            place.line()
        ));
    }
    lines
}
