//! What the cases need from Linux: children, shared memory, places to run at.

pub mod fork;
pub mod futex;
pub mod pin;
pub mod pipes;
pub mod posix;
pub mod race;
pub mod shared;
