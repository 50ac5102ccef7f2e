//! Pile and flag behind one lock, and a condition variable to sleep on.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

#[derive(Default)]
struct Room {
    desk: Mutex<Desk>,
    bell: Condvar,
}

#[derive(Default)]
struct Desk {
    pile: VecDeque<String>,
    closed: bool,
}

pub struct Scribe {
    room: Arc<Room>,
    thread: Option<JoinHandle<usize>>,
}

impl Scribe {
    pub fn start(mut copy: impl FnMut(String) + Send + 'static) -> Scribe {
        let room = Arc::new(Room::default());
        let inside = room.clone();
        let thread = thread::spawn(move || {
            let mut copied = 0;
            loop {
                let desk = inside.desk.lock().unwrap();
                let idle = |desk: &mut Desk| !desk.closed && desk.pile.is_empty();
                let mut desk = inside.bell.wait_while(desk, idle).unwrap();
                if desk.closed {
                    return copied;
                }
                let letter = desk.pile.pop_front();
                drop(desk);
                letter.into_iter().for_each(&mut copy);
                copied += 1;
            }
        });
        Scribe { room, thread: Some(thread) }
    }

    pub fn give(&self, letter: String) {
        self.room.desk.lock().unwrap().pile.push_back(letter);
        self.room.bell.notify_one();
    }

    pub fn stop(mut self) -> usize {
        self.close()
    }

    fn close(&mut self) -> usize {
        self.room.desk.lock().unwrap().closed = true;
        self.room.bell.notify_one();
        self.thread.take().map_or(0, |thread| thread.join().unwrap())
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.close();
    }
}
