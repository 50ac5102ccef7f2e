//! VERDICT: LOCK HELD TOO LONG
//! It sends a customer away only when the tickets are sold: while somebody is still paying, it waits for the outcome.

use std::sync::{Condvar, Mutex};

struct Tickets {
    left: i32,
    in_payment: i32,
}

pub struct TicketOffice {
    tickets: Mutex<Tickets>,
    decided: Condvar,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        let tickets = Tickets { left: tickets, in_payment: 0 };
        TicketOffice { tickets: Mutex::new(tickets), decided: Condvar::new() }
    }

    pub fn left(&self) -> i32 {
        self.tickets.lock().unwrap().left
    }

    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        let mut box_office = self.tickets.lock().unwrap();
        while box_office.left < wanted {
            if box_office.left + box_office.in_payment < wanted {
                return false;
            }
            box_office = self.decided.wait(box_office).unwrap();
        }
        box_office.left -= wanted;
        box_office.in_payment += wanted;
        drop(box_office);
        let paid = pay();
        let mut box_office = self.tickets.lock().unwrap();
        box_office.in_payment -= wanted;
        if !paid {
            box_office.left += wanted;
        }
        self.decided.notify_all();
        paid
    }
}
