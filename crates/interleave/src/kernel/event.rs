//! What a recorded run tells, step by step.

use super::{Access, Kernel, ObjId, Place, Record, ThreadId};

/// What a step acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    None,
    Object(ObjId),
    Thread(ThreadId),
    Console,
    Time,
}

macro_rules! ops {
    ($($op:ident $name:literal $symbol:literal)+) => {
        /// The kind of a step.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Op { $($op),+ }

        impl Op {
            /// The name in the JSON report.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Op::$op => $name),+ }
            }

            /// The mark in the lane.
            pub(crate) const fn symbol(self) -> char {
                match self { $(Op::$op => $symbol),+ }
            }
        }
    };
}

ops! {
    Spawns "spawns" '┬'
    Joins "joins" '┴'
    Ends "ends" '■'
    Panics "panics" '✗'
    Blocks "blocks" '‖'
    Locks "locks" '▣'
    Unlocks "unlocks" '□'
    Waits "waits" '◌'
    Wakes "wakes" '○'
    Notifies "notifies" '♪'
    Reads "reads" '▤'
    Writes "writes" '▣'
    Loads "loads" '●'
    Stores "stores" '●'
    Updates "updates" '●'
    Sends "sends" '▸'
    Receives "receives" '◂'
    Prints "prints" '»'
    Yields "yields" '·'
    Sleeps "sleeps" '·'
    Parks "parks" '◌'
    Unparks "unparks" '♪'
    Arrives "arrives" '◌'
    Passes "passes" '○'
    Initialises "initialises" '▣'
    TimesOut "times-out" '○'
    Fence "fence" '─'
    Accesses "accesses" '●'
    Tries "try" '▷'
    Other "other" '·'
}

/// One step of one thread, as it is shown.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) thread: ThreadId,
    pub(crate) op: Op,
    /// What is shown before the name of the subject, such as `load`.
    pub(crate) verb: &'static str,
    pub(crate) subject: Subject,
    /// What is shown after it, such as `→ 1`.
    pub(crate) detail: String,
    /// A word and what it names, such as `held by` and a thread; shown last.
    pub(crate) link: Option<(&'static str, Vec<Subject>)>,
    /// The value of the object afterwards.
    pub(crate) value: Option<String>,
    /// What to remark on the step, such as a stale read.
    pub(crate) note: Option<String>,
    pub(crate) place: Place,
    /// Locks the thread holds afterwards.
    pub(crate) holds: Vec<ObjId>,
    /// The object it waits for, for `Op::Blocks`.
    pub(crate) waits: Option<ObjId>,
}

impl Event {
    /// Adds what is shown after the subject.
    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Event {
        self.detail = detail.into();
        self
    }

    /// Adds a word and what it names.
    pub(crate) fn link(mut self, word: &'static str, subjects: Vec<Subject>) -> Event {
        self.link = Some((word, subjects));
        self
    }

    /// Adds the value the object has afterwards.
    pub(crate) fn value(mut self, value: impl Into<String>) -> Event {
        self.value = Some(value.into());
        self
    }

    /// Adds a remark.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Event {
        self.note = Some(note.into());
        self
    }
}

impl Kernel {
    /// A step that changes `subject`: into the history and, when recording, into the trace.
    pub(crate) fn did(
        &mut self,
        op: Op,
        verb: &'static str,
        subject: Subject,
        place: Place,
        tell: impl FnOnce(&Kernel, Event) -> Event,
    ) {
        self.touch(subject, op, Access::Write);
        self.me().idle_steps = 0;
        self.show(op, verb, subject, place, tell);
    }

    /// A step that only looks at `subject`.
    pub(crate) fn saw(
        &mut self,
        op: Op,
        verb: &'static str,
        subject: Subject,
        place: Place,
        tell: impl FnOnce(&Kernel, Event) -> Event,
    ) {
        self.touch(subject, op, Access::Read);
        self.me().idle_steps += 1;
        self.show(op, verb, subject, place, tell);
    }

    /// Into the trace only.
    pub(crate) fn show(
        &mut self,
        op: Op,
        verb: &'static str,
        subject: Subject,
        place: Place,
        tell: impl FnOnce(&Kernel, Event) -> Event,
    ) {
        if self.settings.record >= Record::Steps && self.failure.is_none() {
            let event = self.event(self.current, op, verb, subject, place);
            let event = tell(self, event);
            self.trace.push(event);
        }
    }

    pub(super) fn event(
        &self,
        thread: ThreadId,
        op: Op,
        verb: &'static str,
        subject: Subject,
        place: Place,
    ) -> Event {
        Event {
            thread,
            op,
            verb,
            subject,
            detail: String::new(),
            link: None,
            value: None,
            note: None,
            place,
            holds: self.threads[thread].holds.clone(),
            waits: None,
        }
    }

    /// The running thread now holds `id`.
    pub(crate) fn hold(&mut self, id: ObjId) {
        self.me().holds.push(id);
    }

    /// The running thread no longer holds `id`.
    pub(crate) fn release(&mut self, id: ObjId) {
        let holds = &mut self.me().holds;
        if let Some(at) = holds.iter().rposition(|&held| held == id) {
            holds.remove(at);
        }
    }
}
