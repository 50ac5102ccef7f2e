//! Wakers that are called from anywhere, at any moment: no wake-up is lost, and nobody is polled without one.

use std::future::poll_fn;
use std::task::{Poll, Waker};

use coroutines::executor::run;
use interleave::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use interleave::sync::{Arc, Mutex};
use interleave::{Explorer, check, require, thread};

use super::letter::{letter, make_way};
use super::polls::Polls;

#[test]
fn a_wake_up_from_another_thread_is_not_lost() {
    check(|| {
        let (pen, arrives) = letter();
        let polls = Polls::default();
        let sends = thread::spawn(move || pen.send(7));
        let got = run(|_| polls.of(arrives));
        require!(got == 7, WrongResult, "a letter says 7, and the main future got {got}");
        polls.at_most(2, "a future waits for a letter, and is woken when it comes");
        let _ = sends.join();
    });
}

#[test]
fn a_wake_up_of_a_task_is_not_lost() {
    check(|| {
        let (pen, arrives) = letter();
        let polls = Polls::default();
        let sends = thread::spawn(move || pen.send(7));
        let got = run(|spawner| {
            let task = spawner.spawn(polls.of(arrives));
            async move { task.await.ok() }
        });
        require!(
            got == Some(7),
            WrongResult,
            "a letter to a task says 7, and its handle says {got:?}"
        );
        polls.at_most(2, "a task waits for a letter, and is woken when it comes");
        let _ = sends.join();
    });
}

#[test]
fn wake_ups_from_two_threads_are_not_lost() {
    Explorer::new().budget(6_000).check(|| {
        let (one, first) = letter();
        let (two, second) = letter();
        let (anna, ben) = (thread::spawn(move || one.send(1)), thread::spawn(move || two.send(2)));
        let (polls_of_first, polls_of_second) = (Polls::default(), Polls::default());
        let got = run(|spawner| {
            let first = spawner.spawn(polls_of_first.of(first));
            let second = spawner.spawn(polls_of_second.of(second));
            async move { (first.await.ok(), second.await.ok()) }
        });
        require!(
            got == (Some(1), Some(2)),
            WrongResult,
            "two letters to two tasks say 1 and 2, and the handles say {got:?}"
        );
        for polls in [polls_of_first, polls_of_second] {
            polls.at_most(
                2,
                "two tasks wait for a letter each, and each is woken when its own comes",
            );
        }
        let _ = (anna.join(), ben.join());
    });
}

#[test]
fn a_wake_up_during_the_poll_is_not_lost() {
    check(|| {
        // Each poll leaves its waker and then lets the other thread call it, before it returns.
        let bell: Arc<Mutex<(usize, Option<Waker>)>> = Arc::default();
        let rings = bell.clone();
        let other = thread::spawn(move || {
            for _ in 0..2 {
                let waker = {
                    let mut bell = rings.lock().unwrap();
                    bell.0 += 1;
                    bell.1.clone()
                };
                if let Some(waker) = waker {
                    waker.wake();
                }
            }
        });
        run(|_| {
            poll_fn(move |context| {
                let mut bell = bell.lock().unwrap();
                bell.1 = Some(context.waker().clone());
                if bell.0 == 2 { Poll::Ready(()) } else { Poll::Pending }
            })
        });
        let _ = other.join();
    });
}

#[test]
fn a_task_that_wakes_itself_is_polled_again() {
    check(|| {
        let polls = Polls::default();
        run(|spawner| {
            let task = spawner.spawn(polls.of(async {
                make_way().await;
                make_way().await;
            }));
            async move { _ = task.await }
        });
        let count = polls.count();
        require!(
            count == 3,
            WrongResult,
            "a task makes way twice, which takes three polls, and there were {count}"
        );
    });
}

#[test]
fn nobody_is_polled_for_the_wake_up_of_another() {
    check(|| {
        let (sleeper, main) = (Polls::default(), Polls::default());
        let (pen, arrives) = letter::<()>();
        run(|spawner| {
            let sleeps = spawner.spawn(sleeper.of(arrives));
            let busy = spawner.spawn(async {
                for _ in 0..5 {
                    make_way().await;
                }
            });
            main.of(async move {
                let _ = busy.await;
                drop(sleeps);
            })
        });
        sleeper.at_most(1, "a task waits for a letter that does not come, while another one works");
        main.at_most(2, "the main future waits for one task, which needs six polls");
        drop(pen);
    });
}

#[test]
fn many_calls_before_its_turn_are_one_turn() {
    check(|| {
        let polls = Polls::default();
        let (pen, arrives) = letter();
        run(|spawner| {
            let task = spawner.spawn(polls.of(arrives));
            let polls = polls.clone();
            async move {
                make_way().await;
                (0..5).for_each(|_| pen.knock());
                for _ in 0..7 {
                    make_way().await;
                }
                polls.at_most(2, "a task was woken five times while another one was being polled");
                pen.send(());
                let _ = task.await;
            }
        });
        polls.at_most(
            3,
            "a task was woken five times while another one was being polled, and once later",
        );
    });
}

#[test]
fn so_it_is_for_the_main_future() {
    check(|| {
        let polls = Polls::default();
        let (pen, arrives) = letter();
        run(|spawner| {
            drop(spawner.spawn(async move {
                make_way().await;
                (0..5).for_each(|_| pen.knock());
                for _ in 0..7 {
                    make_way().await;
                }
                pen.send(());
            }));
            polls.of(arrives)
        });
        polls.at_most(3, "a task has woken the main future five times in one turn, and once later");
    });
}

#[test]
fn many_calls_from_another_thread_are_no_more_turns_than_calls() {
    Explorer::new().budget(6_000).check(|| {
        let polls = Polls::default();
        let (pen, arrives) = letter();
        let other = thread::spawn(move || {
            pen.knock();
            pen.send(7);
        });
        let got = run(|_| polls.of(arrives));
        require!(got == 7, WrongResult, "a letter says 7, and the main future got {got}");
        polls.at_most(3, "a future was woken twice from another thread");
        let _ = other.join();
    });
}

/// A future that leaves its waker with somebody and is ready when it is polled for the second time.
fn leaves_its_waker(with: &Arc<Mutex<Option<Waker>>>) -> impl Future<Output = ()> + use<> {
    let (with, mut polled) = (with.clone(), false);
    poll_fn(move |context| {
        *with.lock().unwrap() = Some(context.waker().clone());
        if polled {
            return Poll::Ready(());
        }
        polled = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
}

#[test]
fn the_waker_of_a_task_that_is_done_wakes_nobody() {
    check(|| {
        let kept = Arc::new(Mutex::new(None::<Waker>));
        let (done, next) = (Polls::default(), Polls::default());
        let (pen, arrives) = letter::<()>();
        run(|spawner| {
            let kept = kept.clone();
            let first = spawner.spawn(done.of(leaves_its_waker(&kept)));
            let next = next.of(arrives);
            async move {
                let _ = first.await;
                // Whatever has taken the place of the first one is not to be polled for it.
                let second = spawner.spawn(next);
                make_way().await;
                let waker = kept.lock().unwrap().clone();
                waker.iter().for_each(Waker::wake_by_ref);
                make_way().await;
                make_way().await;
                drop(second);
            }
        });
        done.at_most(2, "a task was done, and its waker was called after that");
        next.at_most(
            1,
            "a task waits for a letter; the waker of another one, which is done, was called",
        );
        drop(pen);
    });
}

#[test]
fn a_waker_that_is_called_while_its_task_ends_does_no_harm() {
    check(|| {
        let polls = Polls::default();
        run(|spawner| {
            let task = spawner.spawn(polls.of(poll_fn(|context| {
                context.waker().wake_by_ref();
                Poll::Ready(())
            })));
            async move {
                let _ = task.await;
                make_way().await;
            }
        });
        polls.at_most(1, "a task calls its own waker and is ready in the same poll");
    });
}

#[test]
fn a_waker_may_be_called_when_run_has_returned() {
    check(|| {
        let kept: [Arc<Mutex<Option<Waker>>>; 2] = Default::default();
        let [of_main, of_task] = kept.clone();
        let late = thread::spawn(move || {
            for kept in kept {
                let waker = kept.lock().unwrap().take();
                waker.into_iter().for_each(Waker::wake);
            }
        });
        run(|spawner| {
            drop(spawner.spawn(leaves_its_waker(&of_task)));
            leaves_its_waker(&of_main)
        });
        for kept in [of_main, of_task] {
            let waker = kept.lock().unwrap().clone();
            waker.iter().for_each(Waker::wake_by_ref);
        }
        let _ = late.join();
    });
}

#[test]
fn a_handle_wakes_whoever_has_polled_it_last() {
    check(|| {
        let got = run(|spawner| async move {
            let (pen, arrives) = letter();
            let mut handle = spawner.spawn(arrives);
            // Polled once here, and then awaited by another task.
            poll_fn(|context| {
                let early = std::pin::Pin::new(&mut handle).poll(context);
                require!(
                    early.is_pending(),
                    WrongResult,
                    "the task waits for a letter, and its handle is ready"
                );
                Poll::Ready(())
            })
            .await;
            let other = spawner.spawn(handle);
            make_way().await;
            pen.send(7);
            other.await.ok().and_then(Result::ok)
        });
        require!(
            got == Some(7),
            WrongResult,
            "a task returned 7, and its handle, given to another task, says {got:?}"
        );
    });
}

#[test]
fn a_task_that_parks_its_thread_loses_nothing() {
    check(|| {
        let (pen, arrives) = letter();
        let other = thread::spawn(move || pen.send(7));
        let got = run(|spawner| {
            let task = spawner.spawn(arrives);
            async move {
                make_way().await;
                // Takes an `unpark` away, if there is one. Some locks do that.
                thread::current().unpark();
                thread::park();
                task.await.ok()
            }
        });
        require!(
            got == Some(7),
            WrongResult,
            "a letter to a task says 7, and its handle says {got:?}"
        );
        let _ = other.join();
    });
}

#[test]
fn a_thread_that_wakes_for_no_reason_polls_nobody() {
    Explorer::new().spurious_wakeups(2).budget(5_000).check(|| {
        let polls = Polls::default();
        let (pen, arrives) = letter();
        let other = thread::spawn(move || pen.send(7));
        let got = run(|_| polls.of(arrives));
        require!(got == 7, WrongResult, "a letter says 7, and the main future got {got}");
        polls.at_most(2, "a future waits for a letter; its thread may wake up for no reason");
        let _ = other.join();
    });
}

#[test]
fn what_was_done_before_the_wake_up_is_seen_by_the_poll() {
    Explorer::new().weak_memory(true).budget(8_000).check(|| {
        // Nothing but the waker says that what is written comes before the poll.
        let written = Arc::new(AtomicUsize::new(0));
        let kept: Arc<Mutex<(Option<Waker>, bool)>> = Arc::default();
        let (writes, wakes) = (written.clone(), kept.clone());
        let other = thread::spawn(move || {
            let mut kept = wakes.lock().unwrap();
            let waker = kept.0.clone();
            kept.1 = waker.is_none();
            drop(kept);
            for waker in [&waker, &waker].into_iter().flatten() {
                writes.fetch_add(1, Relaxed);
                waker.wake_by_ref();
            }
        });
        let (mut first, mut came_too_late) = (true, false);
        run(|_| {
            poll_fn(|context| {
                if first {
                    let mut kept = kept.lock().unwrap();
                    kept.0 = Some(context.waker().clone());
                    (first, came_too_late) = (false, kept.1);
                }
                if came_too_late || written.load(Relaxed) == 2 {
                    return Poll::Ready(());
                }
                Poll::Pending
            })
        });
        let _ = other.join();
    });
}
