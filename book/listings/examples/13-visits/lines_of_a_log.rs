//! How many lines has a log? Asked in four ways.

// ANCHOR: program
use std::io::BufRead;

const LOG: &[u8] = b"203.0.113.7 - - home\n\
    203.0.113.8 - - caf\xe9\n\
    \n\
    203.0.113.9 - - news\n\
    203.0.113.7 - - bye";

fn main() {
    let ends = LOG.iter().filter(|&&byte| byte == b'\n').count();
    let text = LOG.lines().filter(Result::is_ok).count();
    let until = LOG.lines().map_while(Result::ok).count();
    let split = LOG.split(|&byte| byte == b'\n').count();
    println!("{ends} {text} {until} {split}");
}
// ANCHOR_END: program
