//! Outside an exploration the facade is std, on real threads.

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Arc, Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock, mpsc};
use interleave::{cell, process, thread, time};
use std::collections::VecDeque;
use std::time::Duration;

interleave::thread_local! {
    static MINE: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

static TOTAL: Mutex<usize> = Mutex::new(0);
static ONCE: Once = Once::new();
static TABLE: LazyLock<Vec<u32>> = LazyLock::new(|| vec![1, 2, 3]);

#[test]
fn a_program_with_everything_works_on_real_threads() {
    const THREADS: usize = 4;
    let (queue, filled) = (Mutex::new(VecDeque::new()), Condvar::new());
    let (barrier, taken) = (Barrier::new(THREADS), AtomicUsize::new(0));
    let (settings, cell) = (RwLock::new(1), OnceLock::new());
    let main = thread::current().id();
    thread::scope(|s| {
        for me in 0..THREADS {
            let (queue, filled, barrier) = (&queue, &filled, &barrier);
            let (settings, cell, taken) = (&settings, &cell, &taken);
            s.spawn(move || {
                MINE.set(u32::try_from(me).unwrap());
                assert_ne!(thread::current().id(), main, "it should be another thread");
                barrier.wait();
                ONCE.call_once(|| *TOTAL.lock().unwrap() += 100);
                assert_eq!(*cell.get_or_init(|| TABLE.len()), 3);
                let item: usize = {
                    let waiting = filled.wait_while(queue.lock().unwrap(), |q| q.is_empty());
                    waiting.unwrap().pop_front().unwrap()
                };
                taken.fetch_add(item * *settings.read().unwrap(), SeqCst);
                *TOTAL.lock().unwrap() += 1;
                assert_eq!(MINE.get(), u32::try_from(me).unwrap(), "another thread's value");
            });
        }
        for item in 1..=THREADS {
            queue.lock().unwrap().push_back(item);
            filled.notify_one();
        }
    });
    assert_eq!(taken.into_inner(), 10);
    assert_eq!(*TOTAL.lock().unwrap(), 104);
    *settings.write().unwrap() += 1;
    assert_eq!(settings.into_inner().unwrap(), 2);
}

#[test]
fn channels_and_time_work_on_real_threads() {
    let (sender, receiver) = mpsc::sync_channel(0);
    let sending = thread::Builder::new().name("sender".to_string()).spawn(move || {
        assert_eq!(thread::current().name(), Some("sender"));
        (0..3).for_each(|n| sender.send(n).unwrap());
    });
    assert_eq!(receiver.iter().sum::<i32>(), 3);
    sending.unwrap().join().unwrap();
    let (_open, nothing) = mpsc::channel::<()>();
    let before = time::Instant::now();
    let millisecond = Duration::from_millis(1);
    assert_eq!(nothing.recv_timeout(millisecond), Err(mpsc::RecvTimeoutError::Timeout));
    assert!(before.elapsed() >= millisecond, "real time goes by");
}

#[test]
fn a_panic_arrives_and_poisons_on_real_threads() {
    let mutex = Arc::new(Mutex::new(0));
    let poisoning = Arc::clone(&mutex);
    let ended = thread::spawn(move || {
        let _held = poisoning.lock().unwrap();
        panic!("while holding (this message belongs to the test)");
    });
    assert!(ended.join().is_err());
    assert!(mutex.is_poisoned());
    mutex.clear_poison();
    assert_eq!(*mutex.try_lock().unwrap(), 0);
}

#[test]
fn parking_and_cells_work_on_real_threads() {
    let parked = thread::spawn(thread::park);
    parked.thread().unpark();
    parked.join().unwrap();
    let value = cell::UnsafeCell::new(1);
    // SAFETY: no other thread knows the cell.
    unsafe { *value.get() += 1 };
    assert_eq!(value.into_inner(), 2);
    assert_eq!(process::id(), std::process::id());
}
