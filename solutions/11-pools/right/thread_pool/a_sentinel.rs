//! A panic ends the thread, and what it leaves behind starts the next one.

use std::any::Any;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

pub type Panic = Box<dyn Any + Send>;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    jobs: Sender<Job>,
    crew: Crew,
}

pub struct Closed {
    crew: Crew,
}

struct Crew {
    office: Arc<Office>,
}

struct Office {
    jobs: Mutex<Receiver<Job>>,
    terminated: AtomicBool,
    workers: Mutex<Vec<JoinHandle<()>>>,
}

struct Sentinel(Arc<Office>);

impl Drop for Sentinel {
    fn drop(&mut self) {
        if thread::panicking() {
            start(&self.0);
        }
    }
}

fn start(office: &Arc<Office>) {
    let sentinel = Sentinel(Arc::clone(office));
    let worker = thread::spawn(move || {
        let office = &sentinel.0;
        loop {
            let job = office.jobs.lock().unwrap().recv();
            let Ok(job) = job else { return };
            if !office.terminated.load(SeqCst) {
                job();
            }
        }
    });
    office.workers.lock().unwrap().push(worker);
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        let (sender, receiver) = mpsc::channel();
        let office = Arc::new(Office {
            jobs: Mutex::new(receiver),
            terminated: AtomicBool::new(false),
            workers: Mutex::new(Vec::new()),
        });
        (0..workers).for_each(|_| start(&office));
        ThreadPool { jobs: sender, crew: Crew { office } }
    }

    pub fn submit(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.send(Box::new(job)).unwrap();
    }

    pub fn close(self) -> Closed {
        Closed { crew: self.crew }
    }

    pub fn terminate(self) -> Closed {
        self.crew.office.terminated.store(true, SeqCst);
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
        let mut panics = Vec::new();
        loop {
            let worker = self.office.workers.lock().unwrap().pop();
            let Some(worker) = worker else { return panics };
            panics.extend(worker.join().err());
        }
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        self.wait();
    }
}
