//! Runs a program on the types of a library that has std's names.

/// The same interpreter for two libraries. `$pause` lets others run where shuttle does not: before an end
/// of a channel is dropped, and before a thread arrives at a barrier. `$objects` stands where each of them has a
/// place of its own.
macro_rules! interpreter {
    ($library:ident, $pause:path, $objects:expr) => {
        pub(crate) mod $library {
            use crate::program::{Channel, Op, Outcome, Program};
            use $library::sync::atomic::{AtomicI32, Ordering::SeqCst};
            use $library::sync::{Arc, Barrier, Condvar, Mutex, RwLock, mpsc};
            use $library::thread;

            struct Objects {
                atomics: [AtomicI32; 2],
                mutexes: [Mutex<i32>; 2],
                changed: Condvar,
                shared: RwLock<i32>,
                both: Barrier,
            }

            enum Sender {
                Unbounded(mpsc::Sender<i32>),
                Bounded(mpsc::SyncSender<i32>),
            }

            impl Clone for Sender {
                fn clone(&self) -> Sender {
                    match self {
                        Sender::Unbounded(sender) => Sender::Unbounded(sender.clone()),
                        Sender::Bounded(sender) => Sender::Bounded(sender.clone()),
                    }
                }
            }

            pub(crate) fn run(program: &Program) -> Outcome {
                let objects = Arc::new($objects);
                let (sender, receiver) = match program.channel {
                    Channel::None => (None, None),
                    Channel::Unbounded => {
                        let (sender, receiver) = mpsc::channel();
                        (Some(Sender::Unbounded(sender)), Some(receiver))
                    }
                    Channel::Bounded(bound) => {
                        let (sender, receiver) = mpsc::sync_channel(bound);
                        (Some(Sender::Bounded(sender)), Some(receiver))
                    }
                };
                // The first of the program's threads is this one. It has the receiver, the others send.
                let threads: Vec<_> = program.threads[1..]
                    .iter()
                    .map(|ops| {
                        let (ops, objects, sender) =
                            (ops.clone(), Arc::clone(&objects), sender.clone());
                        thread::spawn(move || all_steps(&ops, &objects, None, sender))
                    })
                    .collect();
                if sender.is_some() {
                    $pause();
                    drop(sender);
                }
                let mut outcome = vec![all_steps(&program.threads[0], &objects, receiver, None)];
                outcome.extend(threads.into_iter().map(|thread| thread.join().unwrap()));
                let atomics = objects.atomics.iter().map(|atomic| atomic.load(SeqCst));
                let mutexes = objects.mutexes.iter().map(|mutex| *mutex.lock().unwrap());
                outcome.push(
                    atomics.chain(mutexes).chain([*objects.shared.read().unwrap()]).collect(),
                );
                outcome
            }

            /// Does all steps of one thread; the values they saw.
            fn all_steps(
                ops: &[Op],
                objects: &Objects,
                receiver: Option<mpsc::Receiver<i32>>,
                sender: Option<Sender>,
            ) -> Vec<i32> {
                let seen =
                    ops.iter().flat_map(|op| step(*op, objects, &receiver, &sender)).collect();
                if receiver.is_some() || sender.is_some() {
                    $pause();
                }
                seen
            }

            /// Does one step; the values it saw.
            fn step(
                op: Op,
                objects: &Objects,
                receiver: &Option<mpsc::Receiver<i32>>,
                sender: &Option<Sender>,
            ) -> Vec<i32> {
                let Objects { atomics, mutexes, changed, shared, both } = objects;
                let nothing = Vec::new();
                match op {
                    Op::Load(at) => vec![atomics[at].load(SeqCst)],
                    Op::Store(at, value) => {
                        atomics[at].store(value, SeqCst);
                        nothing
                    }
                    Op::Add(at) => vec![atomics[at].fetch_add(1, SeqCst)],
                    Op::Swap(at, value) => vec![atomics[at].swap(value, SeqCst)],
                    Op::Exchange(at, expected, new) => {
                        match atomics[at].compare_exchange(expected, new, SeqCst, SeqCst) {
                            Ok(seen) => vec![1, seen],
                            Err(seen) => vec![0, seen],
                        }
                    }
                    Op::Locked(at) => {
                        let mut value = mutexes[at].lock().unwrap();
                        *value += 1;
                        vec![*value]
                    }
                    Op::LockedUpdate(at, atomic) => {
                        let mut value = mutexes[at].lock().unwrap();
                        let seen = atomics[atomic].load(SeqCst);
                        *value += 10 * seen;
                        atomics[atomic].store(seen + 1, SeqCst);
                        nothing
                    }
                    Op::TryLock(at) => vec![mutexes[at].try_lock().map_or(-1, |value| *value)],
                    Op::Nested(at) => {
                        let outer = mutexes[at].lock().unwrap();
                        let mut inner = mutexes[1 - at].lock().unwrap();
                        *inner += *outer + 1;
                        vec![*inner]
                    }
                    Op::Read => vec![*shared.read().unwrap()],
                    Op::Write => {
                        let mut value = shared.write().unwrap();
                        *value += 1;
                        vec![*value]
                    }
                    Op::ReadWith(at) => {
                        let value = shared.read().unwrap();
                        vec![*value, atomics[at].fetch_add(1, SeqCst)]
                    }
                    Op::TryRead => vec![shared.try_read().map_or(-1, |value| *value)],
                    Op::TryWrite => vec![shared.try_write().map_or(-1, |mut value| {
                        *value += 1;
                        *value
                    })],
                    Op::Wait => {
                        let value = mutexes[0].lock().unwrap();
                        vec![*changed.wait(value).unwrap()]
                    }
                    Op::WaitWhileZero => {
                        let mut value = mutexes[0].lock().unwrap();
                        while *value == 0 {
                            value = changed.wait(value).unwrap();
                        }
                        *value -= 1;
                        vec![*value]
                    }
                    Op::NotifyOne => {
                        changed.notify_one();
                        nothing
                    }
                    Op::AddAndNotifyOne => {
                        *mutexes[0].lock().unwrap() += 1;
                        changed.notify_one();
                        nothing
                    }
                    Op::AddAndNotifyAll => {
                        let mut value = mutexes[0].lock().unwrap();
                        *value += 1;
                        changed.notify_all();
                        nothing
                    }
                    Op::Send(value) => {
                        let sent = match sender.as_ref().expect("only senders send") {
                            Sender::Unbounded(sender) => sender.send(value).is_ok(),
                            Sender::Bounded(sender) => sender.send(value).is_ok(),
                        };
                        vec![i32::from(sent)]
                    }
                    Op::Receive => {
                        let received = receiver.as_ref().expect("only the first receives").recv();
                        vec![received.unwrap_or(-1)]
                    }
                    Op::TryReceive => {
                        match receiver.as_ref().expect("only the first receives").try_recv() {
                            Ok(value) => vec![value],
                            Err(mpsc::TryRecvError::Empty) => vec![-2],
                            Err(mpsc::TryRecvError::Disconnected) => vec![-1],
                        }
                    }
                    Op::Arrive => {
                        $pause();
                        vec![i32::from(both.wait().is_leader())]
                    }
                }
            }
        }
    };
}

interpreter!(
    interleave,
    interleave::yield_point,
    Objects {
        atomics: [AtomicI32::new(0), AtomicI32::new(0)],
        mutexes: [Mutex::new(0), Mutex::new(0)],
        changed: Condvar::new(),
        shared: RwLock::new(0),
        both: Barrier::new(2),
    }
);
interpreter!(
    shuttle,
    thread::yield_now,
    Objects {
        atomics: [AtomicI32::new(0), AtomicI32::new(0)],
        mutexes: [Mutex::new(0), Mutex::new(0)],
        changed: Condvar::new(),
        shared: RwLock::new(0),
        both: Barrier::new(2),
    }
);
