//! # The board of an exchange office
//!
//! The office pays `buy` for a dollar, and asks `sell` for one. Both stand on the board, and `buy` is always the
//! smaller one. A customer who could read one number from the old board and the other from the new one might make
//! money from nothing.
//!
//! So the board is never changed. It is *replaced*. Customers get the board of the moment they come in, a version
//! that stays as it is for as long as they look at it. Meanwhile others put up new versions.
//!
//! 1. Choose what an `Office` holds. It is shared by the threads of all customers and clerks.
//! 2. Write `new`, `rates` and `update`.
//! 3. A clerk computes the new rates from the old ones, and that takes long. Customers who come meanwhile get the old
//!    board at once, also when a clerk was too late and computes again. A clerk may have to wait for another clerk.
//! 4. Each update builds on the one before it. None is lost.
//! 5. When a version has been replaced, and the last customer who looked at it has gone, it is freed.
//!
//! Check it with `cargo test -p aliasing --test snapshot`.

use std::sync::Arc;

/// What stands on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    /// What the office pays for a dollar.
    pub buy: u32,
    /// What the office asks for a dollar.
    pub sell: u32,
}

/// An office with a board that many look at, and some replace.
pub struct Office {
    // Your choice.
}

impl Office {
    /// An office with this first board.
    pub fn new(first: Rates) -> Office {
        todo!("the first version")
    }

    /// The version of this moment. It never changes, however long it is kept.
    ///
    /// All who ask between two updates share one version: none of them gets a copy.
    pub fn rates(&self) -> Arc<Rates> {
        todo!("one more name for the version of this moment")
    }

    /// Replaces the board with what `change` makes of it, and returns the new version.
    ///
    /// `change` may be called again if another clerk was faster, however often that happens; only its last result
    /// counts.
    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        todo!("a new version, made from the one that it replaces")
    }
}
