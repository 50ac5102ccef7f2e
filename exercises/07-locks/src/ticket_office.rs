//! # The last ticket
//!
//! A customer wants two tickets. There are two left. The clerk nods, the customer looks for the card, types the
//! number, types it again. At the next window somebody else wants two tickets, and there are still two left.
//! Both pay. One of them will stand at the door with a ticket that is no good.
//!
//! Write `sell`, so that this cannot happen. `new` and `left` are written.
//!
//! 1. If fewer than `wanted` tickets are left, the answer is `false` at once, and nobody is asked to pay.
//! 2. Otherwise the customer pays: call `pay`. It takes as long as the customer needs, and nobody at another
//!    window waits for that.
//! 3. `true` from `pay` is a sale, and `sell` returns `true`. Whoever has paid has tickets.
//! 4. `false` is a card that was refused. Then the tickets are for sale again, and `sell` returns `false`.
//!
//! A ticket is left while it is not sold and nobody is paying for it. As long as enough are left, a customer is not
//! sent away.
//!
//! Check it with `cargo test -p locks --test ticket_office`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::Mutex;

/// The tickets of one evening, sold at several windows at the same time.
pub struct TicketOffice {
    /// How many tickets are for sale. It is signed, so that too many sales show as a number below zero.
    left: Mutex<i32>,
}

impl TicketOffice {
    /// An evening with so many tickets.
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { left: Mutex::new(tickets) }
    }

    /// How many tickets are for sale at this moment.
    pub fn left(&self) -> i32 {
        *self.left.lock().unwrap()
    }

    /// Sells `wanted` tickets to one customer, all of them or none, and returns whether they are sold.
    ///
    /// `wanted` is 1 or more. `pay` asks the customer to pay, and returns whether that went well. It is called at most
    /// once, and only if there are tickets for it.
    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        todo!("sell all of `wanted`, or none")
    }
}
