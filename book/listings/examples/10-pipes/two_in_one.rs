//! Two writes, and one read.

use std::io::{self, Read, Write};

fn main() -> io::Result<()> {
    // ANCHOR: program
    let (mut reader, mut writer) = io::pipe()?;
    writer.write_all(b"light on")?;
    writer.write_all(b"light off")?;

    let mut bytes = [0; 11];
    for _ in 0..2 {
        let read = reader.read(&mut bytes)?;
        println!("{:?}", str::from_utf8(&bytes[..read]).unwrap());
    }
    // ANCHOR_END: program
    Ok(())
}
