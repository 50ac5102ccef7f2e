//! A door, and a test that knows who went in.

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::{require, yield_point};
use semaphores::readers_writers::Door;

/// Notices when somebody is inside who should not be.
pub(super) struct Archive {
    pub(super) door: Door,
    readers: AtomicUsize,
    writers: AtomicUsize,
    names: Mutex<Vec<&'static str>>,
}

impl Archive {
    pub(super) fn new() -> Archive {
        let (readers, writers) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Archive { door: Door::new(), readers, writers, names: Mutex::new(Vec::new()) }
    }

    pub(super) fn read(&self, name: &'static str) {
        let reading = self.door.read();
        self.readers.fetch_add(1, SeqCst);
        let writers = self.writers.load(SeqCst);
        require!(writers == 0, TwoInside, "{name} came in to read, and found a writer inside");
        self.look_around(name);
        self.readers.fetch_sub(1, SeqCst);
        drop(reading);
    }

    pub(super) fn write(&self, name: &'static str) {
        let writing = self.door.write();
        let writers = self.writers.fetch_add(1, SeqCst);
        let readers = self.readers.load(SeqCst);
        require!(
            writers == 0 && readers == 0,
            TwoInside,
            "{name} came in to write, and found {writers} writers and {readers} readers inside"
        );
        self.look_around(name);
        self.writers.fetch_sub(1, SeqCst);
        drop(writing);
    }

    fn look_around(&self, name: &'static str) {
        self.names.lock().unwrap().push(name);
        yield_point();
    }

    /// Who went in, in this order.
    pub(super) fn went_in(&self) -> Vec<&'static str> {
        self.names.lock().unwrap().clone()
    }
}
