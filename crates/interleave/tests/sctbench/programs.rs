//! Applications: the CB, Inspect, misc, PARSEC and SPLASH-2 families, reduced to the part that goes wrong.

use interleave::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Arc, Condvar, Mutex};
use interleave::thread;
use std::collections::VecDeque;

/// CB `aget-bug2`: the interrupt handler saves the total and the parts in two sections, and a download goes on between.
pub(crate) fn aget(buggy: bool) {
    struct Progress {
        total: usize,
        parts: [usize; 2],
    }
    let progress = Mutex::new(Progress { total: 0, parts: [0; 2] });
    thread::scope(|s| {
        for part in 0..2 {
            let progress = &progress;
            s.spawn(move || {
                let mut progress = progress.lock().unwrap();
                progress.total += 100;
                progress.parts[part] += 100;
            });
        }
        s.spawn(|| {
            let mut now = progress.lock().unwrap();
            let total = now.total;
            if buggy {
                drop(now);
                now = progress.lock().unwrap();
            }
            let parts: usize = now.parts.iter().sum();
            assert_eq!(total, parts, "the file to resume from contradicts itself");
        });
    });
}

/// CB `pbzip2-0.9.4`: main destroys the queue when the producer is done, not when the consumers are.
pub(crate) fn pbzip2(buggy: bool) {
    let queue = Arc::new(Mutex::new(Some(VecDeque::from([1, 2]))));
    let shared = Arc::clone(&queue);
    let consumer = thread::spawn(move || {
        for _ in 0..2 {
            let mut queue = shared.lock().unwrap();
            queue.as_mut().expect("the queue was destroyed under its consumer").pop_front();
        }
    });
    if buggy {
        *queue.lock().unwrap() = None;
        consumer.join().unwrap();
    } else {
        consumer.join().unwrap();
        *queue.lock().unwrap() = None;
    }
}

/// CB `stringbuffer-jdk1.4`: `append` asks the other buffer for its length, then for its characters.
pub(crate) fn stringbuffer(buggy: bool) {
    let (target, source) = (Mutex::new(String::new()), Mutex::new(String::from("abc")));
    thread::scope(|s| {
        s.spawn(|| {
            let mut target = target.lock().unwrap();
            let mut source_held = source.lock().unwrap();
            let length = source_held.len();
            if buggy {
                drop(source_held);
                source_held = source.lock().unwrap();
            }
            target.push_str(source_held.get(..length).expect("the source became shorter"));
        });
        s.spawn(|| source.lock().unwrap().truncate(1));
    });
}

/// Inspect `qsort_mt`: work is put before a sleeping worker without its lock, between its look and its sleep.
pub(crate) fn qsort_mt(buggy: bool) {
    let has_work = AtomicBool::new(false);
    let (lock, wake) = (Mutex::new(()), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            let mut held = lock.lock().unwrap();
            while !has_work.load(SeqCst) {
                held = wake.wait(held).unwrap();
            }
        });
        let _held = (!buggy).then(|| lock.lock().unwrap());
        has_work.store(true, SeqCst);
        wake.notify_one();
    });
}

/// misc `ctrace-test`: two threads register at the tracer; the next free slot is read and moved on in two steps.
pub(crate) fn ctrace(buggy: bool) {
    let next = AtomicUsize::new(0);
    let slots: [Mutex<Option<usize>>; 2] = std::array::from_fn(|_| Mutex::new(None));
    thread::scope(|s| {
        for id in 0..2 {
            let (next, slots) = (&next, &slots);
            s.spawn(move || {
                let slot = if buggy {
                    let slot = next.load(SeqCst);
                    next.store(slot + 1, SeqCst);
                    slot
                } else {
                    next.fetch_add(1, SeqCst)
                };
                let before = slots[slot].lock().unwrap().replace(id);
                assert_eq!(before, None, "two threads trace into one slot");
            });
        }
    });
}

/// PARSEC `ferret`: a stage sees an empty queue, then the end flag; an item that came between the two is lost.
pub(crate) fn ferret(buggy: bool) {
    let queue = Mutex::new(VecDeque::new());
    let ended = AtomicBool::new(false);
    let done = thread::scope(|s| {
        s.spawn(|| {
            queue.lock().unwrap().push_back("image");
            ended.store(true, SeqCst);
        });
        let stage = s.spawn(|| {
            let mut done = 0;
            loop {
                let last_round = if buggy { false } else { ended.load(SeqCst) };
                let item = queue.lock().unwrap().pop_front();
                match item {
                    Some(_) => done += 1,
                    None if last_round || (buggy && ended.load(SeqCst)) => return done,
                    None => thread::yield_now(),
                }
            }
        });
        stage.join().unwrap()
    });
    assert_eq!(done, 1, "an image was left in the queue");
}

/// A hand-made barrier for two, as in PARSEC's streamcluster; without generations it is not reusable.
struct HandMadeBarrier {
    state: Mutex<(usize, usize)>, // how many have arrived, and which round it is
    all_here: Condvar,
    generations: bool,
}

impl HandMadeBarrier {
    fn new(generations: bool) -> HandMadeBarrier {
        HandMadeBarrier { state: Mutex::new((0, 0)), all_here: Condvar::new(), generations }
    }

    fn wait(&self) {
        let mut state = self.state.lock().unwrap();
        let round = state.1;
        state.0 += 1;
        if state.0 == 2 {
            *state = (0, round + 1);
            self.all_here.notify_all();
        } else if self.generations {
            drop(self.all_here.wait_while(state, |s| s.1 == round).unwrap());
        } else {
            drop(self.all_here.wait_while(state, |s| s.0 != 0).unwrap());
        }
    }
}

/// PARSEC `streamcluster`: a fast thread is at the next barrier before the slow one has left this one.
pub(crate) fn streamcluster(buggy: bool) {
    let barrier = HandMadeBarrier::new(!buggy);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                barrier.wait();
                barrier.wait();
            });
        }
    });
}

/// PARSEC `streamcluster2`: the worker uses the array that the master allocates, without waiting for it.
pub(crate) fn streamcluster2(buggy: bool) {
    let points = Mutex::new(None);
    let barrier = HandMadeBarrier::new(true);
    thread::scope(|s| {
        s.spawn(|| {
            *points.lock().unwrap() = Some(vec![1.0, 2.0]);
            if !buggy {
                barrier.wait();
            }
        });
        s.spawn(|| {
            if !buggy {
                barrier.wait();
            }
            points.lock().unwrap().as_mut().expect("the array is not there yet").push(3.0);
        });
    });
}

/// PARSEC `streamcluster3`: the master reads the sum after the barrier, but a worker adds its part behind it.
pub(crate) fn streamcluster3(buggy: bool) {
    let cost = Mutex::new(0);
    let barrier = HandMadeBarrier::new(true);
    thread::scope(|s| {
        s.spawn(|| {
            if buggy {
                barrier.wait();
                *cost.lock().unwrap() += 5;
            } else {
                *cost.lock().unwrap() += 5;
                barrier.wait();
            }
        });
        barrier.wait();
        assert_eq!(*cost.lock().unwrap(), 5, "a part of the cost came after the barrier");
    });
}

/// SPLASH-2 `barnes`: the main thread does not wait for the end of the workers before it uses their bodies.
pub(crate) fn barnes(buggy: bool) {
    let bodies = Arc::new(AtomicUsize::new(0));
    let workers: Vec<_> = (0..2)
        .map(|_| {
            let bodies = Arc::clone(&bodies);
            thread::spawn(move || bodies.fetch_add(1, SeqCst))
        })
        .collect();
    let early = bodies.load(SeqCst);
    for worker in workers {
        worker.join().unwrap();
    }
    let used = if buggy { early } else { bodies.load(SeqCst) };
    assert_eq!(used, 2, "the tree was used before all its bodies were in");
}

/// SPLASH-2 `fft`: rows are transposed while the other thread still computes them.
pub(crate) fn fft(buggy: bool) {
    let rows: [AtomicUsize; 2] = std::array::from_fn(|_| AtomicUsize::new(0));
    let barrier = HandMadeBarrier::new(true);
    thread::scope(|s| {
        for me in 0..2 {
            let (rows, barrier) = (&rows, &barrier);
            s.spawn(move || {
                rows[me].store(1, SeqCst);
                if !buggy {
                    barrier.wait();
                }
                assert_eq!(rows[1 - me].load(SeqCst), 1, "the other row is not computed yet");
            });
        }
    });
}

/// SPLASH-2 `lu`: every thread takes the next number as its own without the lock around it.
pub(crate) fn lu(buggy: bool) {
    let next_id = AtomicUsize::new(0);
    let lock = Mutex::new(());
    let done: [AtomicUsize; 2] = std::array::from_fn(|_| AtomicUsize::new(0));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let held = (!buggy).then(|| lock.lock().unwrap());
                let id = next_id.load(SeqCst);
                next_id.store(id + 1, SeqCst);
                drop(held);
                done[id].fetch_add(1, SeqCst);
            });
        }
    });
    assert!(done.iter().all(|block| block.load(SeqCst) == 1), "a block was done twice");
}
