//! A set of free seats; the refused ones go back into it.

#![forbid(unsafe_code)]
use std::collections::BTreeSet;
use std::sync::Mutex;

pub struct TicketOffice {
    left: Mutex<BTreeSet<u32>>,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { left: Mutex::new((0..tickets as u32).collect()) }
    }
    pub fn left(&self) -> i32 {
        self.left.lock().unwrap().len() as i32
    }
    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        let mut f = self.left.lock().unwrap();
        if (f.len() as i32) < wanted {
            return false;
        }
        let mine: Vec<u32> = f.iter().copied().take(wanted as usize).collect();
        for s in &mine {
            f.remove(s);
        }
        drop(f);
        let p = pay();
        if !p {
            self.left.lock().unwrap().extend(mine);
        }
        p
    }
}
