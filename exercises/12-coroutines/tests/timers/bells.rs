//! Wakers that note when and where they are called, and several futures under one roof.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Wake, Waker};

use interleave::require;
use interleave::sync::{Arc, Mutex};
use interleave::thread::{self, ThreadId};

/// Who was woken, in this order.
#[derive(Clone)]
pub(crate) struct Bells {
    rung: Arc<Mutex<Rung>>,
    home: ThreadId,
}

#[derive(Default)]
struct Rung {
    order: Vec<usize>,
    /// Those that were not polled since.
    waiting: VecDeque<usize>,
    /// Another thread than that of `block_on` has called.
    from_elsewhere: bool,
}

/// The bell of one sleeper.
struct Bell {
    number: usize,
    bells: Bells,
    /// The waker of whoever polls all of them.
    roof: Option<Waker>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        let mut rung = self.bells.rung.lock().unwrap();
        rung.from_elsewhere |= thread::current().id() != self.bells.home;
        rung.order.push(self.number);
        rung.waiting.push_back(self.number);
        drop(rung);
        if let Some(roof) = &self.roof {
            roof.wake_by_ref();
        }
    }
}

impl Bells {
    pub(crate) fn new() -> Bells {
        Bells { rung: Arc::default(), home: thread::current().id() }
    }

    /// A waker of that number, which calls `roof` as well.
    pub(crate) fn waker(&self, number: usize, roof: Option<Waker>) -> Waker {
        Waker::from(Arc::new(Bell { number, bells: self.clone(), roof }))
    }

    /// Who was woken so far.
    pub(crate) fn order(&self) -> Vec<usize> {
        let rung = self.rung.lock().unwrap();
        require!(
            !rung.from_elsewhere,
            WrongResult,
            "a sleeper was woken by another thread than the one that runs `block_on`: no thread is to be started"
        );
        rung.order.clone()
    }

    /// Fails if somebody was woken more often than that.
    pub(crate) fn rang_at_most(&self, most: usize, why: &str) {
        let order = self.order();
        for sleeper in &order {
            let rang = order.iter().filter(|other| *other == sleeper).count();
            require!(
                rang <= most,
                WrongResult,
                "sleeper {sleeper} was woken {rang} times, and {why}"
            );
        }
    }
}

/// All of these, each with a waker of its own; each is polled when that was called. Ready when all are.
pub(crate) fn together<F: Future<Output = ()> + Unpin, const N: usize>(
    bells: &Bells,
    futures: [F; N],
) -> impl Future<Output = ()> + use<F, N> {
    let bells = bells.clone();
    let mut futures: Vec<Option<F>> = futures.into_iter().map(Some).collect();
    bells.rung.lock().unwrap().waiting = (0..futures.len()).collect();
    poll_fn(move |context| {
        loop {
            let next = bells.rung.lock().unwrap().waiting.pop_front();
            let Some(number) = next else { break };
            let waker = bells.waker(number, Some(context.waker().clone()));
            if let Some(future) = &mut futures[number]
                && Pin::new(future).poll(&mut Context::from_waker(&waker)).is_ready()
            {
                futures[number] = None;
            }
        }
        if futures.iter().all(Option::is_none) { Poll::Ready(()) } else { Poll::Pending }
    })
}
