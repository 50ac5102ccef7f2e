//! Readers who relieve each other, and a writer who waits.

extern crate interleave as std;

// ANCHOR: program
use std::sync::{Condvar, Mutex};
use std::thread;

#[derive(Default)]
struct Door {
    readers: Mutex<usize>,
    left: Condvar,
}

impl Door {
    fn reader_comes(&self) {
        *self.readers.lock().unwrap() += 1;
    }

    fn reader_goes(&self) {
        *self.readers.lock().unwrap() -= 1;
        self.left.notify_all();
    }

    /// Says how many readers have been there, at a moment when none of them is.
    fn write(&self, been_there: impl Fn() -> usize) -> usize {
        let readers = self.readers.lock().unwrap();
        let _alone = self.left.wait_while(readers, |readers| *readers > 0).unwrap();
        been_there()
    }
}
// ANCHOR_END: program

// ANCHOR: day
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

fn day() -> usize {
    let (door, been_there) = (Door::default(), AtomicUsize::new(0));
    thread::scope(|s| {
        let writer = s.spawn(|| door.write(|| been_there.load(SeqCst)));
        door.reader_comes();
        for _ in 0..3 {
            // The next one comes, and only then the last one goes.
            been_there.fetch_add(1, SeqCst);
            door.reader_comes();
            door.reader_goes();
        }
        been_there.fetch_add(1, SeqCst);
        door.reader_goes();
        writer.join().unwrap()
    })
}
// ANCHOR_END: day

fn main() {
    listings::outcomes(interleave::Explorer::new(), day);
}
