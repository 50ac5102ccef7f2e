//! VERDICT: RAN SERIALLY
//! Jobs are dealt out in turn, and a job waits for its own worker while another one is free.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

pub type Panic = Box<dyn Any + Send>;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    queues: Vec<Sender<Job>>,
    next: AtomicUsize,
    crew: Crew,
}

pub struct Closed {
    crew: Crew,
}

struct Crew {
    workers: Vec<JoinHandle<Vec<Panic>>>,
    terminated: Arc<AtomicBool>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        let terminated = Arc::new(AtomicBool::new(false));
        let (mut queues, mut handles) = (Vec::new(), Vec::new());
        for _ in 0..workers {
            let (queue, jobs) = mpsc::channel::<Job>();
            let terminated = Arc::clone(&terminated);
            queues.push(queue);
            handles.push(thread::spawn(move || {
                let begun = jobs.into_iter().filter(|_| !terminated.load(SeqCst));
                begun.filter_map(|job| catch_unwind(AssertUnwindSafe(job)).err()).collect()
            }));
        }
        ThreadPool {
            queues,
            next: AtomicUsize::new(0),
            crew: Crew { workers: handles, terminated },
        }
    }

    pub fn submit(&self, job: impl FnOnce() + Send + 'static) {
        let next = self.next.fetch_add(1, SeqCst) % self.queues.len();
        self.queues[next].send(Box::new(job)).unwrap();
    }

    pub fn close(self) -> Closed {
        Closed { crew: self.crew }
    }

    pub fn terminate(self) -> Closed {
        self.crew.terminated.store(true, SeqCst);
        self.close()
    }
}

impl Closed {
    pub fn join(mut self) -> Vec<Panic> {
        self.crew.wait()
    }
}

impl Crew {
    fn wait(&mut self) -> Vec<Panic> {
        self.workers.drain(..).flat_map(|worker| worker.join().unwrap()).collect()
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        self.wait();
    }
}
