//! Prints codes, markup, and bytes that are no text.

fn use_bytes() {
    use std::io::Write;
    let _ = std::io::stderr().write_all(&[0xff, 0xfe, 0x00, 0x80]);
}

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        use_bytes();
        eprintln!("\x1b]0;owned\x07\x1b[2J<script>alert(1)</script>=cmd|calc");
        u64::MAX
    }

    pub fn total(&self) -> u64 {
        0
    }
}
