//! Who may go on, and what it means when nobody can.

use super::thread::Yield;
use super::{Access, Doing, Kernel, Kind, Op, Panic, Record, Subject, ThreadId};
use crate::Verdict;
use crate::search::{Choice, Crossroads};

/// Steps in a row after which a thread makes way as if it said `spin_loop`, so that a loop without a yield ends:
/// any steps, and steps that changed nothing.
const TIME_SLICE: usize = 200;
const IDLE_SLICE: usize = 12;

/// Steps in which a thread that is alone has to come to the end of what it does.
const STEPS_ALONE: usize = 1_000;

/// A thread that cannot go on by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wait {
    pub(crate) thread: ThreadId,
    /// What it is about to do.
    pub(crate) doing: Doing,
    /// What kind of object it waits for, if it is one.
    pub(crate) kind: Option<Kind>,
    /// Who holds that.
    pub(crate) holders: Vec<Subject>,
    /// No condvar has notified it.
    pub(crate) sleeps: bool,
    /// It waits for nothing, but has offered the processor to others, who come first.
    pub(crate) gives_way: bool,
}

impl Kernel {
    /// Picks the thread that goes on; `None` when the execution is over, failed or stuck.
    /// `current` is the thread that has come to a point, or `None` when it has ended.
    pub(super) fn schedule(&mut self, current: Option<ThreadId>) -> Option<ThreadId> {
        if self.failure.is_some() {
            return None;
        }
        self.progress.step(current.and_then(|t| self.threads[t].doing).map(|d| d.place));
        self.steps += 1;
        if self.steps > self.settings.max_steps {
            let message = format!("{} steps, and the end is not in sight", self.settings.max_steps);
            self.fail(Verdict::NoProgress, message);
            return None;
        }
        if self.alone.is_some() {
            return self.goes_on_alone();
        }
        let (mut candidates, waiting) = self.candidates();
        let horizon = self.horizon(&candidates);
        if candidates.is_empty() {
            if waiting.is_empty() {
                return None; // everything has ended
            }
            candidates = self.next_deadline(&waiting);
            if candidates.is_empty() {
                self.stuck(&waiting);
                return None;
            }
        } else {
            let may_time_out = |&&t: &&ThreadId| {
                self.threads[t].deadline.is_some_and(|d| d <= horizon || self.early_left > 0)
            };
            candidates.extend(waiting.iter().filter(may_time_out));
        }
        let runnable = set(&candidates);
        self.note_runnable(runnable);
        let free = self.note_yield(current, runnable);
        self.keep_fair(&mut candidates, runnable, current, free);
        if self.settings.stop_before == Some(self.steps) {
            self.stopped = candidates;
            return None;
        }

        let here = current.filter(|c| candidates.contains(c));
        let chosen = if candidates.len() == 1 {
            0
        } else {
            let free = here.is_none() || free;
            let fingerprint = self.fingerprint(here, free);
            let at = Crossroads { enabled: &candidates, current: here, free, fingerprint };
            let chosen = self.strategy.thread(&at);
            let thread = candidates[chosen];
            let preempts = !free && here != Some(thread);
            self.choices.push(Choice::Thread { thread, preempts });
            chosen
        };
        let thread = candidates[chosen];
        self.run_length = if Some(thread) == current { self.run_length + 1 } else { 0 };
        if !self.holds(thread) {
            self.time_out(thread, horizon);
        }
        self.has_run(thread);
        self.current = thread;
        Some(thread)
    }

    /// The current thread, while all others stand still, whether it makes way or not.
    fn goes_on_alone(&mut self) -> Option<ThreadId> {
        let steps = self.alone.get_or_insert_default();
        *steps += 1;
        let too_many = *steps > STEPS_ALONE;
        let thread = self.current;
        if too_many || !self.holds(thread) {
            self.show_block(thread);
            self.fail(
                Verdict::NoProgress,
                "all other threads stand still, and without them this one gets nowhere: it waits for one of them",
            );
            return None;
        }
        self.threads[thread].yields = None;
        self.has_run(thread);
        Some(thread)
    }

    /// Threads that may go on, and those that wait.
    fn candidates(&self) -> (Vec<ThreadId>, Vec<ThreadId>) {
        let mut candidates = Vec::with_capacity(self.threads.len());
        let mut waiting = Vec::new();
        for (id, thread) in self.threads.iter().enumerate() {
            if thread.finished {
                continue;
            }
            if self.holds(id) { candidates.push(id) } else { waiting.push(id) }
        }
        (candidates, waiting)
    }

    /// Nobody can run: the threads whose deadline comes first.
    fn next_deadline(&self, waiting: &[ThreadId]) -> Vec<ThreadId> {
        let of = |&t: &ThreadId| self.threads[t].deadline;
        let Some(first) = waiting.iter().filter_map(of).min() else { return Vec::new() };
        waiting.iter().copied().filter(|t| of(t) == Some(first)).collect()
    }

    /// The time up to which deadlines may pass: time stands still while a thread has work to do, and goes on
    /// when all that could run are asleep.
    fn horizon(&self, candidates: &[ThreadId]) -> u64 {
        if candidates.is_empty() {
            return u64::MAX;
        }
        let wake = |&t: &ThreadId| self.threads[t].sleeps_until.unwrap_or(0);
        candidates.iter().map(wake).min().unwrap_or(0)
    }

    fn time_out(&mut self, thread: ThreadId, horizon: u64) {
        let deadline = self.threads[thread].deadline.expect("only a deadline lets it go on");
        if deadline > horizon {
            self.early_left -= 1;
        }
        self.now = self.now.max(deadline);
        self.threads[thread].timed_out = true;
        self.current = thread;
        self.touch(Subject::Time, Op::TimesOut, Access::Write);
    }

    /// Fairness bookkeeping after a step of the current thread.
    fn note_runnable(&mut self, runnable: u128) {
        let kept_from = self.runnable & !runnable & !(1 << self.current);
        self.runnable = runnable;
        self.threads[self.current].disabled_since |= kept_from;
        for thread in &mut self.threads {
            thread.enabled_since &= runnable;
        }
    }

    /// Whether leaving `current` here is free, and fairness bookkeeping if it yields: threads that could have
    /// run since its last yield and have not, or that it kept from running, go first from now on until they
    /// have run (Musuvathi and Qadeer, PLDI 2008).
    fn note_yield(&mut self, current: Option<ThreadId>, runnable: u128) -> bool {
        let Some(current) = current else { return false };
        let idle = self.threads[current].idle_steps >= IDLE_SLICE;
        let slice_over =
            (self.run_length >= TIME_SLICE || idle) && self.settings.stop_before.is_none();
        let me = &mut self.threads[current];
        let Some(how) = me.yields.take().or(slice_over.then_some(Yield::Spin)) else {
            return false;
        };
        let others = runnable & !(1 << current);
        me.gives_way_to |= match how {
            Yield::Offer => {
                (me.enabled_since | me.disabled_since) & !me.ran_since & !(1 << current)
            }
            Yield::Spin => others | me.disabled_since,
        };
        me.enabled_since = runnable;
        me.disabled_since = 0;
        me.ran_since = 1 << current;
        me.idle_steps = 0;
        self.run_length = 0;
        true
    }

    /// Takes out threads that have to give way to another candidate, unless that leaves nobody.
    /// After a yield the others come first, else the current thread does.
    fn keep_fair(
        &mut self,
        candidates: &mut Vec<ThreadId>,
        runnable: u128,
        current: Option<ThreadId>,
        free: bool,
    ) {
        let fair = |t: &ThreadId| self.threads[*t].gives_way_to & runnable == 0;
        if candidates.iter().any(fair) {
            candidates.retain(fair);
        }
        if let Some(at) = current.and_then(|c| candidates.iter().position(|&t| t == c)) {
            let me = candidates.remove(at);
            let to = if free { candidates.len() } else { 0 };
            candidates.insert(to, me);
        }
    }

    fn has_run(&mut self, ran: ThreadId) {
        for (id, thread) in self.threads.iter_mut().enumerate() {
            if id != ran {
                thread.idle_steps = 0;
            }
            thread.ran_since |= 1 << ran;
            thread.gives_way_to &= !(1 << ran);
        }
    }

    /// Nobody can go on and no deadline is left.
    fn stuck(&mut self, waiting: &[ThreadId]) {
        if let Some(&thread) = waiting.iter().find(|&&t| self.threads[t].panicking)
            && let Some(Panic { message, place, at }) = self.threads[thread].panic.clone()
        {
            // A thread that unwinds hangs in a destructor: the panic is what went wrong first.
            let verdict = self.verdict_of_panic(thread, &message);
            return self.fail_at(verdict, thread, message, place, at);
        }
        for &thread in waiting {
            self.show_block(thread);
        }
        let at = self.trace.len();
        if self.threads[0].finished {
            let message = match waiting.len() {
                1 => "the program is over, but one thread can never end".to_string(),
                n => format!("the program is over, but {n} threads can never end"),
            };
            self.fail_at(Verdict::ThreadLeaked, waiting[0], message, None, at);
        } else {
            let message = "no thread can go on".to_string();
            self.fail_at(Verdict::Deadlock, waiting[0], message, None, at);
        }
    }

    /// Records that `thread` waits, once for each wait.
    pub(super) fn show_block(&mut self, thread: ThreadId) {
        let Some(doing) = self.threads[thread].doing else { return };
        if self.settings.record == Record::Nothing
            || self.failure.is_some()
            || self.threads[thread].block_shown
        {
            return;
        }
        self.threads[thread].block_shown = true;
        let mut event = self.event(thread, Op::Blocks, blocked(&doing), doing.subject, doing.place);
        if let Subject::Object(id) = doing.subject {
            event.waits = Some(id);
            let holders = self.holders(id);
            if !holders.is_empty() {
                event = event.link("held by", holders);
            }
        }
        self.trace.push(event);
    }

    /// What the threads wait for that have not ended, except for `going_on`.
    pub(crate) fn waits(&self, going_on: &[ThreadId]) -> Vec<Wait> {
        let mut waits = Vec::new();
        for (id, thread) in self.threads.iter().enumerate() {
            let Some(doing) = thread.doing.filter(|_| !thread.finished) else { continue };
            if going_on.contains(&id) {
                continue;
            }
            let (kind, holders) = match doing.subject {
                Subject::Object(object) => (Some(self.objects[object].kind), self.holders(object)),
                _ => (None, Vec::new()),
            };
            let (sleeps, gives_way) = (!thread.woken, self.holds(id));
            waits.push(Wait { thread: id, doing, kind, holders, sleeps, gives_way });
        }
        waits
    }

    /// The threads that hold a lock.
    pub(crate) fn holders(&self, id: usize) -> Vec<Subject> {
        let object = &self.objects[id];
        let mut holders: Vec<_> = object.owner.into_iter().collect();
        for &reader in &object.readers {
            if !holders.contains(&reader) {
                holders.push(reader);
            }
        }
        holders.into_iter().map(Subject::Thread).collect()
    }
}

fn blocked(doing: &Doing) -> &'static str {
    match doing.op {
        Op::Joins if doing.subject == Subject::None => "waits for its scope",
        Op::Locks | Op::Reads | Op::Writes => "blocked:",
        Op::Waits => "sleeps on",
        Op::Joins => "waits for",
        Op::Receives => "waits to receive from",
        Op::Sends => "waits to send to",
        Op::Parks => "is parked",
        Op::Arrives => "waits at",
        _ => "waits for",
    }
}

fn set(threads: &[ThreadId]) -> u128 {
    threads.iter().fold(0, |set, &t| set | 1 << t)
}
