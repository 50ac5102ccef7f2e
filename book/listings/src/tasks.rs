//! Futures that take turns, for programs that are about something else than who polls them.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// A future whose type nobody names.
pub type Boxed<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// Polls all that are not ready, one after the other, again and again, until all are.
///
/// It does not wait for wakers, so it is for futures that are ready after some polls.
pub fn take_turns<'a>(futures: impl IntoIterator<Item = Boxed<'a>>) {
    let mut context = Context::from_waker(Waker::noop());
    let mut pending: Vec<Boxed<'a>> = futures.into_iter().collect();
    while !pending.is_empty() {
        pending.retain_mut(|future| future.as_mut().poll(&mut context).is_pending());
    }
}

/// Lets the others go first, once.
pub fn make_way() -> impl Future<Output = ()> {
    let mut done = false;
    poll_fn(move |context| {
        if std::mem::replace(&mut done, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
}
