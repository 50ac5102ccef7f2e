//! A module, and what of it can be used from outside.

#![allow(unreachable_pub, reason = "a small program has no other crate that could use it")]

// ANCHOR: program
mod kitchen {
    pub fn soup() -> String {
        format!("soup {}", secret())
    }

    fn secret() -> &'static str {
        "with ginger"
    }
}

use kitchen::soup;

fn main() {
    println!("{}", soup());
}
// ANCHOR_END: program
