//! A recorded run with all names in place.

use std::collections::BTreeMap;

use super::names::Names;
use super::source;
use crate::kernel::{Event, Failure, Kernel, Kind, Object, Op, Place, Subject, Wait};

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
        let names = Names::of(kernel);
        let mut steps: Vec<Step> = kernel.trace[..shown].iter().map(|e| step(&names, e)).collect();
        let left_out = steps.len().checked_sub(FIRST + LAST).filter(|&n| n > 0);
        if let Some(n) = left_out {
            steps.drain(FIRST..FIRST + n);
        }
        let shown = steps.len();
        let object = |(object, name): (&Object, &String)| {
            ObjectInfo::new(object.kind, name.clone(), object.place)
        };
        Timeline {
            objects: kernel.objects.iter().zip(&names.objects).map(object).collect(),
            threads: names.threads,
            left_out: left_out.map(|n| (FIRST - 1, n)),
            failed: failure.map(|f| (shown, f.thread)),
            sources: sources(steps.iter().map(|step| step.file.as_str())),
            steps,
        }
    }

    /// A run whose steps are known, without objects and without a failure; reads the source files that they name.
    pub fn of_steps(threads: Vec<String>, steps: Vec<Step>) -> Timeline {
        let sources = sources(steps.iter().map(|step| step.file.as_str()));
        Timeline { threads, objects: Vec::new(), steps, left_out: None, failed: None, sources }
    }

    /// The text of a line, without the blanks around it.
    pub(super) fn source_line(&self, file: &str, line: u32) -> Option<&str> {
        self.sources.get(file)?.get(line as usize - 1).map(|l| l.trim())
    }
}

impl ObjectInfo {
    pub(crate) fn new(kind: Kind, name: String, place: Place) -> ObjectInfo {
        ObjectInfo { kind: kind.name(), name, file: place.file().to_string(), line: place.line() }
    }
}

/// The lines of each of these files that can be read.
pub(crate) fn sources<'a>(files: impl Iterator<Item = &'a str>) -> BTreeMap<String, Vec<String>> {
    let mut sources = BTreeMap::new();
    for file in files {
        if !sources.contains_key(file)
            && let Some(text) = source::file(file)
        {
            sources.insert(file.to_string(), text.lines().map(str::to_string).collect());
        }
    }
    sources
}

/// A step in words.
pub(crate) fn step(names: &Names, event: &Event) -> Step {
    let mut text = event.verb.to_string();
    let mut add = |part: &str| {
        if !part.is_empty() {
            text.push(' ');
            text.push_str(part);
        }
    };
    add(names.subject(event.subject));
    add(&event.detail);
    if let Some((word, subjects)) = &event.link {
        let subjects: Vec<_> = subjects.iter().map(|s| names.subject(*s)).collect();
        add(word);
        add(&subjects.join(", "));
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

/// For each thread that can never go on, what it waits for.
pub(crate) fn who_waits(names: &Names, waits: &[Wait]) -> Vec<String> {
    let line = |wait: &Wait| {
        let in_vain = match (wait.doing.op, wait.doing.subject) {
            (Op::Waits, Subject::Object(_)) if wait.sleeps && wait.kind == Some(Kind::Atomic) => {
                ", and nobody will wake it"
            }
            (Op::Waits, Subject::Object(_)) if wait.sleeps => ", and nobody will notify it",
            (Op::Receives, Subject::Object(_)) => ", whose sender is still there",
            (Op::Parks, _) => ", and nobody will unpark it",
            _ => "",
        };
        let (thread, what) = (&names.threads[wait.thread], waits_for(names, wait));
        let place = wait.doing.place;
        format!("{thread} {what}{in_vain} ({}:{})", place.file(), place.line())
    };
    waits.iter().map(line).collect()
}

/// Why a thread cannot go on, as the end of a sentence that begins with its name.
pub(crate) fn waits_for(names: &Names, wait: &Wait) -> String {
    match (wait.doing.op, wait.doing.subject) {
        _ if wait.gives_way => "lets the others go first".to_string(),
        (Op::Waits, Subject::Object(o)) if wait.sleeps => {
            format!("sleeps on `{}`", names.objects[o])
        }
        (Op::Receives, Subject::Object(o)) => {
            format!("waits to receive from `{}`", names.objects[o])
        }
        (Op::Sends, Subject::Object(o)) => {
            format!("waits to send to `{}`, which is full", names.objects[o])
        }
        (Op::Joins, Subject::Thread(t)) => format!("waits for the end of {}", names.threads[t]),
        (Op::Joins, _) => "waits for the threads of its scope".to_string(),
        (Op::Parks, _) => "is parked".to_string(),
        (_, Subject::Object(o)) => {
            let kind = wait.kind.map_or("", Kind::name);
            let waits = format!("waits for {kind} `{}`", names.objects[o]);
            match wait.holders.as_slice() {
                [] => waits,
                [Subject::Thread(holder)] if *holder == wait.thread => {
                    format!("{waits}, which it holds itself")
                }
                holders => {
                    let holders: Vec<_> = holders.iter().map(|s| names.subject(*s)).collect();
                    format!("{waits}, held by {}", holders.join(", "))
                }
            }
        }
        _ => "waits".to_string(),
    }
}
