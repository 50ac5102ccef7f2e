//! Tickets that are being paid for are a value, which puts itself back when it is dropped.

use std::sync::Mutex;

pub struct TicketOffice {
    left: Mutex<i32>,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { left: Mutex::new(tickets) }
    }

    pub fn left(&self) -> i32 {
        *self.left.lock().unwrap()
    }

    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        let Some(reserved) = self.reserve(wanted) else { return false };
        let paid = pay();
        if paid {
            reserved.keep();
        }
        paid
    }
}

/// Tickets that are not left any more and not sold yet.
struct Reserved<'a> {
    office: &'a TicketOffice,
    tickets: i32,
}

impl TicketOffice {
    fn reserve(&self, tickets: i32) -> Option<Reserved<'_>> {
        let mut left = self.left.lock().unwrap();
        if *left < tickets {
            return None;
        }
        *left -= tickets;
        Some(Reserved { office: self, tickets })
    }
}

impl Reserved<'_> {
    fn keep(mut self) {
        self.tickets = 0;
    }
}

impl Drop for Reserved<'_> {
    fn drop(&mut self) {
        if self.tickets > 0 {
            *self.office.left.lock().unwrap() += self.tickets;
        }
    }
}
