//! As many messages to stop as there are workers, behind all the jobs.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

pub type Panic = Box<dyn Any + Send>;

enum Message {
    Run(Box<dyn FnOnce() + Send>),
    Stop,
}

pub struct ThreadPool {
    crew: Crew,
}

pub struct Closed {
    crew: Crew,
}

struct Crew {
    messages: Sender<Message>,
    workers: Vec<JoinHandle<()>>,
    terminated: Arc<AtomicBool>,
    panics: Arc<Mutex<Vec<Panic>>>,
}

fn work(messages: &Mutex<Receiver<Message>>, terminated: &AtomicBool, panics: &Mutex<Vec<Panic>>) {
    loop {
        let message = messages.lock().unwrap().recv().unwrap();
        match message {
            Message::Stop => return,
            Message::Run(_) if terminated.load(SeqCst) => {}
            Message::Run(job) => {
                if let Err(panic) = catch_unwind(AssertUnwindSafe(job)) {
                    panics.lock().unwrap().push(panic);
                }
            }
        }
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        let (messages, receiver) = mpsc::channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let terminated = Arc::new(AtomicBool::new(false));
        let panics = Arc::new(Mutex::new(Vec::new()));
        let mut handles = Vec::new();
        for _ in 0..workers {
            let (receiver, terminated, panics) =
                (receiver.clone(), terminated.clone(), panics.clone());
            handles.push(thread::spawn(move || work(&receiver, &terminated, &panics)));
        }
        ThreadPool { crew: Crew { messages, workers: handles, terminated, panics } }
    }

    pub fn submit(&self, job: impl FnOnce() + Send + 'static) {
        self.crew.messages.send(Message::Run(Box::new(job))).unwrap();
    }

    pub fn close(self) -> Closed {
        self.crew.stop();
        Closed { crew: self.crew }
    }

    pub fn terminate(self) -> Closed {
        self.crew.terminated.store(true, SeqCst);
        self.close()
    }
}

impl Closed {
    pub fn join(mut self) -> Vec<Panic> {
        self.crew.wait();
        std::mem::take(&mut *self.crew.panics.lock().unwrap())
    }
}

impl Crew {
    fn stop(&self) {
        for _ in &self.workers {
            let _ = self.messages.send(Message::Stop);
        }
    }

    fn wait(&mut self) {
        while let Some(worker) = self.workers.pop() {
            worker.join().unwrap();
        }
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        self.stop();
        self.wait();
    }
}
