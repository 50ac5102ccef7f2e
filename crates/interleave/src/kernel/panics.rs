//! Panics of explored threads: kept off the terminal, remembered for the report.

use std::any::Any;
use std::panic::PanicHookInfo;
use std::sync::Once;

use super::{KERNEL, Kernel, Panic, ThreadId, exploring};
use crate::{Verdict, leaks};

/// The message of a panic's payload.
fn message_of(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().cloned();
    text.or_else(|| payload.downcast_ref::<&str>().map(|s| (*s).to_string()))
        .unwrap_or_else(|| "a value that is not text".to_string())
}

/// Installs a hook that notes panics inside explorations, and leaves all others to the hook before it.
pub(super) fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if exploring() { leaks::uncounted(|| note(info)) } else { previous(info) }
        }));
    });
}

fn note(info: &PanicHookInfo<'_>) {
    let message = info.payload_as_str().unwrap_or("a value that is not text").to_string();
    let place = info.location().map(|l| (l.file().to_string(), l.line()));
    KERNEL.with(|k| {
        // A panic inside the kernel finds it borrowed; it is reported as a defect by the run loop.
        if let Ok(mut k) = k.try_borrow_mut()
            && let Some(k) = k.as_mut()
        {
            let at = k.trace.len();
            let me = k.me();
            me.panicking = true;
            me.panic = Some(Panic { message, place, at });
        }
    });
}

impl Kernel {
    /// A thread ended by a panic; one raised without the hook (`resume_unwind`) is noted only here.
    pub(super) fn note_panic(&mut self, thread: ThreadId, payload: &(dyn Any + Send)) {
        if !self.threads[thread].panicking || self.threads[thread].panic.is_none() {
            let at = self.trace.len();
            self.threads[thread].panic =
                Some(Panic { message: message_of(payload), place: None, at });
        }
    }

    /// A panic was caught: the thread goes on as if nothing had been.
    pub(crate) fn panic_caught(&mut self) {
        let me = self.me();
        me.panicking = false;
        me.panic = None;
        me.required = None;
    }

    /// Fails the execution by the panic of `thread`, or by that of the thread whose panic it passed on.
    pub(super) fn fail_by_panic(&mut self, thread: ThreadId) {
        let source = self.origin_of_panic(thread);
        if let Some(Panic { message, place, at }) = self.threads[source].panic.clone() {
            let verdict = self.verdict_of_panic(source, &message);
            self.fail_at(verdict, source, message, place, at);
        }
    }

    /// `join().unwrap()` and the end of a scope pass a panic on; the report should show the first one.
    fn origin_of_panic(&self, thread: ThreadId) -> ThreadId {
        // A `require!` says something of its own, whatever its message quotes.
        if self.threads[thread].required.is_some() {
            return thread;
        }
        let message = self.threads[thread].panic.as_ref().map_or("", |p| p.message.as_str());
        let first = self
            .threads
            .iter()
            .position(|t| t.panic.as_ref().is_some_and(|p| !is_passed_on(&p.message)));
        if is_passed_on(message) { first.unwrap_or(thread) } else { thread }
    }

    pub(super) fn verdict_of_panic(&self, thread: ThreadId, message: &str) -> Verdict {
        match self.threads[thread].required {
            Some(verdict) => verdict,
            None if is_todo(message) => Verdict::NotStarted,
            None => Verdict::Panicked,
        }
    }
}

/// Whether a panic is that of `todo!`.
pub(super) fn is_todo(message: &str) -> bool {
    message.starts_with("not yet implemented")
}

/// Whether a panic is about the panic of another thread: an `unwrap` of `join`, of `lock`, or a scope's end.
fn is_passed_on(message: &str) -> bool {
    message.ends_with(": Any { .. }")
        || message.ends_with(": PoisonError { .. }")
        || message == "a scoped thread panicked"
}
