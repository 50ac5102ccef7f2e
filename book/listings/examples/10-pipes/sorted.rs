//! A text through the program `sort`.

// ANCHOR: program
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread;

fn main() -> io::Result<()> {
    let text = "still fog\nfog\na ship\n".repeat(10_000);
    let mut sort = Command::new("sort")
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = sort.stdin.take().unwrap();
    let output = thread::scope(|s| {
        s.spawn(move || input.write_all(text.as_bytes()));
        sort.wait_with_output()
    })?;
    let sorted = String::from_utf8(output.stdout).unwrap();
    println!("{} bytes, of which the first line is {:?}", sorted.len(), sorted.lines().next());
    Ok(())
}
// ANCHOR_END: program
