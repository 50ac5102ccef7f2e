//! The tickets themselves under the lock, not their number.

use std::sync::Mutex;

pub struct TicketOffice {
    pile: Mutex<Vec<i32>>,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { pile: Mutex::new((0..tickets).collect()) }
    }

    pub fn left(&self) -> i32 {
        self.pile.lock().unwrap().len() as i32
    }

    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        let mut pile = self.pile.lock().unwrap();
        let Some(rest) = pile.len().checked_sub(wanted as usize) else { return false };
        let mine = pile.split_off(rest);
        drop(pile);
        let paid = pay();
        if !paid {
            self.pile.lock().unwrap().extend(mine);
        }
        paid
    }
}
