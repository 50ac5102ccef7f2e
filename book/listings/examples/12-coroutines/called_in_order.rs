//! Three tasks, of whom one waits for another: in which order do they speak?

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use listings::{Boxed, make_way};

#[derive(Default)]
struct Letter {
    text: Option<&'static str>,
    reader: Option<Waker>,
}

/// Polls those who are woken, in that order.
fn run(mut tasks: Vec<Boxed<'_>>) {
    use std::collections::VecDeque;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Wake};

    struct Ticket(usize, Arc<Mutex<VecDeque<usize>>>);

    impl Wake for Ticket {
        fn wake(self: Arc<Self>) {
            self.1.lock().unwrap().push_back(self.0);
        }
    }

    let queue: Arc<Mutex<VecDeque<usize>>> = Arc::new(Mutex::new((0..tasks.len()).collect()));
    loop {
        let next = queue.lock().unwrap().pop_front();
        let Some(number) = next else { return };
        let waker = Waker::from(Arc::new(Ticket(number, queue.clone())));
        let _ = tasks[number].as_mut().poll(&mut Context::from_waker(&waker));
    }
}

// ANCHOR: program
async fn read(letter: &RefCell<Letter>) {
    let text = poll_fn(|context| {
        let mut letter = letter.borrow_mut();
        letter.reader = Some(context.waker().clone());
        letter.text.map_or(Poll::Pending, Poll::Ready)
    });
    println!("anna reads {}", text.await);
}

async fn write(letter: &RefCell<Letter>) {
    println!("ben writes");
    letter.borrow_mut().text = Some("come");
    letter.borrow().reader.iter().for_each(Waker::wake_by_ref);
    make_way().await;
    println!("ben rests");
}

async fn sing() {
    println!("cleo sings");
}
// ANCHOR_END: program

fn main() {
    let letter = Rc::new(RefCell::new(Letter::default()));
    run(vec![Box::pin(read(&letter)), Box::pin(write(&letter)), Box::pin(sing())]);
}
