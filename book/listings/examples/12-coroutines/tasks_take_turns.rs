//! Two tasks and a queue.

use listings::make_way;

// ANCHOR: executor
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake, Waker};

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// The numbers of those who can go on.
type Queue = Arc<Mutex<VecDeque<usize>>>;

struct Ticket {
    number: usize,
    queue: Queue,
}

impl Wake for Ticket {
    fn wake(self: Arc<Self>) {
        self.queue.lock().unwrap().push_back(self.number);
    }
}

fn run(mut tasks: Vec<Task>) {
    let queue = Queue::default();
    queue.lock().unwrap().extend(0..tasks.len());
    loop {
        let next = queue.lock().unwrap().pop_front();
        let Some(number) = next else { return };
        let waker = Waker::from(Arc::new(Ticket { number, queue: queue.clone() }));
        let _ = tasks[number].as_mut().poll(&mut Context::from_waker(&waker));
    }
}
// ANCHOR_END: executor

// ANCHOR: program
async fn speak(first: u32, second: u32) {
    println!("{first}");
    make_way().await;
    println!("{second}");
}

fn main() {
    run(vec![Box::pin(speak(1, 2)), Box::pin(speak(3, 4))]);
}
// ANCHOR_END: program
