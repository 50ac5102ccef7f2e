//! Two names for one open file.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};

fn main() -> io::Result<()> {
    let path = std::env::temp_dir().join(format!("one-offset-{}.log", std::process::id()));
    fs::write(&path, "first half/second half")?;
    let told = program(&path);
    fs::remove_file(&path)?;
    told
}

// ANCHOR: program
fn program(path: &std::path::Path) -> io::Result<()> {
    let mut front = File::open(path)?;
    let mut back = front.try_clone()?;
    back.seek(SeekFrom::Start(11))?;
    println!("{}", io::read_to_string((&mut front).take(10))?);

    let mut front = File::open(path)?;
    let mut back = File::open(path)?;
    back.seek(SeekFrom::Start(11))?;
    println!("{}", io::read_to_string((&mut front).take(10))?);
    Ok(())
}
// ANCHOR_END: program
