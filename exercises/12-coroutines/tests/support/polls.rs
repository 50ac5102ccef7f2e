//! How often something was polled, and whether it is gone.

use std::cell::Cell;
use std::rc::Rc;
use std::task::Poll;

use interleave::require;

/// What became of a future that is counted.
#[derive(Clone, Default)]
pub(crate) struct Polls {
    count: Rc<Cell<usize>>,
    drops: Rc<Cell<usize>>,
}

/// A future that counts.
struct Counted<F> {
    future: F,
    polls: Polls,
    ready: bool,
}

impl<F: Future + Unpin> Future for Counted<F> {
    type Output = F::Output;

    fn poll(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> Poll<F::Output> {
        require!(!self.ready, WrongResult, "a future was ready, and was polled again after that");
        self.polls.count.set(self.polls.count.get() + 1);
        let polled = std::pin::Pin::new(&mut self.future).poll(context);
        self.ready = polled.is_ready();
        polled
    }
}

impl<F> Drop for Counted<F> {
    fn drop(&mut self) {
        self.polls.drops.set(self.polls.drops.get() + 1);
    }
}

impl Polls {
    /// This future, counted from now on. It must not be polled when it was ready.
    pub(crate) fn of<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        Counted { future: Box::pin(future), polls: self.clone(), ready: false }
    }

    /// How often it was polled.
    pub(crate) fn count(&self) -> usize {
        self.count.get()
    }

    /// How often it was dropped: 0 or 1.
    #[allow(dead_code, reason = "not every exercise has a use for it")]
    pub(crate) fn drops(&self) -> usize {
        self.drops.get()
    }

    /// Fails if there were more polls than that.
    pub(crate) fn at_most(&self, most: usize, scene: &str) {
        let count = self.count();
        require!(
            count <= most,
            WrongResult,
            "{scene}: that is a reason for {most} polls at most, and there were {count}"
        );
    }
}
