//! A clerk in a back room owns the number; the windows send questions and get answers.

#![forbid(unsafe_code)]
use std::sync::Mutex;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

pub struct TicketOffice {
    b: Back,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { b: Back::open(tickets) }
    }
    pub fn left(&self) -> i32 {
        {
            let (tx, rx) = mpsc::channel();
            self.b.q.as_ref().unwrap().send((0, tx)).unwrap();
            rx.recv().unwrap().unwrap()
        }
    }
    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        let ask = |d: i32| {
            let (tx, rx) = mpsc::channel();
            self.b.q.as_ref().unwrap().send((d, tx)).unwrap();
            rx.recv().unwrap()
        };
        if ask(-wanted).is_none() {
            return false;
        }
        let p = pay();
        if !p {
            ask(wanted);
        }
        p
    }
}
struct Back {
    q: Option<Sender<(i32, Sender<Option<i32>>)>>,
    clerk: Option<JoinHandle<()>>,
}
impl Back {
    fn open(t: i32) -> Back {
        let (q, r) = mpsc::channel::<(i32, Sender<Option<i32>>)>();
        let clerk = thread::spawn(move || {
            let mut l = t;
            for (d, a) in r {
                let ok = l + d >= 0;
                if ok {
                    l += d;
                }
                let _ = a.send(ok.then_some(l));
            }
        });
        Back { q: Some(q), clerk: Some(clerk) }
    }
}
impl Drop for Back {
    fn drop(&mut self) {
        self.q.take();
        self.clerk.take().unwrap().join().unwrap();
    }
}
